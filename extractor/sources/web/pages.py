"""A web page's bytes as an article: what a reader of the page sees of it."""

import logging
import re
from functools import cache

from extractor.errors import UnreadableArticle
from extractor.records.article import Article
from extractor.records.findings import Finding
from extractor.sources.extras import required
from extractor.sources.metadata import Metadata
from extractor.sources.reading import article_of
from extractor.sources.web.body_text import body_text
from extractor.sources.web.characters import characters, undeclared
from extractor.sources.web.page_facts import (
    claimed_title,
    headings,
    page_facts,
    seen_title,
)
from extractor.sources.web.stylesheets import Element
from extractor.sources.web.unseen import Hidden, hidden_findings, take_out

DEEPEST = 400  # Chromium stops at 512; libxml2 drops what is deeper than 2,048
# Extracting takes quadratic time over elements in a row: a second for so many.
MOST_CHILDREN, MOST_ELEMENTS = 5_000, 100_000
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIBRARIES = ("trafilatura", "htmldate", "courlan")


def read_page(
    raw: bytes,
    *,
    name: str,
    facts: Metadata,
    charset: str | None = None,
    address: str | None = None,
) -> Article:
    """Return the article on a web page.

    Args:
        raw: The page.
        name: What the file is called.
        facts: What is known of the article, which wins over what the page says.
        charset: What the server said that the page is written in.
        address: Where the page was fetched from.

    Raises:
        UnreadableArticle: No charset surely fits (`encoding`), the page holds no
            article (`empty`), or `missing_extra`.
    """
    del name
    required("trafilatura", extra="web")
    read = characters(raw, declared=charset)
    page = parsed(read.text)
    known, claimed = page_facts(page, address=address), claimed_title(page)
    hidden = take_out(page)
    title = seen_title(page, claimed, publisher=known.publisher)
    text = _headed(_article_text(page), headings(page), title=title)
    if not text:
        raise _no_article(hidden)
    notices = (*read.notices, *hidden_findings(hidden))
    said = facts.over(Metadata(title=title)).over(known)
    return article_of(text, facts=said, notices=notices)


def read_fragment(
    html: str, *, facts: Metadata, notices: tuple[Finding, ...] = ()
) -> Article:
    """Return the article that a piece of HTML is, all of it, as in a feed.

    Raises:
        UnreadableArticle: There are no words in it (`empty`), or `missing_extra`.
    """
    required("lxml", extra="web")
    page = parsed(html)
    hidden = take_out(page)
    text = body_text(page)
    told = (*notices, *hidden_findings(hidden))
    return article_of(text, facts=facts, notices=told)


def parsed(text: str) -> Element:
    """Return the tree of a page; raise UnreadableArticle for one without any."""
    from lxml import etree, html

    marked = undeclared(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text))
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        page = html.document_fromstring(marked.encode(), parser=parser)
    except etree.ParserError as error:
        raise _no_article([]) from error
    _refuse_unreasonable(page)
    return page


def _refuse_unreasonable(page: Element) -> None:
    """Raise UnreadableArticle for a page that parsing or extracting would break on."""
    level, seen = [page], 0
    for _ in range(DEEPEST):
        children = [len(element) for element in level]
        seen += sum(children)
        if max(children) > MOST_CHILDREN:
            raise _unreasonable(f"more than {MOST_CHILDREN:,} elements in a row")
        if seen > MOST_ELEMENTS:
            raise _unreasonable(f"more than {MOST_ELEMENTS:,} elements")
        level = [child for element in level for child in element]
        if not level:
            return
    raise _unreasonable(f"elements that stand in {DEEPEST} others")


def _unreasonable(found: str) -> UnreadableArticle:
    message = f"expected a page, found {found}; save its text as a file of its own"
    return UnreadableArticle("unreadable", message)


def _headed(text: str, headings: list[str], *, title: str | None) -> str:
    """Return the text under the headline that the page shows above it."""
    if not text or title not in headings or title in text:
        return text
    return f"# {title}\n\n{text}"


def _article_text(page: Element) -> str:
    """Return the text of the page's article, or nothing."""
    from trafilatura import bare_extraction

    _quiet_libraries()
    for script in list(page.iter("script")):  # which may hold another text
        script.drop_tree()
    found = bare_extraction(page, include_comments=False, with_metadata=False)
    body = getattr(found, "body", None)
    return "" if body is None else body_text(body)


@cache
def _quiet_libraries() -> None:
    """Keep warnings that are told as outcomes from standard error."""
    for library in _LIBRARIES:
        logging.getLogger(library).addHandler(logging.NullHandler())


def _no_article(hidden: list[Hidden]) -> UnreadableArticle:
    """Return the error for a page without an article."""
    words = sum(len(piece.words.split()) for piece in hidden)
    told = f"; {words:,} words on it are hidden from readers" if words else ""
    message = (
        f"expected an article, found a page without one{told}. A page that is made by "
        "scripts has to be saved from a browser"
    )
    return UnreadableArticle("empty", message)
