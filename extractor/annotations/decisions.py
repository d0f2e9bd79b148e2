"""A decision of a person about one item of a briefing: a line of a file beside it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from extractor.schemas.briefing import Actor, Briefing, Claim, InferredImplication

FORMAT: Final = "extractor/annotation.v1"
Action = Literal["accept", "correct", "reject", "add", "reopen"]
Kind = Literal["claim", "actor", "implication"]
LISTS: dict[Kind, str] = {
    "claim": "claims",
    "actor": "actors",
    "implication": "implications",
}
ITEMS: dict[Kind, type[BaseModel]] = {
    "claim": Claim,
    "actor": Actor,
    "implication": InferredImplication,
}
BRINGS_ITEM = frozenset({"correct", "add"})


class Decision(BaseModel):
    """What somebody decided about one item. Later ones about the same item win."""

    model_config = ConfigDict(frozen=True)

    format: Literal["extractor/annotation.v1"] = FORMAT
    briefing_sha256: str = Field(
        description="sha256 of the briefing file decided about, as JSON with sorted "
        "keys and no spaces."
    )
    n: int = Field(ge=1, description="1, 2 ... for each briefing.")
    at: str = Field(description="When, ISO 8601, UTC.")
    by: str = Field(min_length=1, description="Who.")
    action: Action = Field(description="reopen takes back what was decided before.")
    kind: Kind
    target: str = Field(description="The item's id; a new one when action is add.")
    item: dict[str, Any] | None = Field(
        default=None,
        description="As it should stand in the briefing, when action is correct or "
        "add; mentions are left empty, for they depend on all actors.",
    )

    @field_validator("at")
    @classmethod
    def _is_a_time(cls, at: str) -> str:
        if datetime.fromisoformat(at).tzinfo is None:
            message = "expected a time with its offset from UTC"
            raise ValueError(message)
        return at

    @model_validator(mode="after")
    def _has_its_item(self) -> "Decision":
        if (self.item is not None) != (self.action in BRINGS_ITEM):
            message = "expected an item if, and only if, action is correct or add"
            raise ValueError(message)
        if self.item is not None:
            item = ITEMS[self.kind].model_validate(self.item)
            if getattr(item, "id", None) != self.target:
                message = f"expected the item's id to be the target {self.target!r}"
                raise ValueError(message)
        return self


def briefing_sha256(document: Mapping[str, Any]) -> str:
    """Return what a decision knows its briefing file by, however it is laid out."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def decisions_by_briefing(
    decisions: Iterable[Decision],
) -> dict[str, list[Decision]]:
    """Return decisions, in order, by the briefing file that they are about."""
    found: dict[str, list[Decision]] = {}
    for one in decisions:
        found.setdefault(one.briefing_sha256, []).append(one)
    return found


def ids_of(briefing: Briefing, kind: Kind) -> dict[str, Any]:
    """Return the items of a kind by their ids."""
    return {item.id: item for item in getattr(briefing, LISTS[kind])}
