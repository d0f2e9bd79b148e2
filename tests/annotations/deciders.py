"""Decisions about the briefing of STRIKE, made the way the server makes them."""

from functools import partial
from pathlib import Path
from typing import Any

from extractor.annotations import (
    AnnotationFile,
    Asked,
    Decision,
    briefing_sha256,
    decide,
)
from tests.report.reports import Json, strike

AT = "2031-05-07T08:09:10+00:00"


def of_claim(identity: str = "c1", **changes: Any) -> Json:
    """Return the draft of a claim of STRIKE, with changes."""
    [claim] = [c for c in strike()["briefing"]["claims"] if c["id"] == identity]
    given = {k: v for k, v in claim.items() if k not in ("id", "quote_type", "when")}
    return given | changes


def of_actor(name: str = "Harbour Post", **changes: Any) -> Json:
    """Return the draft of an actor."""
    plain: Json = {"name": name, "aliases": [], "kind": "organization", "country": None}
    return plain | {"role": None, "named": True} | changes


def of_implication(**changes: Any) -> Json:
    """Return the draft of an implication."""
    plain = {
        "statement": "Bread becomes dearer.",
        "rests_on": ["c4"],
        "likelihood": "unlikely",
        "confidence": "low",
        "assumption": "No other port takes over.",
        "affected": [],
        "horizon": "medium_term",
    }
    return plain | changes


def decided(
    *asked: Json, document: Json | None = None, by: str = "ana"
) -> list[Decision]:
    """Return the decisions that these requests make, one after the other."""
    made: list[Decision] = []
    for one in asked:
        request = Asked.model_validate(one)
        made.append(decide(request, document or strike(), made, by=by, at=AT))
    return made


def about(target: str, action: str = "accept", **more: Any) -> Json:
    """Return a request about an item that is there."""
    kind = {"c": "claim", "a": "actor", "i": "implication"}[target[0]]
    return {"action": action, "kind": kind, "target": target, **more}


def adding(kind: str, item: Json) -> Json:
    """Return a request to add an item."""
    return {"action": "add", "kind": kind, "item": item}


def everything(document: Json) -> list[Json]:
    """Return requests to accept all that there is."""
    briefing = document["briefing"]
    items = [*briefing["actors"], *briefing["claims"], *briefing["implications"]]
    return [about(item["id"]) for item in items]


def keep(path: Path, document: Json, *asked: Json) -> None:
    """Add these decisions about a briefing to a file."""
    file = AnnotationFile(path)
    for one in asked:
        file.append(partial(_next, Asked.model_validate(one), document))


def _next(asked: Asked, document: Json, before: list[Decision]) -> Decision:
    known = briefing_sha256(document)
    mine = [one for one in before if one.briefing_sha256 == known]
    return decide(asked, document, mine, by="ana", at=AT)
