"""Actors: which are found, whether each is one of them, and what they are called."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.evaluation.counts import Count
from extractor.evaluation.gold import GoldActor, GoldRow, GoldSpan
from extractor.evaluation.judgments import Judgment
from extractor.evaluation.overlaps import characters, iou
from extractor.schemas.briefing_answer import ActorKind
from extractor.schemas.briefing_published import Actor, Briefing

# What a GUM type may be in the briefing's words. GUM calls sets of people persons, and
# countries that act organizations.
GUM_KINDS: dict[str, frozenset[ActorKind]] = {
    "person": frozenset({"person", "group"}),
    "organization": frozenset({"organization", "state", "group"}),
}
_NAMED = {True: "named", False: "not named"}
WANTED_MENTIONS = 2  # an entity named once and known to no encyclopedia is a detail


@dataclass(frozen=True, slots=True)
class Wanted:
    """An actor of the gold that a briefing should have.

    Attributes:
        id: In judgments.
        mentions: Its places.
        kinds: What its kind may be; empty when that is not scored.
        own: The gold in the briefing's own words, if it is.
    """

    id: str
    mentions: tuple[GoldSpan, ...]
    kinds: frozenset[ActorKind]
    own: GoldActor | None = None


def wanted_actors(row: GoldRow) -> list[Wanted]:
    """Return persons and organizations with two mentions or an article of Wikipedia.

    Besides, all actors that are given in the briefing's own words.
    """
    entities = [
        Wanted(entity.id, entity.mentions, GUM_KINDS[entity.type])
        for entity in row.gold.entities
        if entity.type in GUM_KINDS
        and (len(entity.mentions) >= WANTED_MENTIONS or entity.wikipedia)
    ]
    own = [
        Wanted(f"actor{n}", a.mentions, frozenset({a.kind} if a.kind else ()), a)
        for n, a in enumerate(row.gold.actors, start=1)
    ]
    return entities + own


def judge_actors(row: GoldRow, briefing: Briefing | None) -> Iterator[Judgment]:
    """Yield whether each wanted actor is there, and its kind, country and named."""
    for wanted in wanted_actors(row):
        actor = _best(wanted, briefing.actors if briefing else ())
        first = wanted.mentions[0]
        words = row.text[first.start : first.end]
        yield Judgment(
            metric="actor_recall",
            gold=wanted.id,
            right=actor is not None,
            text=words,
            expected=words,
            got=actor.name if actor else "no such actor",
        )
        for name, expected, got in _traits(wanted, actor):
            yield Judgment(
                metric=name,
                gold=wanted.id,
                right=got in expected,
                text=words,
                expected=" or ".join(sorted(expected)),
                got=got,
            )


def _traits(
    wanted: Wanted, actor: Actor | None
) -> Iterator[tuple[str, frozenset[str], str]]:
    """Yield what is asked of an actor: the metric, what is right, what was got.

    The kind is asked of those that are there; what gold gives in the briefing's own
    words, of all.
    """
    if wanted.kinds and (actor or wanted.own):
        kinds = frozenset[str](wanted.kinds)
        yield "actor_kind", kinds, actor.kind if actor else "no such actor"
    given = wanted.own.model_fields_set if wanted.own else set[str]()
    if wanted.own and "country" in given:
        country = frozenset({wanted.own.country or "none"})
        yield (
            "country",
            country,
            (actor.country or "none") if actor else "no such actor",
        )
    if wanted.own and wanted.own.named is not None:
        named = frozenset({_NAMED[wanted.own.named]})
        yield "named", named, _NAMED[actor.named] if actor else "no such actor"


def _best(wanted: Wanted, actors: Sequence[Actor]) -> Actor | None:
    """Return the actor whose mentions overlap the wanted one's most, if any do."""
    gold = characters(wanted.mentions)
    found = max(actors, key=lambda a: iou(gold, characters(a.mentions)), default=None)
    return found if found and iou(gold, characters(found.mentions)) else None


def purity(row: GoldRow, briefing: Briefing | None) -> dict[str, Count]:
    """Return the share of actors whose mentions are all of one gold entity.

    A mention belongs to the entity whose mention it overlaps best. Actors of which no
    mention overlaps any are not counted.
    """
    named = [
        *(entity.mentions for entity in row.gold.entities),
        *(actor.mentions for actor in row.gold.actors),
    ]
    clusters = [[characters([m]) for m in mentions] for mentions in named]
    if not clusters:
        return {}
    homes = [
        [home for m in actor.mentions if (home := _home(characters([m]), clusters))]
        for actor in (briefing.actors if briefing else ())
    ]
    known = [home for home in homes if home]
    pure = [home for home in known if frozenset.intersection(*home)]
    return {"actor_purity": Count(len(pure), len(known))}


def _home(
    mention: frozenset[int], clusters: list[list[frozenset[int]]]
) -> frozenset[int]:
    """Return the entities whose mentions overlap a mention best, none if none do."""
    shares = [max(iou(mention, m) for m in mentions) for mentions in clusters]
    best = max(shares)
    return frozenset(n for n, share in enumerate(shares) if best and share == best)
