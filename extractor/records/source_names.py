"""What an article's source is called: a path, `-`, or FILE#ID for one of many in it."""

import re
from typing import NamedTuple

SEPARATOR = "#"
_ONE_OF_MANY = re.compile(
    r"(.+?\.(?:atom|csv|json|jsonl|ndjson|parquet|rss|tsv|xml))#(.+)",
    re.IGNORECASE | re.DOTALL,
)


class SourceName(NamedTuple):
    """A source's name in its parts.

    Attributes:
        file: The file, as the user named it.
        item: Which of its articles; None when the file is one article.
    """

    file: str
    item: str | None = None


def parts_of(source: str) -> SourceName:
    """Return the parts of a source's name."""
    found = _ONE_OF_MANY.fullmatch(source)
    return SourceName(found[1], found[2]) if found else SourceName(source)


def name_of(file: str, item: str) -> str:
    """Return the name of one of the articles in a file."""
    return f"{file}{SEPARATOR}{item}"
