"""The ids and references of a published document, whatever its recipe."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

_ID = re.compile(r"[a-z][a-z_]{0,39}[1-9]\d*")
LONGEST_ID = 50  # letters and digits; spares the longer strings a look


def references(value: Any, key: str = "") -> Iterator[str]:
    """Yield every id and reference of parsed JSON after its key.

    Lists keep their order, objects go by key, and an object or list in a list begins
    with its place there: so it is said which item holds which, however the file was
    serialised, and what holds none says nothing.
    """
    if isinstance(value, dict):
        for name, inner in sorted(value.items()):
            if type(inner) in _HOLDERS:
                yield from references(inner, name)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            if type(inner) in _HOLDERS:
                held = references(inner, key)
                yield from held if type(inner) is str else _at(f"{key}[{place}]", held)
    elif len(value) <= LONGEST_ID and _ID.fullmatch(value):
        yield f"{key}={value}"


def _at(place: str, held: Iterator[str]) -> Iterator[str]:
    """Yield what an item holds after its place; nothing when it holds nothing."""
    for first in held:
        yield place
        yield first
        yield from held


_HOLDERS = frozenset({str, dict, list})


def references_sha256(value: Any) -> str:
    """Return the sha256 of the ids and references of parsed JSON, in order."""
    listed = "\n".join(references(value))
    return hashlib.sha256(listed.encode(errors="surrogatepass")).hexdigest()
