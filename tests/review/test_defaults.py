"""Fields that an answer leaves out, of models with defaults."""

import copy
from typing import Annotated, Any

from pydantic import BaseModel, Field

from extractor.records.markers import Evidence, Ref, Verbatim
from extractor.review.parsing import parse
from tests.review.reviewing import reviewer


class Person(BaseModel):
    name: Verbatim
    role: str | None = None


class Note(BaseModel):
    proof: list[Evidence] = Field(default_factory=list)
    by: list[Annotated[int, Ref["people"]]] = Field(default_factory=list)


class Open(BaseModel):
    people: list[Person] = Field(default_factory=list)
    notes: list[Note] = Field(default_factory=list)
    main: Annotated[int, Ref["people"]] | None = None


def concluded(answer: Any) -> Any:
    end = reviewer(answer=Open)
    return end.conclude(end.review(answer))


def test_a_list_that_is_left_out_is_empty():
    [dropped] = concluded({"notes": [{"by": [1]}]}).findings

    assert "there is no number 1 in people, which has 0 items" in dropped.message


def test_what_is_left_out_is_published_as_its_default():
    value = concluded({"people": [{"name": "Ann"}], "notes": [{}]}).value.model_dump()

    assert value == {
        "people": [{"id": "p1", "name": "Ann", "role": None}],
        "notes": [{"proof": [], "by": []}],
        "main": None,
    }


def test_defaults_are_filled_in_where_they_were_left_out():
    wrong = {"name": 5}
    given = {"people": [wrong, {"name": "Ann"}, {"name": "Ben", "role": "x"}]}
    before = copy.deepcopy(given)

    parsed = parse(given, Open)

    assert parsed.data == {
        "people": [wrong, {"name": "Ann", "role": None}, {"name": "Ben", "role": "x"}],
        "notes": [],
        "main": None,
    }
    assert [problem.where for problem in parsed.problems] == [("people", 0, "name")]
    assert given == before


def test_an_answer_that_says_everything_is_kept_as_it_is():
    given: dict[str, Any] = {"people": [], "notes": [], "main": None}

    assert parse(given, Open).data is given
