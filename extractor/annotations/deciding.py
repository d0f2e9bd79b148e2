"""From what a person asks for to a decision, if the briefing allows it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from extractor.annotations.decisions import (
    BRINGS_ITEM,
    LISTS,
    Action,
    Decision,
    Kind,
    briefing_sha256,
)
from extractor.annotations.drafts import DraftRefused, item_of
from extractor.annotations.overtaken import (
    require_not_there,
    require_same_briefing,
    require_unchanged,
)
from extractor.annotations.standing import Standing, standings
from extractor.records.article import Article

_NUMBER = re.compile(r"[0-9]{1,9}\Z")  # int() of thousands of digits raises
REFERENCES: dict[Kind, dict[str, Kind]] = {
    "claim": {
        "asserted_by": "actor",
        "via": "actor",
        "about": "actor",
        "disputes": "claim",
    },
    "actor": {},
    "implication": {"rests_on": "claim", "affected": "actor"},
}


class Asked(BaseModel):
    """What a person wants decided; the item is a draft.

    `briefing_sha256` is the briefing that the person's page shows, and `seen` the last
    decision that it shows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    action: Action
    kind: Kind
    target: str | None = None
    item: dict[str, Any] | None = None
    briefing_sha256: str | None = None
    seen: int | None = None


def decide(
    asked: Asked,
    document: Mapping[str, Any],
    decisions: Iterable[Decision],
    *,
    by: str,
    at: str,
) -> Decision:
    """Return the next decision about a briefing file.

    Args:
        asked: What is wanted.
        document: The briefing file, parsed.
        decisions: Those made before, in order.
        by: Who decides.
        at: When, ISO 8601.

    Raises:
        DraftRefused: The item is not there, or the draft does not fit.
        Overtaken: Somebody changed what the person's page showed.
    """
    made, known = list(decisions), briefing_sha256(document)
    require_same_briefing(asked.briefing_sha256, known)
    standing = standings(document["briefing"], made)
    target = _target(asked, standing)
    item = _item(asked, target, document=document, standing=standing)
    if asked.action != "add":
        require_unchanged(target, document, made=made, seen=asked.seen)
    elif item is not None:
        require_not_there(asked.kind, item, made=made, seen=asked.seen)
    return Decision(
        briefing_sha256=known,
        n=max((one.n for one in made), default=0) + 1,
        at=at,
        by=by,
        action=asked.action,
        kind=asked.kind,
        target=target,
        item=item,
    )


def _item(
    asked: Asked,
    target: str,
    *,
    document: Mapping[str, Any],
    standing: Mapping[str, Standing],
) -> dict[str, Any] | None:
    """Return the item that a request brings, if it brings one.

    Raises:
        DraftRefused: It does not fit.
    """
    if asked.action not in BRINGS_ITEM:
        return None
    article = Article.model_validate(document["article"])
    found = item_of(asked.kind, asked.item or {}, identity=target, article=article)
    item: dict[str, Any] = found.model_dump(mode="json")
    faults = list(reference_faults(asked.kind, item, standing))
    if faults:
        raise DraftRefused("; ".join(faults))
    return item


def reference_faults(
    kind: Kind, item: Mapping[str, Any], standing: Mapping[str, Standing]
) -> Iterator[str]:
    """Yield a sentence for each id in an item that is none of the briefing's."""
    for name, wanted in REFERENCES[kind].items():
        for identity in item.get(name, ()):
            found = standing.get(identity)
            if found is None or found.kind != wanted:
                yield f"{name}: there is no {wanted} {identity!r}"
            elif identity == item["id"]:
                yield f"{name}: {identity} cannot name itself"


def next_id(kind: Kind, standing: Mapping[str, Standing]) -> str:
    """Return the id of an item that is added: the next number of its letter."""
    numbers = [
        int(identity[1:])
        for identity, one in standing.items()
        if one.kind == kind and _NUMBER.match(identity, 1)
    ]
    return f"{LISTS[kind][0]}{max(numbers, default=0) + 1}"


def _target(asked: Asked, standing: Mapping[str, Standing]) -> str:
    if asked.action == "add":
        return next_id(asked.kind, standing)
    found = standing.get(asked.target or "")
    if asked.target is None or found is None or found.kind != asked.kind:
        message = f"target: there is no {asked.kind} {asked.target!r}"
        raise DraftRefused(message)
    if asked.action == "correct" and found.item.get("basis") == "stated":
        message = f"{asked.target} is stated: correct its claim {found.item['claim']}"
        raise DraftRefused(message)
    return asked.target
