"""What a row says of its article: text, name and metadata."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from extractor.errors import UnreadableArticle
from extractor.records.findings import Finding
from extractor.sources.corpora.fields import Fields
from extractor.sources.dates import iso_date
from extractor.sources.metadata import Metadata, language_tag, people, tidy
from extractor.sources.trailers import origin

LONGEST_ID = 500
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")


class Said(NamedTuple):
    """A row's metadata, and what could not be read of it."""

    metadata: Metadata
    notices: tuple[Finding, ...]


def text_of(row: Mapping[str, Any], fields: Fields) -> str:
    """Return a row's text; a list is its paragraphs.

    Raises:
        UnreadableArticle: The row has none (`empty`), or it is no text (`broken_row`).
    """
    value = fields.value(row, "text")
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "\n\n".join(value)
    if value is None or isinstance(value, str):
        return value or ""
    found = type(value).__name__
    message = f"expected a text, found a value of type {found}; name a --text-field"
    raise UnreadableArticle("broken_row", message)


def id_of(row: Mapping[str, Any], fields: Fields) -> str | None:
    """Return what names a row, on one line, or None."""
    value = fields.value(row, "id")
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    known = tidy(str(value))
    return known[:LONGEST_ID] if known else None


def row_facts(row: Mapping[str, Any], fields: Fields) -> Said:
    """Return what a row says besides its text."""
    url = origin(_words(row, fields, "url") or "")
    publisher = _words(row, fields, "publisher")
    published, notices = _published(fields.value(row, "date"))
    metadata = Metadata(
        title=_words(row, fields, "title"),
        publisher=(origin(publisher).publisher or publisher) if publisher else None,
        source_url=url.url,
        published=published,
        authors=_authors(fields.value(row, "authors")),
        language=language_tag(_words(row, fields, "language") or ""),
    )
    host = Metadata(publisher=url.publisher if url.url else None)
    return Said(metadata.over(host), notices)


def _words(row: Mapping[str, Any], fields: Fields, part: str) -> str | None:
    """Return a field as one line; an object in it is called by its `name`."""
    value = fields.value(row, part)
    if isinstance(value, Mapping):
        value = value.get("name")
    return tidy(value) if isinstance(value, str) else None


def _published(value: Any) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the date that a field holds, and a finding when that is no date."""
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()[:10], ()
    words = str(value or "").strip()
    found = iso_date(_COMPACT.sub(r"\1-\2-\3", words, count=1))
    if found or not words:
        return found, ()
    message = f"expected one certain date, found {words[:60]!r}; it is not taken"
    finding = Finding(
        code="unread_date",
        severity="warning",
        where="/article/published",
        message=message,
    )
    return None, (finding,)


def _authors(value: Any) -> tuple[str, ...]:
    """Return the people in a field: names, or objects with a name."""
    values = value if isinstance(value, list) else [value]
    named = [v.get("name") if isinstance(v, Mapping) else v for v in values]
    return people([name for name in named if isinstance(name, str)])
