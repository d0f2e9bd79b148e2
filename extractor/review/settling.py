"""What goes when an item goes: references, lists left too short, what rests on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractor.grounding.walking import Node
from extractor.records.markers import RefMarker
from extractor.records.problems import Noted, Pointer
from extractor.review.pointing import item_of, within
from extractor.review.rebuilding import rebuild

RESTS_ON_DROPPED = "rests_on_dropped"


@dataclass(frozen=True, slots=True)
class Drop:
    """Why an item goes, and which item stands for it, if one does."""

    reason: str
    instead: Pointer | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """An answer in which everything named exists.

    Attributes:
        data: The answer without what was lost, references renumbered.
        origin: Where each list item of `data` stood in the answer; empty when each
            stands where it stood.
        drops: Every item that went, with its reason.
        notes: References that were removed, with pointers into the answer.
        stranded: Places outside any item that rest on what went.
    """

    data: Any
    origin: dict[Pointer, Pointer]
    drops: dict[Pointer, Drop]
    notes: tuple[Noted, ...]
    stranded: tuple[Pointer, ...] = ()


def settle(
    data: Any,
    nodes: list[Node],
    *,
    drops: Mapping[Pointer, Drop],
    replaced: Mapping[Pointer, Any],
    removed: set[Pointer],
) -> Settled:
    """Return the answer without the dropped items and all that rested on them.

    Args:
        data: The answer as parsed JSON.
        nodes: Its marked values and lists, with pointers into `data`.
        drops: The items that go.
        replaced: True values by place.
        removed: Entries of reference and string lists that are lost already.
    """
    if not drops and not removed:
        rebuilt, origin = rebuild(data, set(), replaced) if replaced else (data, {})
        return Settled(rebuilt, origin, {}, ())
    cascade = _Cascade(nodes, dict(drops), set(removed))
    cascade.run()
    gone = set(cascade.drops) | cascade.removed
    numbers = _new_numbers(data, gone)
    renumbered = cascade.renumbered(numbers)
    rebuilt, origin = rebuild(data, gone, {**replaced, **renumbered})
    return Settled(
        rebuilt, origin, cascade.drops, tuple(cascade.notes), tuple(cascade.stranded)
    )


def _new_numbers(data: Any, gone: set[Pointer]) -> dict[Pointer | None, int]:
    """Return the new 1-based place of each item that stays, by list and old place."""
    numbers: dict[Pointer | None, int] = {}
    for name, items in data.items():
        if isinstance(items, list):
            kept = [p for p in range(len(items)) if (name, p) not in gone]
            numbers |= {(name, old): new for new, old in enumerate(kept, start=1)}
    return numbers


class _Cascade:
    """The dropping of items until nothing that stays names something that went."""

    def __init__(
        self, nodes: list[Node], drops: dict[Pointer, Drop], removed: set[Pointer]
    ) -> None:
        self.refs = [n for n in nodes if isinstance(n.slot.marker, RefMarker)]
        self.lists = [n for n in nodes if isinstance(n.value, list)]
        self.drops, self.removed = drops, removed
        self.notes: list[Noted] = []
        self.stranded: list[Pointer] = []

    def run(self) -> None:
        """Drop and remove until nothing changes."""
        before = -1
        while before != len(self.drops) + len(self.removed):
            before = len(self.drops) + len(self.removed)
            for node in self.refs:
                self._settle_ref(node)
            for node in self.lists:
                self._settle_list(node)

    def target(self, node: Node, value: int) -> Pointer | None:
        """Return the item that a reference means now; None for nobody named."""
        if value == 0 or not isinstance(node.slot.marker, RefMarker):
            return None
        where: Pointer = (node.slot.marker.target, value - 1)
        seen = {where}
        while where in self.drops and self.drops[where].instead:
            where = self.drops[where].instead or where
            if where in seen:
                break
            seen.add(where)
        return where

    def renumbered(self, numbers: Mapping[Pointer | None, int]) -> dict[Pointer, int]:
        """Return the new value of each reference that stays."""
        values: dict[Pointer, int] = {}
        for node in self.refs:
            if isinstance(node.value, int) and not self._lost(node.where):
                where = self.target(node, node.value)
                if where in numbers:
                    values[node.where] = numbers[where]
        return values

    def _lost(self, where: Pointer) -> bool:
        return where in self.removed or within(where, self.drops)

    def _settle_ref(self, node: Node) -> None:
        """Remove a reference to a dropped item, or drop the item that needs it."""
        if not isinstance(node.value, int) or self._lost(node.where):
            return
        where = self.target(node, node.value)
        if where is None or where not in self.drops:
            return
        if isinstance(node.where[-1], int):
            self._remove(node, where)
        else:
            self._drop(node.where)

    def _remove(self, node: Node, target: Pointer) -> None:
        self.removed.add(node.where)
        message = f"it named {target[0]} {int(target[1]) + 1}, which was dropped"
        self.notes.append(Noted("reference_removed", "warning", node.where, message))

    def _settle_list(self, node: Node) -> None:
        """Drop the item whose list became too short, or may not become empty."""
        shrunk = node.places is not None
        if not (node.value or shrunk) or self._lost(node.where):
            return
        entries = map(node.entry, range(len(node.value)))
        left = sum(not self._lost(entry) for entry in entries)
        marker = node.slot.marker
        least = node.slot.least
        if isinstance(marker, RefMarker) and marker.nobody:
            least = max(least, 1)
        if left < least:
            self._drop(node.where)

    def _drop(self, where: Pointer) -> None:
        item = item_of(where)
        if item is None:
            self.stranded.append(where)
        else:
            self.drops.setdefault(item, Drop(RESTS_ON_DROPPED))
