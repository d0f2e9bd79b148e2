"""The answer, filled: drafts and figures as the briefing's schema asks for them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from extractor.answerers.offline.actors.figures import Figure, Figures
from extractor.answerers.offline.actors.roles import HONORIFICS
from extractor.answerers.offline.claims.drafts import Draft
from extractor.answerers.offline.text.reading import Reading
from extractor.answerers.offline.text.stretches import Stretch
from extractor.records import Article, Evidence
from extractor.records.article import Sentence
from extractor.schemas.briefing_actors import ActorGroup, mentions_of
from extractor.schemas.briefing_answer import (
    Actor,
    Answer,
    Attribution,
    Claim,
    Nuance,
)
from extractor.schemas.briefing_rules import STATEMENT_CHARS


def filled(reading: Reading, figures: Figures, drafts: Sequence[Draft]) -> Answer:
    """Return the answer for the claims and for whoever matters."""
    cast = _mentioned(_cast(figures, drafts), reading.article)
    numbers = {figure: n for n, figure in enumerate(cast, start=1)}
    return Answer(
        actors=[_actor(figure) for figure in cast],
        claims=[c for d in drafts for c in _claims(reading, d, numbers)],
        inferences=[],
        headline=_headline(reading),
        gaps=[],
    )


def _cast(figures: Figures, drafts: Sequence[Draft]) -> list[Figure]:
    """Return the figures that speak, and the named ones that do more than be there."""
    speaking = {f for d in drafts for f in (*d.by, *d.via)}
    return [f for f in figures.all if f in speaking or _matters(f)]


def _mentioned(cast: list[Figure], article: Article) -> list[Figure]:
    """Return the figures with a mention that is no part of a longer name (V6)."""
    actors = [_actor(figure) for figure in cast]
    groups = [ActorGroup((n,), (actor,)) for n, actor in enumerate(actors)]
    found = mentions_of(groups, article)
    return [figure for figure, places in zip(cast, found, strict=True) if places]


def _matters(figure: Figure) -> bool:
    if not figure.named or figure.kind in ("group", "other"):
        return False
    if figure.kind == "person" and " " not in figure.name:
        return any(m.root.dep_ in ("nsubj", "nsubjpass") for m in figure.mentions)
    return figure.kind != "organization" or len(figure.name) > 2


def _actor(figure: Figure) -> Actor:
    roles = [r for r in figure.roles if r.rstrip(".").casefold() not in HONORIFICS]
    return Actor(
        name=figure.name,
        aliases=figure.aliases,
        kind=figure.kind,
        country=figure.country,
        role=roles[0] if roles else None,
        named=figure.named,
    )


def _headline(reading: Reading) -> str:
    """Return the title, else the first sentence of the body, else the first of all."""
    article = reading.article
    if article.title:
        return article.title
    shown = article.shown
    bodies = [u for u in shown if u.kind == "body"] or shown or list(article.sentences)
    return article.words(bodies[0].n) if bodies else ""


def _claims(
    reading: Reading, draft: Draft, numbers: dict[Figure, int]
) -> Iterator[Claim]:
    """Yield the claim of a draft, if any of its words can be evidence."""
    evidence = [e for span in draft.spans for e in _evidence(reading, span)]
    if not evidence:
        return
    yield Claim(
        evidence=evidence,
        statement=_statement(reading, draft),
        kind=draft.kind,
        by=_by(draft, numbers),
        attribution=_attribution(draft, numbers),
        nuance=_nuance(reading, draft),
        about=[numbers[f] for f in draft.about if f in numbers],
        when=draft.when,
    )


def _by(draft: Draft, numbers: dict[Figure, int]) -> list[int]:
    known = [numbers[f] for f in draft.by if f in numbers]
    return known or ([] if draft.voice == "article" else [0])


def _attribution(draft: Draft, numbers: dict[Figure, int]) -> Attribution | None:
    if draft.voice == "article":
        return None
    return Attribution(
        cue=draft.cue, via=[numbers[f] for f in draft.via if f in numbers]
    )


def _nuance(reading: Reading, draft: Draft) -> Nuance | None:
    firm = draft.firmness
    if firm.plain:
        return None
    hedges = (reading.line_of(t).at(t) for t in firm.hedges)
    return Nuance(
        certainty=firm.certainty,
        negated=firm.negated,
        hedges=list(dict.fromkeys(reading.text(h) for h in hedges)),
        disputes=[],
    )


def _statement(reading: Reading, draft: Draft) -> str:
    """Return the longest piece that fits one point, else its beginning."""
    fitting = [s for s in draft.spans if len(s) <= STATEMENT_CHARS]
    if fitting:
        return reading.text(max(fitting, key=len))
    return _beginning(reading, max(draft.spans, key=len))


def _beginning(reading: Reading, span: Stretch) -> str:
    """Return the first sentences of a passage that fit, else all of it."""
    line = next(ln for ln in reversed(reading.lines) if ln.start <= span.start)
    ends = [line.stretch(s.start, s.end).end for s in line.doc.sents]
    fits = [e for e in ends if span.start < e <= span.start + STATEMENT_CHARS]
    last = max(fits, default=span.end)
    return reading.text(Stretch(span.start, min(last, span.end))).strip(" \"“”'")


def _evidence(reading: Reading, span: Stretch) -> Iterator[Evidence]:
    """Yield the span as evidence, an item for each sentence that it touches."""
    sentences = reading.article.sentences
    first = bisect_right(sentences, span.start, key=lambda unit: unit.end)
    for unit in islice(sentences, first, None):
        if unit.start >= span.end:
            break
        part = Stretch(max(unit.start, span.start), min(unit.end, span.end))
        if part.end > part.start and not reading.article.hidden(unit):
            item = _item(reading, unit, part)
            if item is not None:
                yield item


def _item(reading: Reading, unit: Sentence, part: Stretch) -> Evidence | None:
    """Return the words as evidence; the whole sentence where they stand in it twice."""
    quote = reading.text(part).strip()
    hits = reading.article.find_in_sentence(unit.n, quote)
    if not hits:
        return None
    whole = len(quote) + 2 >= unit.end - unit.start
    repeated = hits[0][0] != part.start
    return Evidence(sentence=unit.n, quote=None if whole or repeated else quote)
