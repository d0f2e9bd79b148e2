"""A schema in words: every field with its meaning, the same each time."""

from typing import Any

import pytest
from pydantic import BaseModel, Field

from extractor.rendering import describe_fields, strict_schema
from tests.rendering.golden import FIELDS, fields_text


class Part(BaseModel):
    words: list[str] = Field(description="The words.")


class Whole(BaseModel):
    part: Part | None = Field(description="A part.")
    parts: list[Part]
    count: int
    sure: bool | None


def test_the_fields_of_the_briefing_are_the_golden_ones():
    assert fields_text() == FIELDS.read_text(encoding="utf-8")


def test_fields_are_told_line_by_line_with_type_and_meaning():
    lines = describe_fields(strict_schema(Whole)).splitlines()[1:]

    assert lines == [
        "- part (object or null): A part.",
        "  - words (list of string): The words.",
        "- parts (list of object)",
        "  - words (list of string): The words.",
        "- count (integer)",
        "- sure (boolean or null)",
    ]


def named(node: Any) -> set[str]:
    """Return the names of all fields inside a schema."""
    if isinstance(node, list):
        return {name for inner in node for name in named(inner)}
    if not isinstance(node, dict):
        return set()
    inside = {name for inner in node.values() for name in named(inner)}
    return inside | set(node.get("properties", {}))


def meanings(node: Any) -> set[str]:
    """Return the descriptions of all fields inside a schema."""
    if isinstance(node, list):
        return {told for inner in node for told in meanings(inner)}
    if not isinstance(node, dict):
        return set()
    told = {
        f["description"]
        for f in node.get("properties", {}).values()
        if "description" in f
    }
    return told | {told for inner in node.values() for told in meanings(inner)}


def test_every_field_and_every_meaning_of_the_briefing_is_told(briefing_recipe):
    schema = dict(briefing_recipe.strict_schema)

    told = describe_fields(schema)

    assert named(schema)
    for name in named(schema):
        assert f"- {name} (" in told
    for meaning in meanings(schema):
        assert meaning in told


def test_every_value_of_an_enumeration_is_told(briefing_recipe):
    told = describe_fields(briefing_recipe.strict_schema)

    assert "(fact | intent | judgment | prediction | consequence)" in told
    assert "(low | moderate)" in told


class Cat(BaseModel):
    lives: int


class Dog(BaseModel):
    name: str


class Home(BaseModel):
    pet: Cat | Dog | None


def test_every_form_that_a_field_may_have_is_told():
    lines = describe_fields(strict_schema(Home)).splitlines()[1:]

    assert lines == [
        "- pet (object or object or null)",
        "  form 1:",
        "    - lives (integer)",
        "  form 2:",
        "    - name (string)",
    ]


class Loop(BaseModel):
    inner: "list[Loop]" = Field(description="Again.")


class Loops(BaseModel):
    loop: Loop


@pytest.mark.parametrize("model", [Loops])
def test_a_model_inside_itself_is_told_to_some_depth(model):
    assert describe_fields(strict_schema(model)).count("Again.") == 10
