"""Small web pages for tests."""

from extractor.records.article import Article
from extractor.sources.metadata import Metadata
from extractor.sources.web.pages import read_page

BEFORE = (
    "The port of Larnby will be widened next year, mayor Ada Quill said on Monday, "
    "after a vote in which the council was split."
)
AFTER = (
    "Critics called the plan a waste of money, and asked the county to look at the "
    "figures again before any work begins at the quay."
)


def page(inside: str = "", *, head: str = "") -> str:
    """Return a page with something between the two paragraphs of its article."""
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Harbour deal signed</title>{head}"
        f"</head><body><article><h1>Harbour deal signed</h1><p>{BEFORE}</p>{inside}"
        f"<p>{AFTER}</p></article></body></html>"
    )


def read(html: str | bytes, **more: str) -> Article:
    """Return the article on a page."""
    raw = html.encode() if isinstance(html, str) else html
    return read_page(raw, name="page.html", facts=Metadata(), **more)
