"""Places in an answer: items, prefixes, the same place before and after dropping."""

from collections.abc import Iterable, Mapping
from typing import Any

from extractor.records.problems import Pointer


def at(data: Any, where: Pointer) -> Any:
    """Return the value at a place."""
    for step in where:
        data = data[step]
    return data


def item_of(where: Pointer) -> Pointer | None:
    """Return the innermost list item that holds a place, or None outside lists."""
    for length in range(len(where), 0, -1):
        if isinstance(where[length - 1], int):
            return where[:length]
    return None


def within(where: Pointer, items: Iterable[Pointer]) -> bool:
    """Tell whether a place stands in one of the items."""
    return any(where[: len(item)] == item for item in items)


def moved(where: Pointer, places: Mapping[Pointer, Pointer]) -> Pointer:
    """Return where a place stands after its items moved, by the nearest that did."""
    for length in range(len(where), 0, -1):
        if where[:length] in places:
            return places[where[:length]] + where[length:]
    return where
