"""The ids and references of a published document, whatever its recipe."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

_ID = re.compile(r"[a-z][a-z_]{0,39}[1-9]\d*")
LONGEST_ID = 50  # letters and digits; spares the longer strings a look


def references(value: Any, key: str = "") -> Iterator[str]:
    """Yield every id and reference of parsed JSON after its key.

    Lists keep their order and objects go by key, so the order says which item holds
    which, however the file was serialised.
    """
    if isinstance(value, dict):
        for name, inner in sorted(value.items()):
            if type(inner) in _HOLDERS:
                yield from references(inner, name)
    elif isinstance(value, list):
        for inner in value:
            if type(inner) in _HOLDERS:
                yield from references(inner, key)
    elif len(value) <= LONGEST_ID and _ID.fullmatch(value):
        yield f"{key}={value}"


_HOLDERS = frozenset({str, dict, list})


def references_sha256(value: Any) -> str:
    """Return the sha256 of the ids and references of parsed JSON, in order."""
    return hashlib.sha256("\n".join(references(value)).encode()).hexdigest()
