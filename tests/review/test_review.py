"""Whole answers: which can be used, and what is said of the others."""

import json
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field, field_validator

from extractor.records.markers import Evidence, Ref, Verbatim
from extractor.records.problems import Fault, Rule
from extractor.review import Unusable
from tests.review.reviewing import PEOPLE, reviewer
from tests.toys import Notes, Person, note, notes_of


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "the answer is not JSON"),
        ('{"people": [', "the answer is not JSON"),
        ("Here is the answer: {}", "the answer is not JSON"),
        (b"\xff\xfe\x00", "the answer is not JSON: it cannot be decoded"),
        ("[" * 100_000, "the answer is not JSON: it cannot be decoded"),
        ("[]", "expected a JSON object, found list"),
        ("null", "expected a JSON object, found NoneType"),
        ('"text"', "expected a JSON object, found str"),
        ("{}", "people is missing"),
        ('{"people": 3, "notes": [], "conclusions": []}', "expected a list, found 3"),
    ],
)
def test_what_is_no_answer_is_not_used_and_says_why(given, told):
    review = reviewer().review(given)

    assert not review.usable
    assert {p.code for p in review.problems} == {"shape"}
    assert any(told in problem.message for problem in review.problems)


def test_the_place_where_json_broke_off_is_shown():
    review = reviewer().review('{"people": [{"name": "Ann"}')

    assert '\'{"people": [{"name": "Ann"}\'' in review.problems[0].message


def test_a_review_without_an_answer_concludes_nothing():
    with pytest.raises(Unusable, match="people is missing"):
        reviewer().conclude(reviewer().review("{}"))


def test_text_bytes_and_parsed_json_are_reviewed_alike():
    answer = notes_of(people=PEOPLE, notes=[note(1, by=[1])])
    text = json.dumps(answer)

    reviews = [reviewer().review(given) for given in (answer, text, text.encode())]

    assert reviews[0] == reviews[1] == reviews[2]


def test_halves_of_surrogate_pairs_never_reach_a_file():
    text = json.dumps(
        notes_of(people=[{"name": "Ann \ud800"}, {"name": 5, "x": "\udc00"}])
    )

    end = reviewer().conclude(reviewer().review(text))

    assert [item.item["name"] for item in end.dropped] == ["Ann \ufffd", 5]
    assert "\ufffd" in end.dropped[1].model_dump_json()


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from([*Notes.model_fields, "proof", "by", "name", "words"])
                | st.text(max_size=3),
                inner,
            )
        ),
    )
)
def test_junk_of_any_shape_is_reviewed_without_a_crash(junk):
    review = reviewer().review(junk)

    if review.usable:
        reviewer().conclude(review)
    else:
        assert review.problems


class WithLead(BaseModel):
    people: list[Person]
    lead: Evidence


class WithWord(BaseModel):
    word: Verbatim


class WithHead(BaseModel):
    people: list[Person]
    head: Annotated[int, Ref["people"]]


class WithLeast(BaseModel):
    proofs: list[Evidence] = Field(min_length=1)


@pytest.mark.parametrize(
    ("model", "answer", "code"),
    [
        (WithLead, {"people": [], "lead": {"sentence": 1, "quote": "it fell"}}, "V3"),
        (WithWord, {"word": "fell"}, "V5"),
        (WithHead, {"people": PEOPLE, "head": 4}, "V2"),
        (WithHead, {"people": [{"name": 5}], "head": 1}, "shape"),
        (WithLeast, {"proofs": [{"sentence": 9, "quote": None}]}, "V3"),
    ],
)
def test_what_fails_outside_any_item_costs_the_answer(model, answer, code):
    review = reviewer(answer=model).review(answer)

    assert not review.usable
    assert code in {problem.code for problem in review.problems}


def test_what_rules_leave_too_short_is_unusable():
    class Few(BaseModel):
        notes: list[Person] = Field(min_length=1)

    hard: Rule[Any] = Rule(
        "none", "hard", "None.", lambda value, _: iter([Fault(("notes", 0), "x")])
    )
    few = reviewer(hard, answer=Few)

    with pytest.raises(Unusable):
        few.conclude(few.review({"notes": [{"name": "Ann"}]}))


def test_a_nested_list_left_too_short_costs_the_item_around_it():
    class Maybe(BaseModel):
        proofs: Annotated[list[Evidence], Field(min_length=1)] | None

    class Several(BaseModel):
        items: list[Maybe]

    lame = {"proofs": [{"sentence": 9, "quote": None}]}
    several = reviewer(answer=Several)

    end = several.conclude(several.review({"items": [lame, {"proofs": None}]}))

    assert end.value.items == [{"proofs": None}]
    assert ("/items/0", "rests_on_dropped") in {
        (d.where, d.reason) for d in end.dropped
    }


def test_a_validator_of_the_schema_speaks_for_itself():
    class Loud(BaseModel):
        word: str

        @field_validator("word")
        @classmethod
        def is_loud(cls, word: str) -> str:
            if not word.isupper():
                message = "expected capitals"
                raise ValueError(message)
            return word

    class Louds(BaseModel):
        words: list[Loud]

    review = reviewer(answer=Louds).review({"words": [{"word": "hush"}]})

    assert review.problems[0].message == 'expected capitals, found "hush"'
