"""Which field of a row holds which part of an article."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

# The names that corpora and scrapers give, the commonest first; case, spaces, hyphens
# and underscores aside.
USUAL: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("text", "body", "content", "article", "articletext", "articlebody"),
        *("fulltext", "maintext", "bodytext", "story"),
    ),
    "id": ("id", "docid", "articleid", "uid", "uuid", "guid"),
    "title": ("title", "headline"),
    "date": (
        *("date", "published", "publishedat", "publisheddate", "publishdate"),
        *("datepublished", "datepublish", "publicationdate", "pubdate", "datetime"),
    ),
    "publisher": ("publisher", "source", "outlet", "newspaper", "publication", "site"),
    "url": ("url", "link", "sourceurl", "canonicalurl", "articleurl"),
    "language": ("language", "lang"),
    "authors": ("authors", "author", "byline", "creator"),
}
_BETWEEN = re.compile(r"[\s_-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The fields that a user names; None: the first of the usual names that is there.

    In JSON, `meta.url` is the field `url` of the object in `meta`.
    """

    text: str | None = None
    id: str | None = None
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    authors: str | None = None

    def value(self, row: Mapping[str, Any], part: str) -> Any:
        """Return what a row holds for a part of an article; None: nothing."""
        named = getattr(self, part)
        if named is None:
            named = usual(tuple(row), part)
        return None if named is None else _lookup(row, named)

    def used(self, columns: Sequence[str]) -> list[str]:
        """Return those of a table's columns that hold a part of an article."""
        found = {
            getattr(self, part.name) or usual(tuple(columns), part.name)
            for part in fields(self)
        }
        return [column for column in columns if column in found]

    def missing(self, rows: Iterable[Mapping[str, Any]]) -> list[str]:
        """Return the parts that no row has a value for: text, and those named."""
        some = list(rows)
        return [
            part
            for part in self._wanted()
            if all(self.value(row, part) is None for row in some)
        ]

    def unnamed(self, rows: Iterable[Mapping[str, Any]]) -> list[str]:
        """Return the parts whose field stands in no row, with a value or without."""
        some = list(rows)
        return [
            part
            for part in self._wanted()
            if not any(self._stands(row, part) for row in some)
        ]

    def _wanted(self) -> list[str]:
        named = [part.name for part in fields(self) if getattr(self, part.name)]
        return list(dict.fromkeys(("text", *named)))

    def _stands(self, row: Mapping[str, Any], part: str) -> bool:
        named = getattr(self, part) or usual(tuple(row), part)
        return named is not None and _stands(row, named)


@lru_cache(maxsize=1024)  # most rows have the same fields
def usual(names: tuple[str, ...], part: str) -> str | None:
    """Return the name that usually stands for a part of an article, or None."""
    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault(_BETWEEN.sub("", name).lower(), name)
    return next((folded[name] for name in USUAL[part] if name in folded), None)


def _lookup(row: Mapping[str, Any], name: str) -> Any:
    if name in row:
        return row[name]
    value: Any = row
    for step in name.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _stands(row: Mapping[str, Any], name: str) -> bool:
    """Tell whether a row has a field, as far as that is known: null may hold any."""
    if name in row:
        return True
    value: Any = row
    for step in name.split("."):
        if value is None:
            return True
        if not isinstance(value, Mapping) or step not in value:
            return False
        value = value[step]
    return True
