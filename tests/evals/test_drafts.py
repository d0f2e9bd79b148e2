"""What speaks against a prompt, and what does not."""

import json

from evals.drafts import PINNED, data_sha256, faults
from evals.runs import DRAFT2
from extractor.evaluation import Comparison, compare
from extractor.recipes.naming import named_recipe
from extractor.review import Reviewer
from tests.answers import strike_answer
from tests.articles import STRIKE
from tests.evaluation.test_comparing import article, result


def compared(first: dict[str, float], second: dict[str, float]) -> Comparison:
    sides = [
        result(label, *(article(name, True, costs=costs) for name in "abc"))
        for label, costs in (("first", first), ("second", second))
    ]
    return compare(sides)


def test_the_figures_kept_are_of_the_recordings_that_are_here() -> None:
    assert json.loads(PINNED.read_text("utf-8"))["data_sha256"] == data_sha256()


def test_shorter_answers_and_nothing_worse_speak_for_a_prompt() -> None:
    shorter = compared({"answer_per_character": 4.0}, {"answer_per_character": 3.0})

    assert faults(shorter) == []


def test_answers_that_are_not_shorter_speak_against_it() -> None:
    same = compared({"answer_per_character": 4.0}, {"answer_per_character": 4.0})

    assert faults(same) == ["answers are not shorter: 4.0 to 4.0"]


def test_a_metric_that_is_surely_worse_speaks_against_it() -> None:
    worse = compared(
        {"answer_per_character": 4.0, "dropped": 0.0},
        {"answer_per_character": 3.0, "dropped": 0.5},
    )

    assert faults(worse) == ["dropped: 0.0 to 0.5, surely worse"]


def test_a_claim_of_draft_2_whose_quote_is_refused_falls_alone() -> None:
    answer = strike_answer()
    answer["claims"][5]["evidence"][0]["quote"] = "no words of this article at all"
    reviewer = Reviewer(recipe=named_recipe(str(DRAFT2)), article=STRIKE)

    end = reviewer.conclude(reviewer.review(answer))

    assert {item.where for item in end.dropped} == {
        "/claims/5",
        "/claims/5/evidence/0",
    }
    assert len(end.value.claims) == 5
