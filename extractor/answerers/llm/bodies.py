"""JSON as servers send it, made fit to be kept and sent again."""

import json
import math
import re
from typing import Any

DEEPEST = 100  # levels; a completion has seven, and some libraries end at 255
_ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_HALF = re.compile("[\ud800-\udfff]")  # of a pair: no UTF-8 can hold it


def read_body(content: bytes) -> Any:
    """Return parsed JSON, or None for what is none or is nested beyond sense.

    It can be written as strict JSON in UTF-8 again: halves of pairs are replaced, and
    numbers that JSON does not know are None.
    """
    try:
        text = content.decode(json.detect_encoding(content), "replace")
        body = _DECODER.decode(text)
        whole = _whole(body) if _ESCAPED_HALF.search(text) else body
    except (ValueError, RecursionError):
        return None
    return whole if is_shallow(whole) else None


def _whole(body: Any) -> Any:
    return json.loads(_HALF.sub("\ufffd", json.dumps(body, ensure_ascii=False)))


def is_shallow(body: Any) -> bool:
    """Tell whether JSON is nested no deeper than any library can follow."""
    level = [body]
    for _ in range(DEEPEST):
        level = [child for each in level for child in _children(each)]
        if not level:
            return True
    return False


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


def _no_number(_name: str) -> None:
    """Return what stands for NaN and the infinities."""


_DECODER = json.JSONDecoder(parse_constant=_no_number, parse_float=_finite)
