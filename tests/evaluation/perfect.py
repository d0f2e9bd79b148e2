"""The briefing that gold itself amounts to."""

from collections.abc import Iterator, Sequence

from extractor.evaluation.gold import GoldAttribution, GoldClaim, GoldRow, GoldSpan
from extractor.evaluation.speakers import name_words
from extractor.schemas.briefing import Actor, Briefing, Claim, StatedImplication
from tests.evaluation.briefings import actor, briefing, claim

KINDS = {"person": "person", "organization": "organization"}


def perfect(row: GoldRow) -> Briefing:
    """Return a briefing that says what the gold says, and nothing else."""
    actors = [*_entities(row), *_own_actors(row)]
    actors += _newcomers(row, actors)
    numbered = tuple(a.model_copy(update={"id": f"a{n}"}) for n, a in enumerate(actors))
    said = [_attributed(row, a, numbered) for a in row.gold.attributions]
    own = [_claimed(row, c, numbered) for c in row.gold.claims]
    claims = [
        c.model_copy(update={"id": f"c{n}"}) for n, c in enumerate([*said, *own], 1)
    ]
    claims[len(said) :] = _disputing(row, claims[len(said) :])
    stated = zip(row.gold.claims, claims[len(said) :], strict=True)
    implications = tuple(
        StatedImplication(id="i1", basis="stated", statement="So.", claim=c.id)
        for gold, c in stated
        if gold.stated
    )
    return briefing(numbered, tuple(claims), implications=implications)


def _ranges(spans: Sequence[GoldSpan]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _entities(row: GoldRow) -> Iterator[Actor]:
    for entity in row.gold.entities:
        words = [row.text[m.start : m.end] for m in entity.mentions]
        yield actor(
            words[0],
            *_ranges(entity.mentions),
            aliases=tuple(words[1:]),
            kind=KINDS.get(entity.type, "other"),
        )


def _own_actors(row: GoldRow) -> Iterator[Actor]:
    for gold in row.gold.actors:
        first = gold.mentions[0]
        yield actor(
            row.text[first.start : first.end],
            *_ranges(gold.mentions),
            kind=gold.kind or "person",
            country=gold.country,
            named=gold.named is not False,
        )


def _newcomers(row: GoldRow, known: Sequence[Actor]) -> list[Actor]:
    """Return the speakers of own claims that no gold actor is."""
    names = [
        name
        for gold in row.gold.claims
        for name in (*(gold.asserted_by or ()), *(gold.via or ()))
    ]
    new = [n for n in dict.fromkeys(names) if _called(n, known) is None]
    return [actor(name) for name in new]


def _called(name: str, actors: Sequence[Actor]) -> Actor | None:
    for known in actors:
        if name_words(known.name) & name_words(name):
            return known
    return None


def _attributed(row: GoldRow, gold: GoldAttribution, actors: Sequence[Actor]) -> Claim:
    places = {entity.id: n for n, entity in enumerate(row.gold.entities)}
    by = (actors[places[gold.source_entity]],) if gold.source_entity in places else ()
    voice = "actor" if by else "unattributed"
    return claim(row.text, *_ranges(gold.content), by=by, voice=voice)


def _claimed(row: GoldRow, gold: GoldClaim, actors: Sequence[Actor]) -> Claim:
    by = [_called(name, actors) for name in gold.asserted_by or ()]
    via = [_called(name, actors) for name in gold.via or ()]
    given = gold.model_dump(
        include={"voice", "kind", "certainty", "polarity", "quote_type"},
        exclude_none=True,
    )
    return claim(row.text, *_ranges(gold.content), by=by, via=via, **given)


def _disputing(row: GoldRow, claims: Sequence[Claim]) -> list[Claim]:
    ids = {gold.id: c.id for gold, c in zip(row.gold.claims, claims, strict=True)}
    return [
        c.model_copy(update={"disputes": tuple(ids[i] for i in gold.disputes or ())})
        for gold, c in zip(row.gold.claims, claims, strict=True)
    ]
