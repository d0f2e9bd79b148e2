"""What code can compute of a briefing, computed again and compared."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from extractor.records.article import Article
from extractor.records.problems import json_pointer
from extractor.schemas.briefing import Briefing, InferredImplication
from extractor.schemas.briefing_actors import mentions_of, occurs
from extractor.schemas.briefing_publishing import (
    quote_type,
    stated_implications,
    when_of,
)
from extractor.verification.breaks import Break


def briefing_breaks(
    data: Any, article: Article, *, settles_times: bool = True
) -> Iterator[Break]:
    """Yield where a briefing is not what its own words and the article make it.

    Args:
        data: The briefing as parsed JSON.
        article: Its article.
        settles_times: Whether to settle times again: each version of the schema has
            its own forms.
    """
    try:
        briefing = Briefing.model_validate(data)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            where = json_pointer(("briefing", *fault["loc"]))
            yield Break(where, f"{fault['msg']}, found {fault['input']!r:.60}")
        return
    yield from _id_breaks(briefing)
    yield from _order_breaks(briefing)
    yield from _mention_breaks(briefing, article)
    yield from _quote_type_breaks(briefing, article)
    if settles_times:
        yield from _when_breaks(briefing, article)
    yield from _voice_breaks(briefing)
    yield from _stated_breaks(briefing)
    yield from _verbatim_breaks(briefing, article)


def _id_breaks(briefing: Briefing) -> Iterator[Break]:
    """Yield ids that are not consecutive, and references to ids that are not there."""
    for name, letter in (("actors", "a"), ("claims", "c"), ("implications", "i")):
        for place, item in enumerate(getattr(briefing, name)):
            if item.id != f"{letter}{place + 1}":
                where = f"/briefing/{name}/{place}/id"
                yield Break(where, f"V1: expected {letter}{place + 1}, found {item.id}")
    actors = {actor.id for actor in briefing.actors}
    claims = {claim.id for claim in briefing.claims}
    for where, ids, known in _references(briefing, actors, claims):
        for missing in [i for i in ids if i not in known]:
            yield Break(where, f"V2: it names {missing!r}, which is not there")


def _order_breaks(briefing: Briefing) -> Iterator[Break]:
    """Yield lists that do not follow the article."""
    mentioned = [a.mentions[0].start for a in briefing.actors if a.mentions]
    if mentioned != sorted(mentioned):
        yield Break("/briefing/actors", "expected them by first mention")
    told = [(c.evidence[0].start, c.evidence[0].end) for c in briefing.claims]
    if told != sorted(told):
        yield Break("/briefing/claims", "expected them by their first evidence")


def _references(
    briefing: Briefing, actors: set[str], claims: set[str]
) -> Iterator[tuple[str, tuple[str, ...], set[str]]]:
    for n, claim in enumerate(briefing.claims):
        for name in ("asserted_by", "via", "about"):
            yield f"/briefing/claims/{n}/{name}", getattr(claim, name), actors
        yield f"/briefing/claims/{n}/disputes", claim.disputes, claims - {claim.id}
    for n, implication in enumerate(briefing.implications):
        where = f"/briefing/implications/{n}"
        if isinstance(implication, InferredImplication):
            yield f"{where}/rests_on", implication.rests_on, claims
            yield f"{where}/affected", implication.affected, actors
        else:
            yield f"{where}/claim", (implication.claim,), claims


def _mention_breaks(briefing: Briefing, article: Article) -> Iterator[Break]:
    expected = mentions_of(briefing.actors, article)
    for n, (actor, mentions) in enumerate(zip(briefing.actors, expected, strict=True)):
        if actor.mentions != mentions:
            where = f"/briefing/actors/{n}/mentions"
            yield Break(
                where, f"expected {_told(mentions)}, found {_told(actor.mentions)}"
            )


def _told(mentions: Any) -> str:
    return ", ".join(f"{m.start}-{m.end}" for m in mentions) or "none"


def _quote_type_breaks(briefing: Briefing, article: Article) -> Iterator[Break]:
    for n, claim in enumerate(briefing.claims):
        expected = quote_type(claim.evidence, claim.voice, article)
        if claim.quote_type != expected:
            where = f"/briefing/claims/{n}/quote_type"
            yield Break(where, f"expected {expected}, found {claim.quote_type}")


def _when_breaks(briefing: Briefing, article: Article) -> Iterator[Break]:
    """Yield times that code settles otherwise; older files have none."""
    for n, claim in enumerate(briefing.claims):
        if "when" not in claim.model_fields_set:
            continue
        expected = when_of(claim.when_text, claim.kind, claim.evidence, article=article)
        if claim.when != expected:
            where = f"/briefing/claims/{n}/when"
            yield Break(where, f"expected {expected}, found {claim.when}")


def _voice_breaks(briefing: Briefing) -> Iterator[Break]:
    for n, claim in enumerate(briefing.claims):
        if (claim.voice == "actor") != bool(claim.asserted_by):
            where = f"/briefing/claims/{n}/voice"
            yield Break(where, "asserters are named if, and only if, voice is actor")


def _stated_breaks(briefing: Briefing) -> Iterator[Break]:
    expected = stated_implications(briefing.claims)
    found = briefing.implications[: len(expected)]
    rest = briefing.implications[len(expected) :]
    if found != expected or any(i.basis == "stated" for i in rest):
        yield Break(
            "/briefing/implications",
            "the stated ones are not those of the claims of kind consequence",
        )


def _verbatim_breaks(briefing: Briefing, article: Article) -> Iterator[Break]:
    """Yield words given as the article's that do not stand in it."""
    for n, actor in enumerate(briefing.actors):
        for m, alias in enumerate(actor.aliases):
            if not occurs(alias, article):
                where = f"/briefing/actors/{n}/aliases/{m}"
                yield Break(where, f"V5: {alias!r} does not occur in the article")
    for n, claim in enumerate(briefing.claims):
        words = {"cue": claim.cue, "when_text": claim.when_text}
        words |= {f"hedges/{m}": hedge for m, hedge in enumerate(claim.hedges)}
        for name, value in words.items():
            if value is not None and value not in article.text:
                where = f"/briefing/claims/{n}/{name}"
                yield Break(where, f"V5: {value!r} does not occur in the article")
