"""Each thing that may be wrong with a recipe, in words that say what to do."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import GenericAlias, ModuleType
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field, RootModel
from typing_extensions import TypeAliasType, TypedDict

from extractor.recipes.checking import faults_of
from extractor.records.markers import (
    Evidence,
    Mention,
    Ref,
    RefMarker,
    Span,
    Verbatim,
    VerbatimMarker,
)
from extractor.records.problems import Publication
from tests.toys import USER, Notes


def module(**names: Any) -> ModuleType:
    """Return a schema module that holds these names, and a good Answer."""
    made = ModuleType("toy")
    vars(made).update({"Answer": Notes, **names})
    return made


def faults(*, system: str = "Go.", user: str = USER, **names: Any) -> tuple[str, ...]:
    return faults_of(module(**names), system=system, user=user)


def answer_faults(annotation: Any) -> tuple[str, ...]:
    """Return what is wrong with an Answer of people and one more field."""

    class Person(BaseModel):
        name: str

    annotations = {"people": list[Person], "field": annotation}
    return faults(Answer=type("Answer", (BaseModel,), {"__annotations__": annotations}))


def test_a_recipe_that_fits_has_no_fault():
    assert faults() == ()


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        ("", "system.md: expected instructions, found an empty file"),
        (" \n", "system.md: expected instructions, found an empty file"),
        (
            "About $title.",
            "system.md: $title belongs in user.md; system.md is the same each time",
        ),
    ],
)
def test_instructions_are_there_and_the_same_each_time(system, expected):
    assert faults(system=system) == (expected,)


def test_a_dollar_in_the_instructions_is_a_dollar():
    assert faults(system="It costs $5, or $money.") == ()


INSIDE = "$sentences must stand between <$marker> and </$marker>"


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        (
            f"{USER} 5$ ",
            "user.md: a $ that starts no placeholder; write $$ for a dollar",
        ),
        (
            f"{USER} $body",
            "user.md: $body is unknown; the placeholders are $answer_language, ",
        ),
        ("<$marker></$marker>", "user.md: $sentences is missing"),
        ("$sentences", "user.md: $marker is missing"),
        (f"{USER} $sentences", "user.md: $sentences stands 2 times; once is enough"),
        (
            "$marker $sentences $marker",
            "user.md: put the article between <$marker> and",
        ),
        ("$sentences <$marker></$marker>", f"user.md: {INSIDE}"),
        ("<$marker></$marker> $sentences", f"user.md: {INSIDE}"),
    ],
)
def test_the_frame_holds_the_article_once_between_its_delimiters(user, expected):
    assert any(fault.startswith(expected) for fault in faults(user=user))


def test_placeholders_may_be_written_in_braces():
    assert faults(user="<${marker}>\n${sentences}\n</${marker}>") == ()


def test_metadata_may_stand_anywhere_in_the_frame():
    assert faults(user=f"$title, $$5\n{USER}\n$published by $publisher") == ()


@pytest.mark.parametrize("answer", [None, "Answer", dict, int])
def test_an_answer_that_is_no_model_is_told_of(answer):
    assert faults(Answer=answer) == (
        "schema: expected a pydantic model named Answer, found none",
    )


def ref(target: str) -> Any:
    """Return the marker of a reference, outside an annotation."""
    return Ref.__class_getitem__(target)


People = Annotated[int, Ref["people"]]


class Tall(TypedDict):
    proof: Evidence


@dataclass
class Flat:
    proof: Evidence


class Rooted(RootModel[list[Evidence]]):
    pass


@pytest.mark.parametrize(
    ("annotation", "name"),
    [
        (tuple[Evidence, ...], "tuple"),
        (set[Verbatim], "set"),
        (frozenset[Verbatim], "frozenset"),
        (deque[Evidence], "deque"),
        (Iterable[Evidence], "Iterable"),
        (list[tuple[Evidence, ...]], "tuple"),
        (Flat, "Flat"),
        (Tall | None, "Tall"),
        (list[Rooted], "Rooted"),
        (TypeAliasType("Alias", tuple[Evidence, ...]), "tuple"),
    ],
)
def test_what_grounding_would_not_see_is_refused(annotation, name):
    expected = f"Answer.field: {name} cannot be checked item by item"

    assert any(expected in fault for fault in answer_faults(annotation))


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (dict[str, int], "schema: $.field: an open object"),
        (Any, "schema: $.field: a field without a type (Any); give it one"),
        (Annotated[int, ref("nobody")], "Ref['nobody'] names no list of Answer"),
        (Annotated[int, ref("field")], "Ref['field'] names no list of Answer"),
        (list[Annotated[int, ref("others")]], "Ref['others'] names no list of Answer"),
        (Annotated[int, VerbatimMarker()], "Verbatim belongs on a string"),
        (Annotated[str, Field(alias="other")], "an alias; give the field the name"),
        (list[list[People]], "Answer.field: Ref stands alone or in a list"),
        (list[People | None], "Answer.field: Ref stands alone or in a list"),
        (People | str, "Answer.field: Ref stands alone or in a list"),
        (People | list[People], "Answer.field: Ref stands alone or in a list"),
        (Annotated[str, ref("people")], "Answer.field: Ref stands alone or in a list"),
        (TypeAliasType("Alias", list[list[People]]), "Ref stands alone or in a list"),
        (Callable[[], None], "schema: Cannot generate a JsonSchema"),
    ],
)
def test_a_field_that_does_not_fit_is_named(annotation, expected):
    found = answer_faults(annotation)

    assert len(found) == 1
    assert expected in found[0]


@pytest.mark.parametrize(
    "annotation",
    [
        People,
        People | None,
        list[People],
        list[People] | None,
        list[Annotated[int, People]],
        Annotated[list[int], RefMarker("people")],
        TypeAliasType("Alias", list[People] | None),
    ],
)
def test_a_reference_stands_alone_or_in_a_list(annotation):
    assert answer_faults(annotation) == ()


class Numbered(BaseModel):
    id: str


class Other(BaseModel):
    name: str


@pytest.mark.parametrize(
    "item", [str, Verbatim, Other | None, list[Other], Other | str]
)
def test_what_is_referred_to_is_a_model(item):
    topics = {"topics": GenericAlias(list, (item,))}
    body = {"__annotations__": topics | {"about": Annotated[int, ref("topics")]}}

    [fault] = faults(Answer=type("Answer", (BaseModel,), body))

    assert fault.startswith("schema: Answer.topics: Ref['topics'] names it, so its")


class Linked(BaseModel):
    items: list[Other | Numbered]
    about: Annotated[int, Ref["items"]]


def test_an_id_of_their_own_is_refused_of_items_that_get_one():
    [fault] = faults(Answer=Linked)

    assert fault.startswith("schema: Numbered.id: Ref['items'] names these items")
    assert fault.endswith("give the field another name")


def test_a_recipe_that_publishes_itself_may_have_ids():
    assert faults(Answer=Linked, Published=Other, publish=Publication) == ()


class Interval(BaseModel):
    start: str
    end: str | None


class Reading(BaseModel):
    sentence: str
    quote: str


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (Interval, "schema: Interval: start and end together are a place in the art"),
        (Reading, "schema: Reading: sentence and quote together are a place in the a"),
        (Mention, "schema: Mention: start and end together are a place in the art"),
    ],
)
def test_what_verifying_would_take_for_a_place_is_refused(place, told):
    [fault] = answer_faults(GenericAlias(list, (place,)))

    assert fault.startswith(told)
    assert fault.endswith("use Evidence, or give one another name")


def test_what_a_recipe_publishes_itself_holds_spans_not_evidence():
    class Raw(BaseModel):
        proof: list[Evidence]

    class Placed(BaseModel):
        proof: list[Span]
        mentions: list[Mention]

    [fault] = faults(Published=Raw, publish=Publication)

    assert fault.endswith("use Span or Mention, or give one another name")
    assert faults(Published=Placed, publish=Publication) == ()
    assert faults(Answer=Interval, Published=Placed, publish=Publication) == ()


@pytest.mark.parametrize(
    ("annotation", "default"),
    [
        (list[str], None),
        (int, "three"),
        (Annotated[list[str], Field(min_length=1)], []),
        (Other, Field(default_factory=lambda data: data["other"])),
    ],
)
def test_a_default_that_no_model_could_have_answered_is_refused(annotation, default):
    body = {"__annotations__": {"field": annotation}, "field": default}

    assert faults(Answer=type("Answer", (BaseModel,), body)) == (
        "schema: Answer.field: its default does not fit its type; leave it out, or "
        "give one that a model could have answered",
    )


def test_a_default_that_fits_is_none_of_our_business():
    class Optional(BaseModel):
        name: str | None = None
        other: Other = Other(name="Ann")
        others: list[Other] = Field(default_factory=list)

    assert faults(Answer=Optional) == ()


def test_faults_deep_inside_an_answer_are_named_by_their_model():
    class Deep(BaseModel):
        by: Annotated[int, Ref["nobody"]]

    class Middle(BaseModel):
        deep: list[Deep] | None

    assert answer_faults(list[Middle]) == (
        "schema: Deep.by: Ref['nobody'] names no list of Answer",
    )


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            {"Published": Other},
            "schema: Published and publish(answer, article) come tog",
        ),
        (
            {"publish": Publication},
            "schema: Published and publish(answer, article) come",
        ),
        (
            {"Published": 5, "publish": len},
            "schema: expected Published to be a pydantic",
        ),
        (
            {"Published": Other, "publish": 5},
            "schema: expected publish to be a function",
        ),
        ({"RULES": ("V1",)}, "schema: expected RULES to hold Rule, found str"),
    ],
)
def test_what_a_schema_exports_fits_together(names, expected):
    (fault,) = faults(**names)

    assert fault.startswith(expected)
