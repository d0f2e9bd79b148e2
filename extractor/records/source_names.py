"""What an article's source is called: a path, an address, `-`, or FILE#ID in a file."""

import re
from typing import NamedTuple

SEPARATOR = "#"
_ONE_OF_MANY = re.compile(
    r"(.+?\.(?:atom|csv|json|jsonl|ndjson|parquet|rss|tsv|xml))#(.+)",
    re.IGNORECASE | re.DOTALL,
)


_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_AFTER_PATH = re.compile(r"[?#]")


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
    if is_address(source):
        address, _, item = source.partition(SEPARATOR)
        return SourceName(address, item or None)
    found = _ONE_OF_MANY.fullmatch(source)
    return SourceName(found[1], found[2]) if found else SourceName(source)


def is_address(name: str) -> bool:
    """Tell whether a name is a web address."""
    return _ADDRESS.match(name) is not None


def as_path(name: str) -> str:
    """Return a name as a path: an address without what is no name in it.

    Its last step has a suffix, as a file's does.
    """
    if not is_address(name):
        return name
    path, *query = _AFTER_PATH.split(_ADDRESS.sub("", name), maxsplit=1)
    steps = path.rstrip("/").split("/")
    stem, dot, suffix = steps[-1].rpartition(".")
    page = len(steps) > 1 and dot and suffix.isalnum() and not suffix.isdecimal()
    asked = (part.replace("/", "_") for part in query if part)
    last = "-".join([stem if page else steps[-1], *asked])
    return "/".join([*steps[:-1], f"{last}.page"])


def name_of(file: str, item: str) -> str:
    """Return the name of one of the articles in a file."""
    return f"{file}{SEPARATOR}{item}"
