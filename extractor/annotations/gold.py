"""Decisions as gold: what people let stand, corrected or added, and nothing else."""

from collections.abc import Iterable, Mapping
from typing import Any

from extractor.annotations.decisions import Decision
from extractor.annotations.standing import Standing, standings
from extractor.annotations.working import working_copy
from extractor.evaluation import gold_row
from extractor.records.briefing_file import BriefingFile
from extractor.schemas.briefing import Briefing

Json = dict[str, Any]
DECIDED = ("actor", "claim")  # what gold holds


class Undecided(ValueError):
    """A briefing has items about which nobody decided.

    Attributes:
        ids: Theirs.
    """

    def __init__(self, ids: tuple[str, ...]) -> None:
        """Keep the ids and name them."""
        self.ids = ids
        listed = ", ".join(ids[:8]) + (" ..." if len(ids) > 8 else "")
        super().__init__(f"{len(ids)} undecided: {listed}")


def annotated_gold(
    document: Mapping[str, Any],
    decisions: Iterable[Decision],
    *,
    name: str,
    partial: bool = False,
) -> Json:
    """Return a row of gold, with who decided; `partial` when some is undecided.

    A claim whose asserters are all rejected falls with them. Actors whom a kept claim
    names are kept unless they are rejected.

    Args:
        document: The briefing file, parsed.
        decisions: All decisions about it, in order.
        name: The row's id.
        partial: Take what is decided, though other claims and actors are not.

    Raises:
        Undecided: Some are not, and partial is false.
    """
    made = list(decisions)
    standing = standings(document["briefing"], made)
    left = [i for i, s in standing.items() if s.status == "open" and s.kind in DECIDED]
    if left and not partial:
        raise Undecided(tuple(left))
    file = BriefingFile[Briefing].model_validate(_kept(document, standing))
    row = gold_row(file, name=name)
    if left:
        row["partial"] = True
    for claim in row["gold"]["claims"]:
        if _is_no_consequence(claim["id"], standing):
            del claim["kind"]  # what it is instead, nobody said
    row["annotation"] = {
        "briefing_sha256": made[0].briefing_sha256 if made else None,
        "by": sorted({one.by for one in made}),
        "decisions": len(made),
        "last": max((one.at for one in made), default=None),
    }
    return row


def _is_no_consequence(claim: str, standing: Mapping[str, Standing]) -> bool:
    """Tell whether its stated implication was rejected."""
    return any(
        one.status == "rejected" and one.item.get("claim") == claim
        for one in standing.values()
        if one.kind == "implication"
    )


def _kept(document: Mapping[str, Any], standing: Mapping[str, Standing]) -> Json:
    """Return the file with what is kept, and no reference to anything else."""
    gone = {i for i, s in standing.items() if s.status == "rejected"}
    claims = {
        i: claim
        for i, s in standing.items()
        if s.kind == "claim" and s.is_kept and (claim := _without(s.item, gone))
    }
    named = {
        actor
        for claim in claims.values()
        for actor in (*claim["asserted_by"], *claim["via"], *claim["about"])
    }
    kept = {
        i: s
        for i, s in standing.items()
        if (s.kind == "actor" and (s.is_kept or (i in named and i not in gone)))
        or (s.kind == "claim" and i in claims)
    }
    copy = working_copy(document, kept)
    briefing = copy["briefing"]
    briefing["claims"] = [claims[claim["id"]] for claim in briefing["claims"]]
    for claim in briefing["claims"]:
        claim["disputes"] = [one for one in claim["disputes"] if one in claims]
    briefing["implications"] = [
        one
        for one in briefing["implications"]
        if not _is_no_consequence(one["claim"], standing)
    ]
    return copy


def _without(claim: Json, gone: set[str]) -> Json | None:
    """Return a claim without references to what is gone; None when nobody says it."""
    left = {
        name: [one for one in claim[name] if one not in gone]
        for name in ("asserted_by", "via", "about")
    }
    if claim["voice"] == "actor" and not left["asserted_by"]:
        return None
    return {**claim, **left}
