"""Whole answers: which can be used, what is asked again, what rules do."""

import json
from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field, field_validator

from extractor.records.article import Article
from extractor.records.markers import Evidence, Ref, Verbatim
from extractor.records.problems import Fault, Level, Rule
from extractor.review import Reviewer, Unusable
from tests.articles import article_of
from tests.toys import Notes, Person, conclusion, note, notes_of, recipe_of

TALK = article_of("Ann says it holds.", "Ben says no.", "Cem says nothing. Cem left.")
PEOPLE = [{"name": "Ann"}, {"name": "Ben"}, {"name": "Cem"}]


def reviewer(
    *rules: Rule[Any], answer: type[BaseModel] = Notes, softened: str = ""
) -> Reviewer[Any]:
    recipe = recipe_of(answer, rules=rules)
    return Reviewer(recipe=recipe, article=TALK, softened=frozenset(softened.split()))


def rule(code: str, level: Level, *, on: str = "") -> Rule[Any]:
    """Return a rule that is broken by notes about a person with this id."""

    def check(value: Any, article: Article) -> Iterator[Fault]:
        del article
        for n, one in enumerate(value.notes):
            if on in one["about"]:
                yield Fault(("notes", n, "about"), f"{on} again")

    return Rule(code, level, "Nobody is named.", check)


def says_it_twice(value: Any, article: Article) -> Iterator[Fault]:
    """Yield each note about the same people as an earlier one."""
    del article
    for n, later in enumerate(value.notes):
        for m, earlier in enumerate(value.notes[:n]):
            if earlier["about"] == later["about"]:
                yield Fault(("notes", n), "twice", instead=("notes", m))
                break


TWICE = Rule("twice", "drop", "Nothing is said twice.", says_it_twice)


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
    with pytest.raises(ValueError, match="usable answer"):
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


def test_a_hard_rule_is_asked_again_and_then_costs_its_item():
    hard = reviewer(rule("nobody", "hard", on="p2"))
    review = hard.review(
        notes_of(people=PEOPLE, notes=[note(1), note(2, about=[1, 2])])
    )

    assert [(p.code, p.where) for p in review.problems] == [
        ("nobody", ("notes", 1, "about"))
    ]
    end = hard.conclude(review)
    assert [n["proof"][0]["sentence"] for n in end.value.notes] == [1]
    assert [(d.where, d.reason) for d in end.dropped] == [("/notes/1", "nobody")]


def test_problems_stand_where_the_answer_has_them_whatever_was_left_out():
    hard = reviewer(rule("nobody", "hard", on="p1"))
    notes = [note("x"), note(9), note(2, about=[3])]

    review = hard.review(notes_of(people=[{"name": 5}, 7, PEOPLE[0]], notes=notes))

    places = {problem.code: problem.where for problem in review.problems}
    assert places["V3"] == ("notes", 1, "proof", 0)
    assert places["nobody"] == ("notes", 2, "about")


@pytest.mark.parametrize("level", ["warning", "info"])
def test_a_soft_rule_is_a_finding_at_once(level):
    soft = reviewer(rule("nobody", level, on="p2"))

    review = soft.review(notes_of(people=PEOPLE, notes=[note(2, about=[2])]))

    assert review.conclusion is not None
    (finding,) = review.conclusion.findings
    assert (finding.severity, finding.where) == (level, "/briefing/notes/0/about")


def test_a_softened_rule_is_a_warning_and_drops_nothing():
    soft = reviewer(rule("nobody", "hard", on="p2"), softened="nobody")

    review = soft.review(notes_of(people=PEOPLE, notes=[note(2, about=[2])]))

    assert review.conclusion is not None
    assert [f.severity for f in review.conclusion.findings] == ["warning"]
    assert len(review.conclusion.value.notes) == 1


def test_a_hard_rule_outside_any_item_ends_as_an_error_in_the_file():
    empty: Rule[Any] = Rule(
        "some", "hard", "Some.", lambda value, _: iter([Fault(("notes",), "none")])
    )
    review = reviewer(empty).review(notes_of())

    end = reviewer(empty).conclude(review)

    assert [(p.code, p.where) for p in review.problems] == [("some", ("notes",))]
    assert [(f.code, f.severity, f.where) for f in end.findings] == [
        ("some", "error", "/briefing/notes")
    ]


def test_a_rule_about_the_article_points_into_it():
    aside = Fault(("article", "sentences", 0), "odd")
    odd: Rule[Any] = Rule("odd", "info", "Plain.", lambda value, _: iter([aside]))

    review = reviewer(odd).review(notes_of())

    assert review.conclusion is not None
    assert review.conclusion.findings[0].where == "/article/sentences/0"


def test_what_is_said_twice_is_dropped_unasked_and_references_move_to_the_first():
    notes = [note(1, about=[1]), note(2, about=[1]), note(3, about=[2], answers=[2])]
    answer = notes_of(people=PEOPLE, notes=notes, conclusions=[conclusion(1, 2)])

    review = reviewer(TWICE).review(answer)

    assert not review.problems
    assert review.conclusion is not None
    end = review.conclusion
    assert [(d.where, d.reason) for d in end.dropped] == [("/notes/1", "twice")]
    assert end.value.notes[1]["answers"] == ["n1"]
    assert end.value.conclusions[0]["rests_on"] == ["n1"]
    assert not end.findings


def test_the_second_telling_stays_when_the_first_fails():
    notes = [note(9, about=[1]), note(2, about=[1])]
    answer = notes_of(people=PEOPLE, notes=notes, conclusions=[conclusion(1, 2)])

    end = reviewer(TWICE).conclude(reviewer(TWICE).review(answer))

    assert [n["proof"][0]["sentence"] for n in end.value.notes] == [2]
    assert end.value.conclusions[0]["rests_on"] == ["n1"]


def test_the_second_telling_stays_when_a_rule_costs_the_first():
    hard = Rule("first", "hard", "Not from Ann.", _not_from_ann)
    notes = [note(1, about=[1], by=[1]), note(2, about=[1], by=[2])]
    both = reviewer(TWICE, hard)

    end = both.conclude(both.review(notes_of(people=PEOPLE, notes=notes)))

    assert [n["proof"][0]["sentence"] for n in end.value.notes] == [2]
    assert [d.reason for d in end.dropped] == ["first"]


def _not_from_ann(value: Any, article: Article) -> Iterator[Fault]:
    del article
    for n, one in enumerate(value.notes):
        if "p1" in one["by"]:
            yield Fault(("notes", n), "from Ann")


def test_three_tellings_leave_the_first_and_every_reference_on_it():
    notes = [
        note(n, about=[1], answers=[k for k in (1, 2, 3) if k != n]) for n in (1, 2, 3)
    ]
    answer = notes_of(
        people=PEOPLE, notes=notes, conclusions=[conclusion(1, 3), conclusion(1, 2)]
    )

    end = reviewer(TWICE).conclude(reviewer(TWICE).review(answer))

    assert len(end.value.notes) == 1
    assert [c["rests_on"] for c in end.value.conclusions] == [["n1"], ["n1"]]


@given(st.lists(st.lists(st.integers(1, 3), max_size=2), max_size=7))
def test_conclusions_come_to_an_end_whatever_is_dropped(abouts):
    notes = [note(1 + n % 3, about=about) for n, about in enumerate(abouts)]
    strict = reviewer(TWICE, rule("a", "hard", on="p1"), rule("b", "hard", on="p2"))

    end = strict.conclude(strict.review(notes_of(people=PEOPLE, notes=notes)))

    assert all(set(n["about"]) <= {"p3"} for n in end.value.notes)
    assert len(end.value.notes) <= 2
