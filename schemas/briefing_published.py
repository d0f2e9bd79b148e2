"""The briefing: who is in the article, who says what on which words, what follows."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from extractor.records import Mention, Span

from .briefing_answer import (
    ActorKind,
    Certainty,
    ClaimKind,
    Confidence,
    Horizon,
    Likelihood,
)
from .briefing_when import WHEN

Voice = Literal["actor", "article", "unattributed"]
QuoteType = Literal["direct", "mixed", "indirect", "none"]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Actor(Frozen):
    """Someone or something that says, does or suffers something that matters."""

    id: str = Field(description="a1, a2 ... by first mention.")
    name: str = Field(description="Fullest form in the article, or its description.")
    aliases: tuple[str, ...] = Field(description="Other forms, as they stand there.")
    kind: ActorKind
    country: str | None = Field(description="ISO 3166-1 alpha-3 code.")
    role: str | None = Field(description="Office or function as the article gives it.")
    named: bool = Field(description="false for an unnamed person or collective.")
    mentions: tuple[Mention, ...] = Field(
        description="Every place of the name or an alias: longest match first, not "
        "overlapping, in whole words where the script has them."
    )


class Claim(Frozen):
    """One point that somebody puts forward, with the words that carry it."""

    id: str = Field(description="c1, c2 ... by first evidence.")
    evidence: tuple[Span, ...] = Field(description="At least one.", min_length=1)
    statement: str = Field(description="The point as one self-contained sentence.")
    voice: Voice = Field(
        description="actor: asserted_by says so. article: the reporter does. "
        "unattributed: said to be said, by nobody named."
    )
    asserted_by: tuple[str, ...] = Field(
        description="Actor ids, several when jointly; empty unless voice is actor."
    )
    via: tuple[str, ...] = Field(description="Ids of relays, outermost first.")
    cue: str | None = Field(description="The reporting words.")
    kind: ClaimKind
    certainty: Certainty = Field(description="How firmly the asserter commits to it.")
    polarity: Literal["positive", "negative"]
    hedges: tuple[str, ...] = Field(description="Words that weaken the commitment.")
    disputes: tuple[str, ...] = Field(description="Ids of claims that it contradicts.")
    about: tuple[str, ...] = Field(description="Ids of the actors that it is about.")
    when_text: str | None = Field(
        description="When it happens, in the article's words."
    )
    when: str | None = Field(
        default=None,
        pattern=WHEN,
        description="When it happens, settled by code from when_text and the article's "
        "date: a day, week, month or year in ISO 8601 (2025-10-28, 2025-W44, 2025-10, "
        "2025); null when it cannot be.",
    )
    quote_type: QuoteType = Field(
        description="Share of evidence inside quote marks: over 90 % direct, over 0 "
        "mixed, 0 indirect; none when voice is article."
    )


class StatedImplication(Frozen):
    """A consequence that the article states: one for each claim of that kind."""

    id: str = Field(description="i1, i2 ...: stated ones first.")
    basis: Literal["stated"]
    statement: str = Field(description="That of the claim.")
    claim: str = Field(description="Id of the claim.")


class InferredImplication(Frozen):
    """A consequence that the article does not state."""

    id: str = Field(description="i1, i2 ...: after the stated ones.")
    basis: Literal["inferred"]
    statement: str
    rests_on: tuple[str, ...] = Field(description="Claim ids.", min_length=1)
    likelihood: Likelihood = Field(description="ICD 203 scale.")
    confidence: Confidence = Field(description="How good the basis is.")
    assumption: str = Field(description="What must hold for it to follow.")
    affected: tuple[str, ...] = Field(description="Actor ids.")
    horizon: Horizon


Implication = Annotated[
    StatedImplication | InferredImplication, Field(discriminator="basis")
]


class Briefing(Frozen):
    """What one article says, checkable line by line."""

    headline: str = Field(description="The main message in one neutral sentence.")
    gaps: tuple[str, ...] = Field(description="What a reader would ask in vain.")
    actors: tuple[Actor, ...]
    claims: tuple[Claim, ...]
    implications: tuple[Implication, ...]
