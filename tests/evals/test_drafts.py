"""What speaks against a prompt, and what does not."""

from evals.drafts import faults
from extractor.evaluation import Comparison, compare
from tests.evaluation.test_comparing import article, result


def compared(first: dict[str, float], second: dict[str, float]) -> Comparison:
    sides = [
        result(label, *(article(name, True, costs=costs) for name in "abc"))
        for label, costs in (("first", first), ("second", second))
    ]
    return compare(sides)


def test_shorter_answers_and_nothing_worse_speak_for_a_prompt() -> None:
    shorter = compared({"answer_per_character": 4.0}, {"answer_per_character": 3.0})

    assert faults(shorter) == []


def test_answers_that_are_not_shorter_speak_against_it() -> None:
    same = compared({"answer_per_character": 4.0}, {"answer_per_character": 4.0})

    assert faults(same) == ["answers are not shorter: 4.0 to 4.0"]


def test_a_metric_that_is_surely_worse_speaks_against_it() -> None:
    worse = compared(
        {"answer_per_character": 4.0, "dropped": 0.0, "seconds": 1.0},
        {"answer_per_character": 3.0, "dropped": 0.5, "seconds": 9.0},
    )

    assert faults(worse) == ["dropped: 0.0 to 0.5, surely worse"]
