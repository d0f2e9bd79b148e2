"""What a page shows of a recipe that it does not know: every list's items as cards."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from extractor.report.passages import Labelled


@dataclass(frozen=True, slots=True)
class Item:
    """An object in a list at the top of what a recipe published.

    Attributes:
        id: What passages of the article are labelled with.
        number: Its place in the list, from 1.
        value: The object.
    """

    id: str
    number: int
    value: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """A list of objects, under its name."""

    name: str
    entries: tuple[Item, ...]


def sections_of(published: Mapping[str, Any]) -> tuple[Section, ...]:
    """Return the lists of objects at the top, in order."""
    return tuple(
        Section(name, tuple(_items(_prefix(name, n), value)))
        for n, (name, value) in enumerate(published.items(), start=1)
        if is_list_of_objects(value)
    )


def remainder_of(published: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands at the top beside the lists of objects."""
    return {k: v for k, v in published.items() if not is_list_of_objects(v)}


def is_list_of_objects(value: Any) -> bool:
    """Tell whether a value is a list with something in it, and that objects only."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(entry, dict) for entry in value)
    )


def is_span(value: Any) -> bool:
    """Tell whether a value is words of the article with their place."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("quote"), str)
        and all(isinstance(value.get(key), int) for key in ("start", "end", "sentence"))
    )


def ranges_of(sections: tuple[Section, ...]) -> list[Labelled]:
    """Return the ranges of the article that the items rest on."""
    return [
        Labelled(span["start"], span["end"], "claim", item.id)
        for section in sections
        for item in section.entries
        for span in _spans(item.value)
    ]


def _prefix(name: str, n: int) -> str:
    """Return what the ids of a list's items begin with: no blank, whatever the name."""
    return name if name.isidentifier() else f"list-{n}"


def _items(prefix: str, values: list[Mapping[str, Any]]) -> Iterator[Item]:
    for n, value in enumerate(values, start=1):
        yield Item(f"{prefix}.{n}", n, value)


def _spans(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every span in a value, however deep."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if is_span(one):
            yield one
        elif isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
