"""The ids and references of a published document, whatever its recipe."""

import hashlib
import re
from typing import Any

_ID = re.compile(r"[a-z][a-z_]{0,39}[1-9]\d*")
LONGEST_ID = 50  # letters and digits; spares the longer strings a look


def references(value: Any) -> list[str]:
    """Return every id and reference of parsed JSON after its key.

    Lists keep their order, objects go by key, and an object or list in a list begins
    with its place there: so it is said which item holds which, however the file was
    serialised, and what holds none says nothing.
    """
    found: list[str] = []
    _add_references(found, value, key="")
    return found


def _add_references(found: list[str], value: Any, *, key: str) -> None:
    kind = type(value)
    if kind is str:
        if value[-1:].isdecimal() and len(value) <= LONGEST_ID and _ID.fullmatch(value):
            found.append(f"{key}={value}")
    elif kind is dict:
        for name in sorted(value):
            _add_references(found, value[name], key=name)
    elif kind is list:
        for place, inner in enumerate(value):
            before = len(found)
            _add_references(found, inner, key=key)
            if len(found) > before and type(inner) is not str:
                found.insert(before, f"{key}[{place}]")


def references_sha256(value: Any) -> str:
    """Return the sha256 of the ids and references of parsed JSON, in order."""
    listed = "\n".join(references(value))
    return hashlib.sha256(listed.encode(errors="surrogatepass")).hexdigest()
