"""How the items of a briefing stand after all decisions about them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from extractor.annotations.decisions import LISTS, Decision, Kind

Status = Literal["open", "accepted", "corrected", "rejected", "added"]
KINDS: tuple[Kind, ...] = ("actor", "claim", "implication")


@dataclass(slots=True)
class Standing:
    """One item after the decisions about it.

    Attributes:
        kind: What it is.
        item: The item, as last corrected.
        status: What was decided last.
        history: The decisions, in order.
    """

    kind: Kind
    item: dict[str, Any]
    status: Status = "open"
    history: list[Decision] = field(default_factory=list)

    @property
    def is_kept(self) -> bool:
        """Whether somebody let it stand, corrected it or added it."""
        return self.status in ("accepted", "corrected", "added")


def standings(
    briefing: Mapping[str, Any], decisions: Iterable[Decision]
) -> dict[str, Standing]:
    """Return every item of a parsed briefing, and those added, by id.

    A decision about an item that is not there is passed over; checking tells of it.
    """
    given = {
        item["id"]: Standing(kind, item)
        for kind in KINDS
        for item in briefing[LISTS[kind]]
    }
    found = dict(given)
    for decision in decisions:
        if decision.action == "add" and decision.target not in found:
            found[decision.target] = Standing(decision.kind, decision.item or {})
        if decision.target in found:
            original = _original(decision.target, briefing, found[decision.target])
            _take(decision, found[decision.target], original)
    return found


def _original(
    identity: str, briefing: Mapping[str, Any], standing: Standing
) -> dict[str, Any]:
    """Return an item as it was before any correction."""
    for item in briefing[LISTS[standing.kind]]:
        if item["id"] == identity:
            return dict(item)
    return next((one.item or {} for one in standing.history), standing.item)


def _take(decision: Decision, standing: Standing, original: dict[str, Any]) -> None:
    was_added = any(one.action == "add" for one in (*standing.history, decision))
    standing.history.append(decision)
    if decision.item is not None:
        standing.item = decision.item
    match decision.action:
        case "add":
            standing.status = "added"
        case "correct":
            standing.status = "corrected"
        case "reject":
            standing.status = "rejected"
        case "reopen":
            standing.item = original
            standing.status = "added" if was_added else "open"
        case "accept":
            changed = standing.item != original
            standing.status = "corrected" if changed else "accepted"
            if was_added and not changed:
                standing.status = "added"
