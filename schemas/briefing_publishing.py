"""From what the model filled to what is published: ids, spans, mentions, and order."""

from dataclasses import dataclass

from extractor.records import Article, Mention, Noted, Publication, Span
from extractor.records.findings import Severity
from extractor.records.problems import Pointer
from extractor.records.quotation import quoted_share

from . import briefing_answer as asked
from .briefing_actors import ActorGroup, actor_groups, mentions_of, occurs
from .briefing_countries import country_code
from .briefing_published import (
    Actor,
    Briefing,
    Claim,
    Implication,
    InferredImplication,
    QuoteType,
    StatedImplication,
    Voice,
)
from .briefing_when import direction, settled

PLAIN = asked.Nuance(certainty="certain", negated=False, hedges=[], disputes=[])
_SENTENCE_ENDS = tuple('.!?…。！？؟।۔"”»」』)')
DIRECT_SHARE = 0.9  # of evidence inside quote marks; docs/briefing.md


@dataclass(frozen=True, slots=True)
class _Placed:
    """A claim of the answer with its spans, in the order of the article."""

    place: int
    claim: asked.Claim
    spans: tuple[Span, ...]


def publish(answer: asked.Answer, article: Article) -> Publication[Briefing]:
    """Return the briefing for a settled answer, and where each item came from."""
    groups = actor_groups(answer.actors)
    mentions = mentions_of(groups, article)
    order = sorted(range(len(groups)), key=lambda g: _first(mentions[g], article))
    placed = sorted(
        (_place(n, claim, article) for n, claim in enumerate(answer.claims)),
        key=lambda p: (p.spans[0].start, p.spans[0].end, p.place),
    )
    ids = _Ids(groups, order, placed)
    actors = tuple(
        _actor(n, groups[g], mentions[g], article) for n, g in enumerate(order, start=1)
    )
    claims = tuple(_claim(n, p, ids, article) for n, p in enumerate(placed, start=1))
    implications, notes = _implications(answer, claims, actors, ids)
    briefing = Briefing(
        headline=answer.headline,
        gaps=tuple(answer.gaps),
        actors=actors,
        claims=claims,
        implications=implications,
    )
    merged = [*_merge_notes(groups, order), *_country_notes(groups, order)]
    places = ids.places(len(implications), len(answer.inferences))
    return Publication(briefing, places, (*merged, *notes))


class _Ids:
    """Ids for the answer's 1-based numbers."""

    def __init__(
        self, groups: list[ActorGroup], order: list[int], placed: list[_Placed]
    ) -> None:
        self._groups, self._order, self._placed = groups, order, placed
        self._actors = {
            place + 1: f"a{n}"
            for n, g in enumerate(order, start=1)
            for place in groups[g].places
        }
        self._claims = {p.place + 1: f"c{n}" for n, p in enumerate(placed, start=1)}

    def actors(self, numbers: list[int]) -> tuple[str, ...]:
        """Return the ids of actors, each once, in the order given."""
        return tuple(dict.fromkeys(self._actors[n] for n in numbers if n))

    def claims(self, numbers: list[int], *, but: str = "") -> tuple[str, ...]:
        """Return the ids of claims, each once, in the order given."""
        ids = dict.fromkeys(self._claims[n] for n in numbers)
        return tuple(i for i in ids if i != but)

    def places(self, implications: int, inferred: int) -> dict[Pointer, Pointer]:
        """Return the place in the answer for each published item."""
        places: dict[Pointer, Pointer] = {}
        for n, g in enumerate(self._order):
            places["actors", n] = ("actors", self._groups[g].places[0])
        for n, p in enumerate(self._placed):
            places["claims", n] = ("claims", p.place)
        for n in range(inferred):
            places["implications", implications - inferred + n] = ("inferences", n)
        return places


def _first(mentions: tuple[Mention, ...], article: Article) -> int:
    return mentions[0].start if mentions else len(article.text)


def _place(place: int, claim: asked.Claim, article: Article) -> _Placed:
    found = map(article.span_of, claim.evidence)
    spans = {(span.start, span.end): span for span in found}
    return _Placed(place, claim, tuple(spans[key] for key in sorted(spans)))


def _actor(
    n: int, group: ActorGroup, mentions: tuple[Mention, ...], article: Article
) -> Actor:
    return Actor(
        id=f"a{n}",
        name=group.name,
        aliases=tuple(form for form in group.aliases if occurs(form, article)),
        kind=group.first.kind,
        country=country_code(group.country) if group.country else None,
        role=group.role,
        named=group.first.named,
        mentions=mentions,
    )


def _claim(n: int, placed: _Placed, ids: _Ids, article: Article) -> Claim:
    claim = placed.claim
    nuance = claim.nuance or PLAIN
    told = claim.attribution if claim.by else None
    voice = _voice(claim.by)
    return Claim(
        id=f"c{n}",
        evidence=placed.spans,
        statement=_statement(claim.statement, placed.spans),
        voice=voice,
        asserted_by=ids.actors(claim.by),
        via=ids.actors(told.via) if told else (),
        cue=told.cue if told else None,
        kind=claim.kind,
        certainty=nuance.certainty,
        polarity="negative" if nuance.negated else "positive",
        hedges=tuple(dict.fromkeys(nuance.hedges)),
        disputes=ids.claims(nuance.disputes, but=f"c{n}"),
        about=ids.actors(claim.about),
        when_text=claim.when,
        when=when_of(claim.when, claim.kind, placed.spans, article=article),
        quote_type=quote_type(placed.spans, voice, article),
    )


def _statement(written: str | None, spans: tuple[Span, ...]) -> str:
    """Return the statement as written, or else the words of the evidence."""
    if written is not None:
        return written
    words = " ".join(" ".join(span.quote.split()) for span in spans)
    ended = words if words.endswith(_SENTENCE_ENDS) else words + _stop(words[-1:])
    return ended[:1].upper() + ended[1:]


def _stop(last: str) -> str:
    """Return the full stop of the script of a letter."""
    if "\u3040" <= last <= "\u9fff":
        return "。"
    return "।" if "\u0900" <= last <= "\u0dff" else "."


def _voice(by: list[int]) -> Voice:
    if not by:
        return "article"
    return "unattributed" if by == [0] else "actor"


def quote_type(spans: tuple[Span, ...], voice: Voice, article: Article) -> QuoteType:
    """Return how much of the evidence stands inside quote marks."""
    if voice == "article":
        return "none"
    share = quoted_share([(s.start, s.end) for s in spans], article.quoted)
    if share > DIRECT_SHARE:
        return "direct"
    return "mixed" if share > 0 else "indirect"


def when_of(
    words: str | None,
    kind: asked.ClaimKind,
    spans: tuple[Span, ...],
    *,
    article: Article,
) -> str | None:
    """Return when a claim happens as far as code can settle it, in ISO 8601."""
    if words is None:
        return None
    evidence = " ".join(span.quote for span in spans)
    towards = direction(kind, evidence)
    return settled(words, published=article.published, towards=towards)


def stated_implications(claims: tuple[Claim, ...]) -> tuple[StatedImplication, ...]:
    """Return one implication for each claim of kind consequence, in claim order."""
    stated = [claim for claim in claims if claim.kind == "consequence"]
    return tuple(
        StatedImplication(
            id=f"i{n}", basis="stated", statement=claim.statement, claim=claim.id
        )
        for n, claim in enumerate(stated, start=1)
    )


def _implications(
    answer: asked.Answer,
    claims: tuple[Claim, ...],
    actors: tuple[Actor, ...],
    ids: _Ids,
) -> tuple[tuple[Implication, ...], list[Noted]]:
    implications: list[Implication] = [*stated_implications(claims)]
    notes: list[Noted] = []
    for inference in answer.inferences:
        rests_on = ids.claims(inference.rests_on)
        weak = inference.confidence == "moderate" and rests_weakly(
            rests_on, claims, actors
        )
        if weak:
            where = ("implications", len(implications), "confidence")
            message = (
                "moderate lowered to low: every claim it rests on is unnamed or unsure"
            )
            notes.append(Noted("V14", "info", where, message))
        implications.append(
            InferredImplication(
                id=f"i{len(implications) + 1}",
                basis="inferred",
                statement=inference.statement,
                rests_on=rests_on,
                likelihood=inference.likelihood,
                confidence="low" if weak else inference.confidence,
                assumption=inference.assumption,
                affected=ids.actors(inference.affected),
                horizon=inference.horizon,
            )
        )
    return tuple(implications), notes


def rests_weakly(
    ids: tuple[str, ...], claims: tuple[Claim, ...], actors: tuple[Actor, ...]
) -> bool:
    """Tell whether every one of these claims has an unnamed source or is unsure."""
    named = {actor.id for actor in actors if actor.named}
    return all(
        claim.voice == "unattributed"
        or claim.certainty != "certain"
        or (claim.voice == "actor" and not named.intersection(claim.asserted_by))
        for claim in claims
        if claim.id in ids
    )


def _country_notes(groups: list[ActorGroup], order: list[int]) -> list[Noted]:
    """Return a finding for each country that was not given as a code."""
    notes: list[Noted] = []
    for n, g in enumerate(order):
        given = groups[g].country
        code = country_code(given) if given else None
        if given != code:
            message = f"{given!r} is no ISO 3166-1 alpha-3 code: {code or 'left out'}"
            severity: Severity = "info" if code else "warning"
            notes.append(Noted("V8", severity, ("actors", n, "country"), message))
    return notes


def _merge_notes(groups: list[ActorGroup], order: list[int]) -> list[Noted]:
    notes: list[Noted] = []
    for n, g in enumerate(order):
        group = groups[g]
        if len(group.places) > 1:
            kinds = {actor.kind for actor in group.actors}
            severity: Severity = "info" if len(kinds) == 1 else "warning"
            message = f"{len(group.places)} entries for {group.name!r} are one actor"
            notes.append(Noted("V7", severity, ("actors", n), message))
    return notes
