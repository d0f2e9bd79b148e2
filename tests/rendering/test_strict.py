"""The schema as strict servers take it, or the place that none would take."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field

from extractor.rendering import NotStrictError, strict_schema


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int = Field(9, ge=1)


class Dog(BaseModel):
    kind: Literal["dog"]
    name: str | None = None


class Home(BaseModel):
    """A home."""

    pet: Annotated[
        Cat | Dog, Field(discriminator="kind", description="Who lives here.")
    ]
    others: list[Dog] = []
    best: Dog = Field(Dog(kind="dog"), description="The best one.")
    size: Literal["small", "large"] = "small"


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema inside a schema."""
    if isinstance(node, dict):
        yield node
        for inner in node.values():
            yield from objects(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from objects(inner)


def test_every_object_is_closed_and_requires_every_field():
    for node in objects(strict_schema(Home)):
        if node.get("type") == "object":
            assert node["required"] == list(node["properties"])
            assert node["additionalProperties"] is False


@pytest.mark.parametrize(
    "word",
    ["default", "oneOf", "allOf", "discriminator", "title", "examples", "$schema"],
)
def test_what_strict_servers_refuse_is_nowhere_said(word, briefing_recipe):
    for schema in (strict_schema(Home), briefing_recipe.strict_schema):
        assert all(
            word not in node or "type" in node.get(word, {}) for node in objects(schema)
        )


def test_a_reference_stands_alone():
    for node in objects(strict_schema(Home)):
        assert "$ref" not in node or len(node) == 1


def test_a_described_field_of_a_model_keeps_its_description_and_its_shape():
    best = strict_schema(Home)["properties"]["best"]

    assert best["description"] == "The best one."
    assert list(best["properties"]) == ["kind", "name"]
    assert best["required"] == ["kind", "name"]


def test_alternatives_stay_alternatives():
    pet = strict_schema(Home)["properties"]["pet"]

    assert pet["description"] == "Who lives here."
    assert pet["anyOf"] == [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}]


def test_the_same_model_gives_the_same_schema_and_its_own_copy():
    first, second = strict_schema(Home), strict_schema(Home)
    first["properties"].clear()

    assert second == strict_schema(Home)


class Openly(BaseModel, extra="allow"):
    name: str


REFUSED = [
    (dict[str, int], r"\$\.field: an open object"),
    (list[dict[str, Any]], r"\$\.field\[\]: an open object"),
    (tuple[int, str], r"\$\.field: prefixItems"),
    (Any, r"\$\.field: a field without a type"),
    (list[Any], r"\$\.field\[\]: a field without a type"),
    (list, r"\$\.field\[\]: a field without a type"),
    (int | Any, r"\$\.field"),
    (Openly, r"\$defs\.Openly: an open object"),
    (list[Openly] | None, r"\$defs\.Openly: an open object"),
]


@pytest.mark.parametrize(("annotation", "place"), REFUSED)
def test_what_cannot_be_strict_is_refused_with_its_place(annotation, place):
    model = type("Model", (BaseModel,), {"__annotations__": {"field": annotation}})

    with pytest.raises(NotStrictError, match=place):
        strict_schema(model)


def test_a_union_at_the_root_is_refused():
    class Loop(BaseModel):
        inner: list["Loop"]

    with pytest.raises(NotStrictError, match=r"^\$: expected an object"):
        strict_schema(Loop)
