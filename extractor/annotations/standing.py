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
        original: The item, as the briefing or whoever added it has it.
        item: The item, as last corrected.
        status: What was decided last.
        history: The decisions, in order.
    """

    kind: Kind
    original: dict[str, Any]
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
    found = {
        item["id"]: Standing(kind, item, item)
        for kind in KINDS
        for item in briefing[LISTS[kind]]
    }
    for decision in decisions:
        if decision.action == "add" and decision.target not in found:
            item = decision.item or {}
            found[decision.target] = Standing(decision.kind, item, item)
        if decision.target in found:
            _take(decision, found[decision.target])
    return found


def _take(decision: Decision, standing: Standing) -> None:
    standing.history.append(decision)
    if decision.item is not None:
        standing.item = decision.item
    match decision.action:
        case "reject":
            standing.status = "rejected"
        case "reopen":
            standing.item = standing.original
            standing.status = "added" if _was_added(standing) else "open"
        case "add":
            standing.status = "added"
        case "accept" | "correct":
            standing.status = _kept_as(standing)


def _kept_as(standing: Standing) -> Status:
    if standing.item != standing.original:
        return "corrected"
    return "added" if _was_added(standing) else "accepted"


def _was_added(standing: Standing) -> bool:
    return standing.history[0].action == "add"
