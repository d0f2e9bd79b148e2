"""Marked values are met wherever a model keeps them."""

from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field
from typing_extensions import TypeAliasType

from extractor.grounding.walking import slots, walk
from extractor.records.markers import Evidence, Ref, RefMarker, Verbatim, VerbatimMarker

Words = TypeAliasType("Words", Verbatim | None)
Cue = Annotated[Verbatim, Field(description="Reporting words.")]


class Inner(BaseModel):
    words: Verbatim
    proof: Evidence | None


class Quoted(BaseModel):
    form: Literal["quoted"]
    proof: Evidence


class Told(BaseModel):
    form: Literal["told"]
    words: Verbatim


class Outer(BaseModel):
    plain: str
    cue: Cue | None
    alias: Words
    inner: Inner
    maybe: Inner | None
    deep: list[list[Verbatim]]
    either: list[Annotated[Quoted | Told, Field(discriminator="form")]]
    by: list[Annotated[int, Ref["either"]]] = Field(min_length=1)
    lead: Annotated[int, Ref["either", 0]]


X = Ref.__class_getitem__("x")
PROOF = {"sentence": 1, "quote": None}
OUTER = Outer.model_validate(
    {
        "plain": "unmarked",
        "cue": "said",
        "alias": "words",
        "inner": {"words": "inner", "proof": PROOF},
        "maybe": None,
        "deep": [["one"], []],
        "either": [
            {"form": "quoted", "proof": PROOF},
            {"form": "told", "words": "told"},
        ],
        "by": [1, 2],
        "lead": 0,
    }
)


def test_every_marked_value_is_met_once_in_order():
    met = [node.where for node in walk(OUTER) if not isinstance(node.value, list)]

    assert met == [
        ("cue",),
        ("alias",),
        ("inner", "words"),
        ("inner", "proof"),
        ("deep", 0, 0),
        ("either", 0, "proof"),
        ("either", 1, "words"),
        ("by", 0),
        ("by", 1),
        ("lead",),
    ]


def test_every_list_is_met_before_its_entries():
    met = [node.where for node in walk(OUTER) if isinstance(node.value, list)]

    assert met == [("deep",), ("deep", 0), ("deep", 1), ("either",), ("by",)]


@pytest.mark.parametrize(
    ("name", "marker", "nullable", "least"),
    [
        ("plain", None, False, 0),
        ("cue", VerbatimMarker(), True, 0),
        ("alias", VerbatimMarker(), True, 0),
        ("deep", VerbatimMarker(), False, 0),
        ("by", RefMarker("either"), False, 1),
        ("lead", RefMarker("either", nobody=True), False, 0),
    ],
)
def test_a_slot_says_what_the_annotation_says(name, marker, nullable, least):
    slot = dict(slots(Outer))[name]

    assert (slot.marker, slot.nullable, slot.least) == (marker, nullable, least)


@pytest.mark.parametrize(
    "annotation",
    [
        X,
        Annotated[int, X],
        Annotated[int, X] | None,
        Annotated[int, X, Field(description="One.")],
        list[Annotated[int, X]],
        Annotated[list[Annotated[int, X]], Field(min_length=1)],
    ],
)
def test_a_reference_is_met_however_it_is_written(annotation):
    model = type("Model", (BaseModel,), {"__annotations__": {"field": annotation}})

    assert dict(slots(model))["field"].marker == RefMarker("x")
