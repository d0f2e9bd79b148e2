"""Draft 2 of what a model fills: what the shipped prompt is measured against."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field

from extractor.records import Evidence, Ref, Verbatim
from extractor.schemas.briefing import RULES, Published, publish

__all__ = ["RULES", "Answer", "Published", "publish"]


def _some(items: list[Any]) -> list[Any]:
    """Return the items; draft 2 did not ask for one, and publishing needs it."""
    if not items:
        message = "expected at least 1 item"
        raise ValueError(message)
    return items


AtLeastOne = AfterValidator(_some)  # unlike min_length no part of the schema sent


class Actor(BaseModel):
    name: str = Field(
        description="Fullest form of the name that the article uses, without title, "
        "copied exactly. For an unnamed one, the article's own "
        "description ('a senior official', 'analysts at Jefferies')."
    )
    aliases: list[Verbatim] = Field(
        description="Other forms the article uses for the same actor, copied exactly:"
        " surname, acronym, a capital or seat of government that stands "
        "for the state, a fixed description ('the bank'). No pronouns."
    )
    kind: Literal["person", "state", "organization", "group", "other"] = Field(
        description="state: a country or its government acting as one. organization: "
        "ministry, army, party, company, news outlet, international body,"
        " study team. group: a collective or unnamed set (officials, "
        "analysts, troops)."
    )
    country: str | None = Field(
        description="ISO 3166-1 alpha-3 code of the state that it is or belongs to "
        "(general knowledge is allowed here only); null if none or "
        "unclear."
    )
    role: str | None = Field(
        description="Office or function as the article gives it; null if it gives none."
    )
    named: bool = Field(description="false for an unnamed person or collective.")


class Attribution(BaseModel):
    cue: Verbatim | None = Field(
        description="The reporting words, copied exactly ('said', 'according to', "
        "'denied'), from an earlier sentence if the speech runs on; null "
        "if there are none."
    )
    via: list[Annotated[int, Ref["actors"]]] = Field(
        description="Numbers of the actors that pass it on, outermost first: 'Yonhap,"
        " citing KCNA, said' -> by KCNA, via [Yonhap]; 'she told the BBC'"
        " -> via [BBC]. Mostly empty."
    )


class Nuance(BaseModel):
    certainty: Literal["certain", "probable", "possible", "unspecified"] = Field(
        description="How firmly the asserter commits to it, by the wording."
    )
    negated: bool = Field(
        description="true when the claim is that something is not so, did not happen,"
        " or will not."
    )
    hedges: list[Verbatim] = Field(
        description="Words that weaken or condition it, copied exactly ('reportedly',"
        " 'could', 'if approved')."
    )
    disputes: list[Annotated[int, Ref["claims"]]] = Field(
        description="Numbers of the claims in this list that this one denies or "
        "contradicts."
    )


class Claim(BaseModel):
    evidence: Annotated[list[Evidence], AtLeastOne] = Field(
        description="Where the article says it: usually one item, more when the words"
        " are split over places."
    )
    statement: str = Field(
        description="One self-contained sentence: names instead of pronouns, no 'X "
        "said', nothing that the evidence does not say, as firm as the "
        "evidence and no firmer."
    )
    kind: Literal["fact", "intent", "judgment", "prediction", "consequence"] = Field(
        description="fact: event, state, or finding. intent: plan, promise, threat, "
        "order, demand, recommendation. judgment: opinion, evaluation, "
        "accusation of motive. prediction: what will happen. consequence:"
        " what something may lead to, what it signifies, or which concern"
        " it raises."
    )
    by: list[Annotated[int, Ref["actors", 0]]] = Field(
        description="Numbers of the actors who put it forward (several when jointly)."
        " Empty: the reporter's own voice. [0]: said to be said, by "
        "nobody named ('reportedly', 'it is believed')."
    )
    attribution: Attribution | None = Field(description="null when by is empty.")
    nuance: Nuance | None = Field(
        description="null for a plain claim: certain, not negated, no hedge, "
        "disputing nothing."
    )
    about: list[Annotated[int, Ref["actors"]]] = Field(
        description="Numbers of the actors that the claim is about, other than who "
        "asserts it."
    )
    when: Verbatim | None = Field(
        description="When the thing claimed happens, copied exactly; null if not said."
    )


class Inference(BaseModel):
    statement: str = Field(
        description="A consequence that the article does not state, as one "
        "self-contained sentence without any word of likelihood or "
        "confidence."
    )
    rests_on: Annotated[list[Annotated[int, Ref["claims"]]], AtLeastOne] = Field(
        description="Numbers of the claims that it follows from."
    )
    likelihood: Literal[
        "almost_no_chance",
        "very_unlikely",
        "unlikely",
        "roughly_even_chance",
        "likely",
        "very_likely",
        "almost_certain",
    ] = Field(description="ICD 203 scale.")
    confidence: Literal["low", "moderate"] = Field(
        description="How good the basis is; one article is never more than moderate."
    )
    assumption: str = Field(description="What must hold for it to follow.")
    affected: list[Annotated[int, Ref["actors"]]] = Field(
        description="Numbers of the actors it would touch."
    )
    horizon: Literal["immediate", "short_term", "medium_term", "long_term"] = Field(
        description="immediate: within two weeks. short_term: six months. "
        "medium_term: two years."
    )


class Answer(BaseModel):
    actors: list[Actor] = Field(
        description="Numbered 1, 2, 3 ... by their place in this list."
    )
    claims: list[Claim] = Field(
        description="In the order of the article. Numbered 1, 2, 3 ... by their place"
        " in this list."
    )
    inferences: list[Inference] = Field(
        description="At most four; empty when the claims carry none."
    )
    headline: str = Field(
        description="The main message in one neutral sentence of at most 25 words."
    )
    gaps: list[str] = Field(
        description="Up to three things a careful reader would ask that the article "
        "does not answer."
    )
