"""Items go one by one; what stays names what it named before."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.records.outcome import Conclusion, Review
from extractor.review import Reviewer
from tests.articles import article_of
from tests.toys import Notes, conclusion, note, notes_of, recipe_of

TALK = article_of(
    "Ann says the bridge holds.",
    "Ben says it does not.",
    "Cem says nothing.",
    ("byline", "By Dee"),
)
REVIEWER = Reviewer(recipe=recipe_of(Notes), article=TALK)
PEOPLE = [{"name": "Ann"}, {"name": "Ben"}, {"name": "Cem"}]


def concluded(**answer: Any) -> tuple[Review[Any], Conclusion[Any]]:
    """Return the review of an answer, and what is published of it."""
    review = REVIEWER.review(notes_of(**answer))
    return review, REVIEWER.conclude(review)


def dropped(conclusion: Conclusion[Any]) -> list[tuple[str, str]]:
    """Return where each item stood that was dropped, and why."""
    return [(item.where, item.reason) for item in conclusion.dropped]


def sentences(conclusion: Conclusion[Any]) -> list[int]:
    """Return the sentence that each published note rests on first."""
    return [note["proof"][0]["sentence"] for note in conclusion.value.notes]


def test_an_answer_that_holds_is_published_without_a_word():
    review, end = concluded(people=PEOPLE, notes=[note(1, by=[1])])

    assert not review.problems
    assert review.conclusion is end
    assert (end.findings, end.dropped) == ((), ())


def test_one_item_that_fails_costs_that_item_only():
    _, end = concluded(notes=[note(1), note(2, "the bridge fell"), note(3)])

    assert sentences(end) == [1, 3]
    assert dropped(end) == [
        ("/notes/1", "rests_on_dropped"),
        ("/notes/1/proof/0", "V3"),
    ]


def test_what_was_dropped_stands_in_the_file_as_it_was_answered():
    bad = note("second", by=[1], cue="said", extra={"deep": [1]})

    _, end = concluded(people=PEOPLE, notes=[note(1), bad])

    items = {item.where: item.item for item in end.dropped}
    assert items["/notes/1"] == bad
    assert items["/notes/1/proof/0"] == bad["proof"][0]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"by": "Ann"}, 'expected a list, found "Ann"'),
        ({"proof": []}, "expected at least 1 items, found 0 items"),
        ({"proof": None}, "expected a list, found null"),
        ({"cue": 7}, "expected a string, found 7"),
        ({"cue": {"is": "said"}}, "expected a string, found an object"),
    ],
)
def test_one_item_of_a_wrong_shape_costs_that_item_only(wrong, told):
    review, end = concluded(people=PEOPLE, notes=[note(1), note(2, **wrong), note(3)])

    assert [(p.code, p.message) for p in review.problems] == [("shape", told)]
    assert dropped(end) == [("/notes/1", "shape")]
    assert sentences(end) == [1, 3]


def test_an_entry_of_a_wrong_shape_costs_that_entry_only():
    review, end = concluded(people=PEOPLE, notes=[note(1, about=[1.5, 2])])

    assert review.problems[0].message == "expected a whole number, found 1.5"
    assert dropped(end) == [("/notes/0/about/0", "shape")]
    assert end.value.notes[0]["about"] == ["p2"]


def test_something_that_is_no_item_at_all_costs_itself_only():
    _, end = concluded(people=["Ann", None, PEOPLE[1]], notes=[note(2, by=[3])])

    assert end.value.notes[0]["by"] == ["p1"]
    assert dropped(end) == [("/people/0", "shape"), ("/people/1", "shape")]


def test_a_missing_key_is_named():
    lame = note(1)
    del lame["by"]

    review, end = concluded(notes=[lame, note(2)])

    assert review.problems[0].message == "by is missing"
    assert dropped(end) == [("/notes/0", "shape")]


def test_an_item_keeps_the_evidence_that_holds():
    proof = [{"sentence": "x", "quote": None}, {"sentence": 2, "quote": None}]

    _, end = concluded(notes=[note(1, proof=proof)])

    assert [span["sentence"] for span in end.value.notes[0]["proof"]] == [2]
    assert dropped(end) == [("/notes/0/proof/0", "shape")]


def test_an_item_goes_when_none_of_its_evidence_holds():
    proof = [{"sentence": 9, "quote": None}, {"sentence": 4, "quote": None}]

    _, end = concluded(notes=[note(1, proof=proof)])

    assert not end.value.notes
    assert dropped(end) == [
        ("/notes/0", "rests_on_dropped"),
        ("/notes/0/proof/0", "V3"),
        ("/notes/0/proof/1", "V18"),
    ]


def test_references_keep_their_meaning_beside_one_of_a_wrong_shape():
    people = [*PEOPLE, {"name": "Dee"}]

    _, end = concluded(people=people, notes=[note(1, by=["x", 99, 4, 2])])

    assert end.value.notes[0]["by"] == ["p4", "p2"]


def test_a_list_does_not_turn_empty_because_its_entries_had_a_wrong_shape():
    _, end = concluded(people=PEOPLE, notes=[note(1, by=["Ann"]), note(2)])

    assert sentences(end) == [2]
    assert ("/notes/0", "rests_on_dropped") in dropped(end)


def test_dropping_cascades_to_what_rests_on_what_was_dropped():
    people = [{"name": "Zoe"}, {"name": "Ben"}]
    lame = [note(1, by=[1]), note(2, by=[2])]

    _, end = concluded(
        people=[{"name": 5}, people[1]],
        notes=lame,
        conclusions=[conclusion(2, 1), conclusion(2, 2), conclusion(1, 2)],
    )

    assert dropped(end) == [
        ("/conclusions/0", "rests_on_dropped"),
        ("/conclusions/2", "rests_on_dropped"),
        ("/notes/0", "rests_on_dropped"),
        ("/people/0", "shape"),
    ]
    assert end.value.conclusions == [
        {"words": "So it is.", "rests_on": ["n1"], "about": "p1"}
    ]


def test_other_references_to_what_was_dropped_are_removed_with_a_finding():
    _, end = concluded(
        people=[{"name": 5}, {"name": "Ben"}], notes=[note(1, about=[1, 2], by=[2])]
    )

    assert end.value.notes[0]["about"] == ["p1"]
    assert [(f.code, f.where) for f in end.findings] == [
        ("reference_removed", "/briefing/notes/0")
    ]
    assert end.findings[0].message == "it named people 1, which was dropped"


def test_what_rests_on_several_stays_while_one_of_them_does():
    _, end = concluded(
        people=PEOPLE, notes=[note(9), note(2)], conclusions=[conclusion(1, 1, 2)]
    )

    assert end.value.conclusions[0]["rests_on"] == ["n1"]
    assert end.value.notes[0]["proof"][0]["sentence"] == 2


@st.composite
def answers(draw: st.DrawFn) -> tuple[dict[str, Any], set[int]]:
    """Draw an answer with a mark on every note, and the notes that will not hold."""
    count = draw(st.integers(1, 6))
    several = st.lists(st.integers(1, count), min_size=1, max_size=4)
    places = several.map(lambda drawn: list(dict.fromkeys(drawn)))
    bad = draw(st.sets(st.integers(1, count)))
    notes = [
        note(
            n if n not in bad else 99,
            proof=[{"sentence": 99 if n in bad else 1 + n % 3, "quote": None}],
            answers=draw(places | st.just([])),
        )
        for n in range(1, count + 1)
    ]
    rests = draw(st.lists(places, max_size=4))
    conclusions = [
        {**conclusion(1, *on), "words": " ".join(map(str, on))} for on in rests
    ]
    return notes_of(people=PEOPLE, notes=notes, conclusions=conclusions), bad


@given(answers())
def test_dropping_any_items_leaves_every_reference_at_the_item_it_meant(case):
    answer, bad = case
    good = [n for n in range(1, len(answer["notes"]) + 1) if n not in bad]
    ids = {n: f"n{place}" for place, n in enumerate(good, start=1)}

    end = REVIEWER.conclude(REVIEWER.review(answer))

    assert [n["answers"] for n in end.value.notes] == [
        [ids[m] for m in answer["notes"][n - 1]["answers"] if m in ids] for n in good
    ]
    for published in end.value.conclusions:
        meant = map(int, published["words"].split())
        assert published["rests_on"] == [ids[m] for m in meant if m in ids]


@given(answers())
def test_every_pointer_of_a_dropped_item_leads_to_that_item_in_the_answer(case):
    answer, _ = case

    end = REVIEWER.conclude(REVIEWER.review(answer))

    for item in end.dropped:
        value: Any = answer
        for step in item.where.split("/")[1:]:
            value = value[int(step)] if isinstance(value, list) else value[step]
        assert value == item.item


@given(answers())
def test_every_pointer_of_a_finding_leads_to_something_published(case):
    answer, _ = case

    end = REVIEWER.conclude(REVIEWER.review(answer))

    for finding in end.findings:
        value: Any = {"briefing": end.value.model_dump()}
        for step in finding.where.split("/")[1:]:
            value = value[int(step)] if isinstance(value, list) else value[step]
