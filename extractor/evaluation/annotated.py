"""A briefing that people have gone through, as gold."""

from collections.abc import Iterable
from typing import Any

from extractor.evaluation.cases import PLAIN_FIELDS
from extractor.records.briefing_file import BriefingFile
from extractor.records.markers import Mention, Span
from extractor.schemas.briefing_published import Actor, Briefing, Claim

Json = dict[str, Any]


def gold_row(file: BriefingFile[Briefing], *, name: str) -> Json:
    """Return the row of gold that a briefing amounts to, as JSON.

    Give what people let stand, with their corrections and additions, and nothing that
    they rejected: all of it is taken for true.

    Args:
        file: The briefing file.
        name: The row's id.
    """
    briefing = file.briefing
    actors = {actor.id: actor for actor in briefing.actors}
    stated = {i.claim for i in briefing.implications if i.basis == "stated"}
    return {
        "id": name,
        "text": file.article.text,
        "gold": {
            "attributions": [
                _attribution(claim, actors)
                for claim in briefing.claims
                if claim.voice != "article"
            ],
            "actors": [_actor(actor) for actor in briefing.actors if actor.mentions],
            "claims": [
                _claim(claim, actors, stated=claim.id in stated)
                for claim in briefing.claims
            ],
        },
    }


def _attribution(claim: Claim, actors: dict[str, Actor]) -> Json:
    """Return a claim as an attribution; its source is every mention of its asserters.

    A later answer may know the asserter by any of them.
    """
    mentions = [m for i in claim.asserted_by if i in actors for m in actors[i].mentions]
    return {
        "id": claim.id,
        "content": _spans(claim.evidence),
        "source": _spans(mentions),
        "quote_type": claim.quote_type,
    }


def _actor(actor: Actor) -> Json:
    return {
        "mentions": _spans(actor.mentions),
        "kind": actor.kind,
        "country": actor.country,
        "named": actor.named,
    }


def _claim(claim: Claim, actors: dict[str, Actor], *, stated: bool) -> Json:
    return {
        "id": claim.id,
        "content": _spans(claim.evidence),
        "asserted_by": [actors[i].name for i in claim.asserted_by if i in actors],
        "via": [actors[i].name for i in claim.via if i in actors],
        **{field: getattr(claim, field) for field in PLAIN_FIELDS},
        **({"disputes": list(claim.disputes)} if claim.disputes else {}),
        "stated": stated,
    }


def _spans(spans: Iterable[Span | Mention]) -> list[Json]:
    return [{"start": span.start, "end": span.end} for span in spans]
