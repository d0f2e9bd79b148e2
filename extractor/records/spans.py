"""The spans inside anything published, whatever its recipe."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from extractor.records.markers import Span

# Objects that have the fields of either are read as places in the article.
RANGE = frozenset({"start", "end"})
QUOTED = frozenset({"sentence", "quote"})
SPAN = RANGE | QUOTED


def ranges(value: Any) -> Iterator[tuple[int, int]]:
    """Yield the range of every span inside a published value, in its order."""
    if isinstance(value, Span):
        yield value.start, value.end
    elif isinstance(value, dict) and value.keys() >= SPAN:
        yield value["start"], value["end"]
    else:
        for inner in _inside(value):
            yield from ranges(inner)


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, BaseModel):
        return [getattr(value, name) for name in type(value).model_fields]
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, (list, tuple)) else ()
