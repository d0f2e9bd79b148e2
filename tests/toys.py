"""Small recipes that know nothing of briefings."""

from typing import Annotated, Any

from pydantic import BaseModel, Field

from extractor.records.markers import Evidence, Ref, Verbatim
from extractor.records.outcome import Recipe
from extractor.records.problems import Rule
from extractor.rendering import strict_schema
from extractor.review.publishing import publish_plainly, published_model

USER = "<$marker>\n$sentences\n</$marker>"


class Person(BaseModel):
    name: Verbatim


class Note(BaseModel):
    proof: list[Evidence] = Field(min_length=1)
    by: list[Annotated[int, Ref["people", 0]]]
    about: list[Annotated[int, Ref["people"]]]
    answers: list[Annotated[int, Ref["notes"]]]
    cue: Verbatim | None


class Conclusion(BaseModel):
    words: str
    rests_on: list[Annotated[int, Ref["notes"]]] = Field(min_length=1)
    about: Annotated[int, Ref["people"]]


class Notes(BaseModel):
    people: list[Person]
    notes: list[Note]
    conclusions: list[Conclusion]


def recipe_of(
    answer: type[BaseModel], *, rules: tuple[Rule[Any], ...] = ()
) -> Recipe[Any]:
    """Return the recipe with one model for both sides."""
    return Recipe(
        name="toy",
        system="Take notes.",
        user=USER,
        answer=answer,
        strict_schema=strict_schema(answer),
        published=published_model(answer),
        publish=publish_plainly,
        rules=rules,
        prompt_sha256="1" * 64,
        schema_sha256="2" * 64,
        fingerprint="3" * 64,
    )


def note(sentence: Any, quote: str | None = None, **changes: Any) -> dict[str, Any]:
    """Return a note on one evidence item."""
    plain = {
        "proof": [{"sentence": sentence, "quote": quote}],
        "by": [],
        "about": [],
        "answers": [],
        "cue": None,
    }
    return plain | changes


def conclusion(about: int, *rests_on: int) -> dict[str, Any]:
    """Return a conclusion about a person that rests on notes."""
    return {"words": "So it is.", "rests_on": list(rests_on), "about": about}


def notes_of(**changes: Any) -> dict[str, Any]:
    """Return an answer that holds nothing but what is given."""
    empty: dict[str, Any] = {"people": [], "notes": [], "conclusions": []}
    return empty | changes
