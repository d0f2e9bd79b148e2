"""What rules do to an answer: asked again, dropped, or told of."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.records.article import Article
from extractor.records.problems import Fault, Level, Rule
from tests.review.reviewing import PEOPLE, reviewer
from tests.toys import conclusion, note, notes_of


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
