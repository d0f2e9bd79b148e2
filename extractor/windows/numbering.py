"""Renumbering: what an answer to one part names, in the numbers of the whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from extractor.grounding.walking import Node, walk
from extractor.records.markers import Evidence, RefMarker
from extractor.records.problems import Pointer
from extractor.review.parsing import Parsed, as_given, parse
from extractor.review.rebuilding import rebuild


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that a part of the answer goes by, for one list.

    Attributes:
        told: Places in the whole of the items that the part was told of: 1 to k.
        own: Places in the whole of the part's own items: from k + 1 on.
    """

    told: Sequence[int]
    own: Sequence[int]

    def of_whole(self, number: int) -> int:
        """Return the number in the whole; none that exists for one that meant none."""
        places = (*self.told, *self.own)
        if 1 <= number <= len(places):
            return places[number - 1] + 1
        return -abs(number)


def renumbered(
    data: Any, model: type[BaseModel], *, numbers: Mapping[str, Numbers]
) -> Any:
    """Return an answer to a part with every reference as a number of the whole."""

    def number(marker: RefMarker, given: int) -> int:
        if given == 0 and marker.nobody:
            return 0
        return numbers[marker.target].of_whole(given)

    parsed = parse(data, model)
    replaced = {
        node.where: number(node.slot.marker, node.value)
        for node in _nodes(parsed)
        if isinstance(node.slot.marker, RefMarker) and isinstance(node.value, int)
    }
    return rebuild(data, set(), replaced)[0]


def hidden_evidence(parsed: Parsed, shown: range) -> dict[Pointer, int]:
    """Return place and number of each whole sentence that is named and not shown."""
    return {
        (*node.where, "sentence"): node.value.sentence
        for node in _nodes(parsed)
        if isinstance(node.value, Evidence)
        and node.value.quote is None
        and node.value.sentence not in shown
    }


def out_of_reach(data: Any, hidden: Mapping[Pointer, int]) -> Any:
    """Return the answer with numbers that no sentence has in those places."""
    return rebuild(data, set(), {where: -abs(n) for where, n in hidden.items()})[0]


def _nodes(parsed: Parsed) -> Iterator[Node]:
    """Yield the marked values of what has the right shape, with places as given."""
    if parsed.answer is not None:
        for node in walk(parsed.answer):
            yield as_given(node, parsed)
