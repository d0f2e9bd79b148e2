"""What was fetched as an article, by what the server and the bytes themselves say."""

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from extractor.errors import UnreadableArticle
from extractor.records.article import Article
from extractor.sources.metadata import Metadata
from extractor.sources.readers import reader_of
from extractor.sources.web.characters import codec_of
from extractor.sources.web.pages import read_page
from extractor.sources.web.sniffing import looks_like_feed, looks_like_page

if TYPE_CHECKING:
    from extractor.sources.web.fetching import Fetched

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SUFFIXES = {
    "application/pdf": ".pdf",
    _WORD: ".docx",
    "text/markdown": ".md",
    "text/plain": ".txt",
}


def article_in(fetched: "Fetched", *, facts: Metadata) -> Article:
    """Return the article in what was fetched.

    Raises:
        UnreadableArticle: There is none; `feed` when it is a feed of many.
    """
    raw = fetched.body
    if looks_like_feed(raw):
        message = (
            "expected a page, found a feed of several articles; name it as "
            f"feed:{fetched.address}"
        )
        raise UnreadableArticle("feed", message)
    if fetched.content_type in _PAGES or looks_like_page(raw):
        return read_page(
            raw,
            name=fetched.address,
            facts=facts,
            charset=fetched.charset,
            address=fetched.address,
        )
    parts = urlsplit(fetched.address)
    suffix = _SUFFIXES.get(fetched.content_type, PurePosixPath(parts.path).suffix)
    where = Metadata(
        source_url=fetched.address,
        publisher=(parts.hostname or "").removeprefix("www.") or None,
    )
    name = f"article{suffix}"
    read = reader_of(raw, name)
    return read(_in_utf8(fetched), name=name, facts=facts.over(where))


def _in_utf8(fetched: "Fetched") -> bytes:
    """Return the bytes, plain text in UTF-8 where the server names its charset."""
    codec = codec_of(fetched.charset or "")
    if not fetched.content_type.startswith("text/") or codec is None:
        return fetched.body
    try:
        return fetched.body.decode(codec).encode()
    except UnicodeError:
        return fetched.body
