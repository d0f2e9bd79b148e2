"""What reads a file of each kind, by the end of its name."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import PurePath
from typing import Protocol

from extractor.errors import UnreadableArticle
from extractor.records.article import Article
from extractor.sources.decoding import decode
from extractor.sources.documents.docx import looks_like_docx, read_docx
from extractor.sources.documents.pdf import looks_like_pdf, read_pdf
from extractor.sources.front_matter import read_front_matter
from extractor.sources.markdown import plain_text
from extractor.sources.metadata import Metadata
from extractor.sources.reading import article_of, refuse_long
from extractor.sources.web.pages import read_page
from extractor.sources.web.sniffing import looks_like_page


class Reader(Protocol):
    """Makes an article of a file's bytes; raises UnreadableArticle when none is in."""

    def __call__(self, raw: bytes, *, name: str, facts: Metadata) -> Article:
        """Return the article.

        Args:
            raw: What is in the file.
            name: What the file is called.
            facts: What is known of the article, which wins over what it says.
        """
        ...


def read_text(raw: bytes, *, name: str, facts: Metadata) -> Article:
    """Return the article in plain text."""
    del name
    decoded = decode(raw)
    _refuse_json(decoded.text)
    return article_of(decoded.text, facts=facts, notices=decoded.notices)


def _refuse_json(text: str) -> None:
    """Raise UnreadableArticle for a row or rows of a corpus, which are no text."""
    start = text.lstrip()
    if not start.startswith(('{"', "[{")):
        return
    for part in (start, start.partition("\n")[0]):
        with suppress(ValueError, RecursionError):
            json.loads(part)
            message = (
                "expected a text, found JSON; give it in a file whose name ends in "
                ".json or .jsonl"
            )
            raise UnreadableArticle("unreadable", message)


def read_markdown(raw: bytes, *, name: str, facts: Metadata) -> Article:
    """Return the article in Markdown: its words, and the facts of its front matter."""
    del name
    decoded = decode(raw)
    refuse_long(len(decoded.text))
    document = read_front_matter(decoded.text)
    return article_of(
        plain_text(document.body),
        facts=facts.over(document.metadata),
        notices=decoded.notices,
    )


READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".pdf": read_pdf,
    ".docx": read_docx,
    # Read to be refused with a way out, rather than passed over in a folder.
    ".doc": read_text,
    ".odt": read_text,
    ".rtf": read_text,
}
# What a file holds, where its name does not say more than that it may be text.
_SNIFFED: tuple[tuple[Callable[[bytes], bool], Reader], ...] = (
    (looks_like_pdf, read_pdf),
    (looks_like_docx, read_docx),
    (looks_like_page, read_page),
)


def reader_of(raw: bytes, name: str) -> Reader:
    """Return what reads a file, by its name, or by what is in it if that is no help."""
    reader = READERS.get(PurePath(name).suffix.lower(), read_text)
    if reader is not read_text:
        return reader
    return next((by for looks, by in _SNIFFED if looks(raw)), read_text)
