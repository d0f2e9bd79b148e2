"""What a person fills in, turned into an item: words found by code, or refused."""

from collections.abc import Callable, Iterable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor.annotations.decisions import Kind
from extractor.grounding.evidence import Refused, locate
from extractor.records.article import Article
from extractor.records.markers import Evidence, Span
from extractor.schemas.briefing import Actor, Claim, InferredImplication
from extractor.schemas.briefing_actors import occurs
from extractor.schemas.briefing_answer import (
    ActorKind,
    Certainty,
    ClaimKind,
    Confidence,
    Horizon,
    Likelihood,
)
from extractor.schemas.briefing_countries import country_code
from extractor.schemas.briefing_published import Voice
from extractor.schemas.briefing_publishing import quote_type, when_of

LONGEST_TEXT = 2_000  # characters; a statement is one sentence


class DraftRefused(ValueError):
    """A draft does not fit the article or the briefing; the message says how."""


class _Draft(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        str_max_length=LONGEST_TEXT,
    )


class Place(_Draft):
    """Words by their place, as somebody selected them, or by sentence and quote."""

    start: int | None = None
    end: int | None = None
    sentence: int | None = None
    quote: str | None = None


class ClaimDraft(_Draft):
    """A claim as a person fills it in; quote_type and when are found by code."""

    evidence: tuple[Place, ...] = Field(min_length=1)
    statement: str = Field(min_length=1)
    voice: Voice
    asserted_by: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    cue: str | None = None
    kind: ClaimKind
    certainty: Certainty
    polarity: Literal["positive", "negative"]
    hedges: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    when_text: str | None = None


class ActorDraft(_Draft):
    """An actor as a person fills it in; mentions are found by code."""

    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    kind: ActorKind
    country: str | None = None
    role: str | None = None
    named: bool = True


class ImplicationDraft(_Draft):
    """An inferred implication; stated ones are claims of kind consequence."""

    statement: str = Field(min_length=1)
    rests_on: tuple[str, ...] = Field(min_length=1)
    likelihood: Likelihood
    confidence: Confidence
    assumption: str = Field(min_length=1)
    affected: tuple[str, ...] = ()
    horizon: Horizon


def item_of(kind: Kind, given: Any, *, identity: str, article: Article) -> Any:
    """Return the item that a draft amounts to, with its id.

    Raises:
        DraftRefused: It has another shape, or its words do not stand in the article.
    """
    make: dict[Kind, Callable[[Any, str, Article], Any]] = {
        "claim": _claim,
        "actor": _actor,
        "implication": _implication,
    }
    try:
        return make[kind](given, identity, article)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        told = "; ".join(f"{'/'.join(map(str, f['loc']))}: {f['msg']}" for f in faults)
        raise DraftRefused(told) from None


def _claim(given: Any, identity: str, article: Article) -> Claim:
    draft = ClaimDraft.model_validate(given)
    if (draft.voice == "actor") != bool(draft.asserted_by):
        message = "asserted_by: name who says so if, and only if, voice is actor"
        raise DraftRefused(message)
    spans = _spans(draft.evidence, article)
    when_text = _verbatim("when_text", draft.when_text, article)
    plain = draft.model_dump(exclude={"evidence", "cue", "hedges", "when_text"})
    hedges = [_verbatim("hedges", hedge, article) for hedge in draft.hedges]
    return Claim(
        **plain,
        id=identity,
        evidence=spans,
        cue=_verbatim("cue", draft.cue, article),
        hedges=tuple(hedge for hedge in hedges if hedge),
        when_text=when_text,
        when=when_of(when_text, draft.kind, spans, article=article),
        quote_type=quote_type(spans, draft.voice, article),
    )


def _actor(given: Any, identity: str, article: Article) -> Actor:
    draft = ActorDraft.model_validate(given)
    aliases = [_verbatim("aliases", alias, article) for alias in draft.aliases]
    forms = tuple(dict.fromkeys(a for a in aliases if a and a != draft.name))
    if not (forms or occurs(draft.name, article)):
        message = f"name: neither {draft.name!r} nor an alias stands in the article"
        raise DraftRefused(message)
    country = country_code(draft.country) if draft.country else None
    if draft.country and country is None:
        message = (
            f"country: expected a country or its ISO code, found {draft.country!r}"
        )
        raise DraftRefused(message)
    plain = draft.model_dump(exclude={"aliases", "country", "role"})
    return Actor(
        **plain,
        id=identity,
        aliases=forms,
        country=country,
        role=draft.role or None,
        mentions=(),
    )


def _implication(given: Any, identity: str, article: Article) -> InferredImplication:
    del article  # it is what the article does not say
    draft = ImplicationDraft.model_validate(given)
    return InferredImplication(**draft.model_dump(), id=identity, basis="inferred")


def _verbatim(name: str, words: str | None, article: Article) -> str | None:
    """Return words as they stand in the article; none for none."""
    if not words:
        return None
    hits = article.find(words)
    if not hits:
        message = f"{name}: {words!r} does not stand in the article: copy it exactly"
        raise DraftRefused(message)
    start, end = hits[0]
    return article.text[start:end]


def _spans(places: Iterable[Place], article: Article) -> tuple[Span, ...]:
    """Return the spans of all places, in order, each once."""
    found = {
        (span.start, span.end): span
        for place in places
        for span in _found(place, article)
    }
    return tuple(found[key] for key in sorted(found))


def _found(place: Place, article: Article) -> list[Span]:
    if place.start is not None and place.end is not None:
        return _selected(place.start, place.end, article)
    if place.sentence is None:
        message = "evidence: expected words of the article, or a sentence's number"
        raise DraftRefused(message)
    named = Evidence(sentence=place.sentence, quote=place.quote or None)
    located = locate(article, named)
    if isinstance(located, Refused):
        raise DraftRefused(f"evidence: {located.message}")
    return [article.span_of(located.evidence)]


def _selected(start: int, end: int, article: Article) -> list[Span]:
    """Return what was selected, cut where a sentence ends, without blanks around."""
    spans = []
    for unit in article.sentences:
        first, last = max(start, unit.start), min(end, unit.end)
        words = article.text[first:last] if first < last else ""
        if not words.strip():
            continue
        first += len(words) - len(words.lstrip())
        hidden = article.hidden(unit)
        if hidden is not None:
            message = f"evidence: sentence {unit.n} is {hidden} and never evidence"
            raise DraftRefused(message)
        spans.append(article.span(first, first + len(words.strip())))
    if not spans:
        message = f"evidence: no words stand at {start} to {end} of the article"
        raise DraftRefused(message)
    return spans
