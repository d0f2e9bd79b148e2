"""What the call benchmarks ask: an article of 4,000 characters, twenty claims back."""

import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Evidence(BaseModel):
    """Words of the article."""

    model_config = ConfigDict(extra="forbid")

    sentence: int = Field(description="Number of the sentence.")
    quote: str | None = Field(description="The words, or null for all of it.")


class Claim(BaseModel):
    """Who says what."""

    model_config = ConfigDict(extra="forbid")

    evidence: list[Evidence] = Field(description="Where the article says it.")
    statement: str = Field(description="One self-contained sentence.")
    kind: Literal["fact", "intent", "judgment", "prediction", "consequence"]
    certainty: Literal["certain", "probable", "possible", "unspecified"]
    asserted_by: list[int] = Field(description="Places in the list of actors.")
    cue: str | None = Field(description="The reporting word.")


class Actor(BaseModel):
    """Who is named."""

    model_config = ConfigDict(extra="forbid")

    name: str
    aliases: list[str]
    kind: Literal["person", "state", "organization", "group", "other"]


class Answer(BaseModel):
    """All of it."""

    model_config = ConfigDict(extra="forbid")

    actors: list[Actor]
    claims: list[Claim]
    headline: str
    gaps: list[str]


SENTENCE = "The minister of transport said on Tuesday that the new line would open."
SYSTEM = "Read the numbered sentences and list actors and claims. " * 60
ARTICLE = "\n".join(f"[{n}] {SENTENCE}" for n in range(1, 54))
SCHEMA: dict[str, Any] = Answer.model_json_schema()
RESPONSE_FORMAT: dict[str, Any] = {
    "type": "json_schema",
    "json_schema": {"name": "answer", "strict": True, "schema": SCHEMA},
}


def _claim(n: int) -> Claim:
    return Claim(
        evidence=[Evidence(sentence=n, quote="the new line would open")],
        statement=f"The new line of transport number {n} opens as the minister plans.",
        kind="prediction",
        certainty="certain",
        asserted_by=[1],
        cue="said",
    )


ANSWER = Answer(
    actors=[
        Actor(name=f"Actor {n}", aliases=["the actor"], kind="person") for n in range(8)
    ],
    claims=[_claim(n) for n in range(1, 21)],
    headline="A new line opens, says the minister.",
    gaps=["What it costs."],
).model_dump_json()
LENGTHS = json.dumps({"article": len(ARTICLE), "answer": len(ANSWER)})
