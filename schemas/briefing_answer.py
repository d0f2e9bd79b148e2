"""What a model fills for the briefing. A field's meaning is written here only."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from extractor.records import Evidence, Ref, Verbatim

ActorKind = Literal["person", "state", "organization", "group", "other"]
ClaimKind = Literal["fact", "intent", "judgment", "prediction", "consequence"]
Certainty = Literal["certain", "probable", "possible", "unspecified"]
Likelihood = Literal[
    "almost_no_chance",
    "very_unlikely",
    "unlikely",
    "roughly_even_chance",
    "likely",
    "very_likely",
    "almost_certain",
]
Confidence = Literal["low", "moderate"]
Horizon = Literal["immediate", "short_term", "medium_term", "long_term"]


class Actor(BaseModel):
    name: str = Field(
        description="Fullest form of the name in the article, copied exactly, without "
        "title or possessive. For an unnamed one, the article's own description of it."
    )
    aliases: list[Verbatim] = Field(
        description="Other forms the article uses for the same actor, copied exactly: "
        "surname, acronym, a capital or seat of government that stands for the state, "
        "a fixed description, a loaded name. No pronouns."
    )
    kind: ActorKind = Field(
        description="state: a country or its government acting as one. organization: "
        "ministry, army, party, company, news outlet, international body, study team. "
        "group: a collective or unnamed set (officials, analysts, troops)."
    )
    country: str | None = Field(
        description="ISO 3166-1 alpha-3 code of the state that it is or belongs to "
        "(general knowledge is allowed here only); null if none or unclear."
    )
    role: str | None = Field(
        description="Office, title or function as the article gives it; null if it "
        "gives none."
    )
    named: bool = Field(description="false for an unnamed person or collective.")


class Attribution(BaseModel):
    cue: Verbatim | None = Field(
        description="The reporting words, copied exactly ('said', 'according to', "
        "'denied'), from an earlier sentence if the speech runs on; null if there are "
        "none, as for a speaker label or a quotation that stands alone."
    )
    via: list[Annotated[int, Ref["actors"]]] = Field(
        description="Numbers of the actors that pass it on, outermost first: agency A, "
        "citing agency B, said: by B, via [A]; she told newspaper C: via [C]. It holds "
        "for the sentences after it while the same report runs on. Never the outlet of "
        "the whole article. Mostly empty."
    )


class Nuance(BaseModel):
    certainty: Certainty = Field(
        description="How firmly the asserter commits to it, by the wording of this "
        "passage: probable ('likely', 'expected'), possible ('may', 'could'), "
        "unspecified when asked or left open. 'Reports have revealed' is certain."
    )
    negated: bool = Field(
        description="true when the statement, as you wrote it, says that something is "
        "not so, did not happen, will not or should not. 'Unlikely' is a hedge."
    )
    hedges: list[Verbatim] = Field(
        description="Words of the passage that weaken the asserter's commitment to the "
        "whole point, copied exactly ('reportedly', 'could'). Not a condition on, or "
        "the size of, one part of it."
    )
    disputes: list[Annotated[int, Ref["claims"]]] = Field(
        description="Numbers of the claims in this list that this one denies, reverses "
        "or contradicts."
    )


class Claim(BaseModel):
    evidence: list[Evidence] = Field(
        min_length=1,
        description="Where the article says it: usually one item, more when the words "
        "are split over places. If the reporting verb itself carries the point "
        "('rejects the plan'), the quote begins with the verb. Of a sentence that "
        "names who says it, the part that is said.",
    )
    statement: str | None = Field(
        description="One self-contained sentence, as short as that allows and at most "
        "300 characters: names instead of pronouns, no 'X said', nothing that the "
        "evidence does not say, as firm as the evidence and no firmer. null, always, "
        "when the words of the one evidence item already are such a sentence in the "
        "language of the briefing: the reporter's own sentences mostly are, and are "
        "not written again."
    )
    kind: ClaimKind = Field(
        description="fact: event, state, or finding. intent: plan, promise, threat, "
        "order, demand, recommendation, standing rule. judgment: opinion, evaluation, "
        "accusation of motive. prediction: what will happen, also by a model's or "
        "study's result. consequence: what something may lead to, what it signifies, "
        "which concern it raises."
    )
    by: list[Annotated[int, Ref["actors", 0]]] = Field(
        description="Numbers of the actors who put it forward (several when jointly). "
        "Empty: the reporter's own voice, which also tells what simply happened, such "
        "as a concern that was raised. [0]: said, believed or expected by nobody named "
        "('reportedly', 'it is believed', 'is expected to')."
    )
    attribution: Attribution | None = Field(description="null when by is empty.")
    nuance: Nuance | None = Field(
        description="null for a plain claim: certain, not negated, no hedge, disputing "
        "nothing."
    )
    about: list[Annotated[int, Ref["actors"]]] = Field(
        description="Numbers of the actors that the claim is about, other than who "
        "asserts it."
    )
    when: Verbatim | None = Field(
        description="When the thing claimed happens (not when it was said), one "
        "stretch copied exactly; null if not said."
    )


class Inference(BaseModel):
    statement: str = Field(
        description="A consequence that the article does not state, as one "
        "self-contained sentence without any word of likelihood or confidence."
    )
    rests_on: list[Annotated[int, Ref["claims"]]] = Field(
        min_length=1, description="Numbers of the claims that it follows from."
    )
    likelihood: Likelihood = Field(description="ICD 203 scale.")
    confidence: Confidence = Field(
        description="How good the basis is; one article is never more than moderate."
    )
    assumption: str = Field(description="What must hold for it to follow.")
    affected: list[Annotated[int, Ref["actors"]]] = Field(
        description="Numbers of the actors it would touch."
    )
    horizon: Horizon = Field(
        description="immediate: within two weeks. short_term: six months. "
        "medium_term: two years. long_term: later."
    )


class Answer(BaseModel):
    actors: list[Actor] = Field(
        description="Numbered 1, 2, 3 ... by their place in this list."
    )
    claims: list[Claim] = Field(
        description="In the order of their first evidence in the article. Numbered "
        "1, 2, 3 ... by their place in this list."
    )
    inferences: list[Inference] = Field(
        description="At most four; empty when the claims carry none."
    )
    headline: str = Field(
        description="The main message in one neutral sentence of at most 25 words."
    )
    gaps: list[str] = Field(
        description="One or two things a careful reader would ask first that the "
        "article does not answer."
    )
