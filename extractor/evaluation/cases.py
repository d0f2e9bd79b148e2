"""Claims that gold gives in the briefing's own words: firmness, voice, relays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.evaluation.gold import GoldClaim, GoldRow
from extractor.evaluation.judgments import Judgment
from extractor.evaluation.overlaps import FOUND_SHARE, characters, coverage, iou
from extractor.evaluation.speakers import forms, name_words
from extractor.schemas.briefing_published import Actor, Briefing, Claim

NO_CLAIM = "no claim"
_BASIS = {True: "a stated implication", False: "no stated implication"}
PLAIN_FIELDS = ("voice", "kind", "certainty", "polarity", "quote_type")


@dataclass(frozen=True, slots=True)
class _Told:
    """A gold claim and the claims that tell it, the best first."""

    gold: GoldClaim
    claims: tuple[Claim, ...]

    @property
    def best(self) -> Claim | None:
        return self.claims[0] if self.claims else None


def judge_claims(row: GoldRow, briefing: Briefing | None) -> Iterator[Judgment]:
    """Yield whether each gold claim is told, and every trait that gold gives it.

    A claim that is not told has no trait right.
    """
    told = [_told(gold, briefing) for gold in row.gold.claims]
    for each in told:
        words = " … ".join(row.text[s.start : s.end] for s in each.gold.content)
        for metric, expected, got, right in _asked(each, told, briefing):
            if row.partial and metric == "told_once":
                continue
            yield Judgment(
                metric=metric,
                gold=each.gold.id,
                right=right,
                text=words,
                expected=expected,
                got=got,
            )


def _told(gold: GoldClaim, briefing: Briefing | None) -> _Told:
    """Return a gold claim with the claims that cover it or a repeat of it."""
    places = [characters(spans) for spans in (gold.content, *gold.repeats)]
    ranked = []
    for claim in briefing.claims if briefing else ():
        covered = characters(claim.evidence)
        if any(coverage(place, covered) > FOUND_SHARE for place in places):
            ranked.append((max(iou(place, covered) for place in places), claim))
    ranked.sort(key=lambda entry: -entry[0])
    return _Told(gold, tuple(claim for _, claim in ranked))


Asked = tuple[str, str, str, bool]  # metric, expected, got, right


def _asked(
    told: _Told, others: Sequence[_Told], briefing: Briefing | None
) -> Iterator[Asked]:
    gold, best = told.gold, told.best
    got = f"{best.id}: {best.statement}" if best else NO_CLAIM
    yield "case_found", "a claim", got, best is not None
    for field in PLAIN_FIELDS:
        expected = getattr(gold, field)
        if expected is not None:
            found = getattr(best, field) if best else NO_CLAIM
            yield field, expected, found, found == expected
    if gold.once:
        number = len(told.claims)
        yield "told_once", "1 claim", f"{number} claims", number == 1
    yield from _people(gold, best, briefing)
    yield from _relations(told, others, briefing)


def _people(
    gold: GoldClaim, best: Claim | None, briefing: Briefing | None
) -> Iterator[Asked]:
    actors = {actor.id: actor for actor in briefing.actors} if briefing else {}
    for metric, names, ids in (
        ("asserter", gold.asserted_by, best.asserted_by if best else ()),
        ("relay", gold.via, best.via if best else ()),
    ):
        if names is not None:
            found = [actors[i] for i in ids if i in actors]
            shown = ", ".join(actor.name for actor in found) or "nobody"
            same = _in_order if metric == "relay" else _the_same
            right = best is not None and same(names, found)
            yield metric, ", ".join(names) or "nobody", shown, right


def _in_order(names: Sequence[str], actors: Sequence[Actor]) -> bool:
    return len(names) == len(actors) and all(map(_is_called, actors, names))


def _the_same(names: Sequence[str], actors: Sequence[Actor]) -> bool:
    """Tell whether these are the same people, whatever their order."""
    return (
        len(names) == len(actors)
        and all(any(_is_called(a, name) for a in actors) for name in names)
        and all(any(_is_called(a, name) for name in names) for a in actors)
    )


def _is_called(actor: Actor, name: str) -> bool:
    return any(name_words(form) & name_words(name) for form in forms(actor))


def _relations(
    told: _Told, others: Sequence[_Told], briefing: Briefing | None
) -> Iterator[Asked]:
    gold, best = told.gold, told.best
    if gold.disputes:
        known = {other.gold.id: other for other in others}
        pairs = [_disputes(told, known[i]) for i in gold.disputes]
        found = ", ".join(best.disputes) if best else NO_CLAIM
        yield "dispute", ", ".join(gold.disputes), found or "none", all(pairs)
    if gold.stated is not None:
        implications = briefing.implications if briefing else ()
        ids = {i.claim for i in implications if i.basis == "stated"}
        stated = any(claim.id in ids for claim in told.claims)
        right = best is not None and stated == gold.stated
        yield "stated", _BASIS[gold.stated], _BASIS[stated], right


def _disputes(one: _Told, other: _Told) -> bool:
    """Tell whether a claim of the one names a claim of the other, either way round."""
    first, second = one.claims, other.claims
    return any(a.id in b.disputes or b.id in a.disputes for a in first for b in second)
