"""The briefing of a long article: what windows are asked for, and what closes it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from pydantic import BaseModel, Field

from extractor.records import Article
from extractor.records.problems import Pointer

from .briefing_actors import actor_groups
from .briefing_answer import Actor, Answer, Claim, Inference


def _meaning(name: str) -> str | None:
    """Return what a field of the whole answer means."""
    return Answer.model_fields[name].description


class Window(BaseModel):
    actors: list[Actor] = Field(
        description="The actors of this part that are not among those found so far; "
        "their numbers go on from those. One of those for which this part has further "
        "forms: again, under the same name, with these forms as aliases."
    )
    claims: list[Claim] = Field(description=_meaning("claims"))


class Closing(BaseModel):
    inferences: list[Inference] = Field(description=_meaning("inferences"))
    headline: str = Field(description=_meaning("headline"))
    gaps: list[str] = Field(description=_meaning("gaps"))


def is_named(actor: Actor, words: str) -> bool:
    """Tell whether a name, alias or role of an actor stands in some words."""
    folded = words.casefold()
    forms = (actor.name, *actor.aliases, actor.role or "")
    return any(form and form.casefold() in folded for form in forms)


KNOWN = {"actors": is_named}


def tell(item: Actor | Claim, article: Article) -> str:
    """Return an actor or a claim in one line."""
    return _actor(item) if isinstance(item, Actor) else _claim(item, article)


def _actor(actor: Actor) -> str:
    facts = [*actor.aliases, *([actor.role] if actor.role else []), actor.kind]
    return f"{actor.name} ({'; '.join(facts)})"


def _claim(claim: Claim, article: Article) -> str:
    words = " ... ".join(article.span_of(each).quote for each in claim.evidence)
    said = f"{claim.statement} " if claim.statement else ""
    sure = claim.nuance.certainty if claim.nuance else "certain"
    return f"{_asserters(claim.by)}, {claim.kind}, {sure}: {said}“{words}”"


def _asserters(by: list[int]) -> str:
    if not by:
        return "the reporter"
    return "nobody named" if by == [0] else f"by {', '.join(map(str, by))}"


def merge(
    window: Window, windows: Mapping[str, Sequence[int]]
) -> dict[Pointer, Pointer]:
    """Return the claims that an earlier window told, each with its earlier telling.

    The same evidence and the same asserters make the same claim; as many of such
    claims stay as one window told.
    """
    actors = _same_actors(window.actors)
    kept: dict[object, list[int]] = {}
    told: Counter[object] = Counter()
    doubles: dict[Pointer, Pointer] = {}
    for place, claim in enumerate(window.claims):
        key = _key(claim, actors)
        turn = told[key, windows["claims"][place]]
        told[key, windows["claims"][place]] += 1
        earlier = kept.setdefault(key, [])
        if turn < len(earlier):
            doubles["claims", place] = ("claims", earlier[turn])
        else:
            earlier.append(place)
    return doubles


def _key(claim: Claim, actors: Mapping[int, int]) -> object:
    evidence = frozenset((each.sentence, each.quote) for each in claim.evidence)
    return evidence, frozenset(actors[number] for number in claim.by)


def _same_actors(actors: Sequence[Actor]) -> dict[int, int]:
    """Return, for each actor's number, that of the first entry for the same actor."""
    groups = actor_groups(list(actors))
    return {0: 0} | {p + 1: g.places[0] + 1 for g in groups for p in g.places}
