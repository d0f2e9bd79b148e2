"""The ids and references of a published document, whatever its recipe."""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from extractor.records.problems import Pointer, json_pointer

_ID = re.compile(r"[a-z][a-z_]{0,39}[1-9]\d*")


def references(value: Any, where: Pointer = ()) -> Iterator[tuple[str, str]]:
    """Yield every id and reference of parsed JSON with its pointer, in order."""
    if isinstance(value, str) and _ID.fullmatch(value):
        yield json_pointer(where), value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from references(inner, (*where, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from references(inner, (*where, place))


def references_sha256(value: Any) -> str:
    """Return the sha256 of the ids and references of parsed JSON and their places."""
    listed = json.dumps(sorted(references(value)), separators=(",", ":"))
    return hashlib.sha256(listed.encode()).hexdigest()
