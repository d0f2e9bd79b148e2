"""What becomes of marked values that the article, or the answer, does not hold."""

from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field

from extractor.grounding import Grounding, ground
from extractor.grounding.walking import walk
from extractor.records.markers import Evidence, Ref, Verbatim
from tests.articles import article_of

TOWN = article_of(
    "“No,” said the mayor of the mayor's “plan”.",
    "The Mayor resigned; no 'plan' is left.",
)


class Item(BaseModel):
    proof: Evidence | None = None
    forms: list[Verbatim] = []
    cue: Verbatim | None = None
    name: Verbatim = "mayor"
    by: list[Annotated[int, Ref["people", 0]]] = []
    about: list[Annotated[int, Ref["people"]]] = []
    rests_on: list[Annotated[int, Ref["people"]]] = Field([], min_length=1)
    lead: Annotated[int, Ref["people"]] = 1


def grounded(**fields: Any) -> Grounding:
    """Return what becomes of an item beside three people."""
    item = Item.model_construct(**fields)
    counts = {"people": 3}
    return ground(walk(item), TOWN, counts=counts)


def codes(result: Grounding) -> tuple[list[str], list[str]]:
    """Return the codes of the problems and of the notes."""
    return [p.code for p in result.problems], [n.code for n in result.notes]


def test_words_are_replaced_by_the_articles_own():
    result = grounded(cue="mayor’s 'plan'", forms=["the mayor"])

    assert result.replaced["cue",] == "mayor's “plan”"
    assert codes(result) == ([], [])


def test_words_that_stand_as_they_were_given_stay():
    result = grounded(cue="'plan'", forms=["“plan”"])

    assert result == Grounding()


def test_a_list_loses_the_words_that_the_article_does_not_hold():
    result = grounded(forms=["plan", "scheme"])

    assert result.removed == {("forms", 1)}
    assert codes(result) == ([], ["V5"])
    assert result.notes[0].message == "'scheme' does not occur in the article: removed"


def test_words_that_may_be_null_become_null():
    result = grounded(cue="shouted")

    assert result.replaced["cue",] is None
    assert codes(result) == ([], ["V5"])


def test_words_that_may_not_be_null_are_asked_for_again():
    result = grounded(name="governor")

    assert ("name",) not in result.replaced
    assert codes(result) == (["V5"], [])
    assert "'governor' does not occur in the article" in result.problems[0].message


def test_evidence_that_is_refused_is_a_problem_at_its_place():
    result = grounded(proof=Evidence(sentence=1, quote="the plan worked"))

    assert [(p.code, p.where) for p in result.problems] == [("V3", ("proof",))]


def test_corrected_evidence_is_replaced_with_a_finding():
    result = grounded(proof=Evidence(sentence=1, quote='no "plan" is left'))

    assert result.replaced["proof",] == {"sentence": 2, "quote": "no 'plan' is left"}
    assert codes(result) == ([], ["sentence_corrected"])


@pytest.mark.parametrize("lead", [0, 4, -1])
def test_a_single_reference_to_nothing_is_a_problem(lead):
    result = grounded(lead=lead)

    assert [(p.code, p.where) for p in result.problems] == [("V2", ("lead",))]
    assert "no number" in result.problems[0].message


@pytest.mark.parametrize(
    ("about", "gone"),
    [([1, 4], {1}), ([0, 1], {0}), ([9, 8], {0, 1}), ([2, 2], {1}), ([1, 2, 3], set())],
)
def test_a_list_of_references_loses_those_to_nothing_and_doubles(about, gone):
    result = grounded(about=about)

    assert result.removed == {("about", place) for place in gone}
    assert codes(result) == ([], ["V2"] * len(gone))


@pytest.mark.parametrize(
    ("by", "gone"), [([0], set()), ([], set()), ([0, 2], {0}), ([2, 7], {1})]
)
def test_zero_stands_alone_for_nobody(by, gone):
    result = grounded(by=by)

    assert result.removed == {("by", place) for place in gone}
    assert not result.problems


@pytest.mark.parametrize("by", [[4], [9, 8], [0, 7]])
def test_a_list_in_which_none_has_a_meaning_may_not_become_empty(by):
    result = grounded(by=by)

    assert [(p.code, p.where) for p in result.problems] == [("V2", ("by",))]
    assert not result.removed


def test_a_list_that_must_hold_something_may_not_become_empty():
    result = grounded(rests_on=[7])

    assert [(p.code, p.where) for p in result.problems] == [("V2", ("rests_on",))]
