"""What a page shows of a briefing: claims, implications and actors, tied together."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from extractor.records.article import Article
from extractor.records.briefing_file import BriefingFile
from extractor.records.findings import Finding
from extractor.report.notes import notes_by_item
from extractor.report.passages import Labelled
from extractor.schemas.briefing import (
    Actor,
    Briefing,
    Claim,
    InferredImplication,
    StatedImplication,
)
from extractor.schemas.briefing_wording import COVERED_SHARE

ARTICLE, NOBODY = "article", "nobody"  # asserters that are no actors
VOICES = {ARTICLE: "The article itself", NOBODY: "Nobody named"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCard:
    """A claim and all that concerns it.

    Attributes:
        claim: The claim.
        asserters: Ids of the actors that assert it, else `article` or `nobody`.
        actors: Ids of all the actors in it: asserters, relays, those it is about.
        bases: `stated` and `inferred`, as far as an implication rests on it so.
        implied: Ids of those implications.
        disputed_by: Ids of the claims that contradict it.
        when: When it happens, as a date, where the file says so.
        notes: Findings about it.
    """

    claim: Claim
    asserters: tuple[str, ...]
    actors: tuple[str, ...]
    bases: tuple[str, ...]
    implied: tuple[str, ...]
    disputed_by: tuple[str, ...]
    when: str | None
    notes: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImplicationCard:
    """An implication, with the traits of the claims that it rests on.

    Attributes:
        implication: The implication.
        claims: Ids of the claims.
        asserters: Of those claims.
        actors: Of those claims, and those affected.
        kinds: Of those claims.
        certainties: Of those claims.
        notes: Findings about it.
    """

    implication: StatedImplication | InferredImplication
    claims: tuple[str, ...]
    asserters: tuple[str, ...]
    actors: tuple[str, ...]
    kinds: tuple[str, ...]
    certainties: tuple[str, ...]
    notes: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor and what it does in the briefing.

    Attributes:
        actor: The actor.
        asserts: How many claims it asserts.
        relays: How many it relays.
        about: How many are about it.
        notes: Findings about it.
    """

    actor: Actor
    asserts: int
    relays: int
    about: int
    notes: tuple[Finding, ...]


def claim_cards(
    file: BriefingFile[Briefing], whens: Iterable[str | None]
) -> tuple[ClaimCard, ...]:
    """Return the claims in the order of the article."""
    briefing, notes = file.briefing, notes_by_item(file.findings)
    disputed = defaultdict[str, list[str]](list)
    implied = defaultdict[str, list[tuple[str, str]]](list)
    for claim in briefing.claims:
        for other in claim.disputes:
            disputed[other].append(claim.id)
    for implication in briefing.implications:
        for rested_on in _rests_on(implication):
            implied[rested_on].append((implication.id, implication.basis))
    return tuple(
        ClaimCard(
            claim=claim,
            asserters=asserters_of(claim),
            actors=_actors_of(claim),
            bases=_once(basis for _, basis in implied[claim.id]),
            implied=_once(i for i, _ in implied[claim.id]),
            disputed_by=tuple(disputed[claim.id]),
            when=when,
            notes=notes["claims", n],
        )
        for n, (claim, when) in enumerate(zip(briefing.claims, whens, strict=True))
    )


def implication_cards(file: BriefingFile[Briefing]) -> tuple[ImplicationCard, ...]:
    """Return the implications: stated ones first, as the file has them."""
    briefing, notes = file.briefing, notes_by_item(file.findings)
    by_id = {claim.id: claim for claim in briefing.claims}
    cards = []
    for n, implication in enumerate(briefing.implications):
        ids = _rests_on(implication)
        claims = [by_id[i] for i in ids if i in by_id]
        affected = getattr(implication, "affected", ())
        card = ImplicationCard(
            implication=implication,
            claims=ids,
            asserters=_once(a for c in claims for a in asserters_of(c)),
            actors=_once([*affected, *(a for c in claims for a in _actors_of(c))]),
            kinds=_once(c.kind for c in claims),
            certainties=_once(c.certainty for c in claims),
            notes=notes["implications", n],
        )
        cards.append(card)
    return tuple(cards)


def actor_rows(file: BriefingFile[Briefing]) -> tuple[ActorRow, ...]:
    """Return the actors in the order of their first mention."""
    claims, notes = file.briefing.claims, notes_by_item(file.findings)
    asserts = Counter(a for claim in claims for a in claim.asserted_by)
    relays = Counter(a for claim in claims for a in claim.via)
    about = Counter(a for claim in claims for a in claim.about)
    return tuple(
        ActorRow(
            actor=actor,
            asserts=asserts[actor.id],
            relays=relays[actor.id],
            about=about[actor.id],
            notes=notes["actors", n],
        )
        for n, actor in enumerate(file.briefing.actors)
    )


def labelled_ranges(file: BriefingFile[Briefing]) -> list[Labelled]:
    """Return every range of the article that the page marks."""
    briefing = file.briefing
    ranges = [
        Labelled(span.start, span.end, "claim", claim.id)
        for claim in briefing.claims
        for span in claim.evidence
    ]
    ranges += [
        Labelled(mention.start, mention.end, "actor", actor.id)
        for actor in briefing.actors
        for mention in actor.mentions
    ]
    return ranges + _uncovered(file.article, file.findings, ranges)


def _uncovered(
    article: Article, findings: Iterable[Finding], ranges: list[Labelled]
) -> list[Labelled]:
    """Return the quotations that a finding calls uncovered."""
    told = {f.where for f in findings if f.code == "uncovered_quote"}
    evidence = [r for r in ranges if r.layer == "claim"]
    uncovered = []
    for start, end in article.quoted if told else ():
        unit = article.sentence_at(start)
        if unit is None or f"/article/sentences/{unit.n - 1}" not in told:
            continue
        inside = sum(max(0, min(end, r.end) - max(start, r.start)) for r in evidence)
        if inside < COVERED_SHARE * (end - start):
            uncovered.append(Labelled(start, end, "uncovered"))
    return uncovered


def asserters_of(claim: Claim) -> tuple[str, ...]:
    """Return the ids of the actors that assert a claim, or who does instead."""
    if claim.voice == "article":
        return (ARTICLE,)
    return claim.asserted_by or (NOBODY,)


def _actors_of(claim: Claim) -> tuple[str, ...]:
    return _once([*claim.asserted_by, *claim.via, *claim.about])


def _rests_on(implication: StatedImplication | InferredImplication) -> tuple[str, ...]:
    if isinstance(implication, StatedImplication):
        return (implication.claim,)
    return implication.rests_on


def _once(ids: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(ids))
