"""Wrong answers built from right ones, and which of them review catches."""

import copy
from collections import Counter
from typing import Any

import pytest

from extractor.evaluation.catching import judge_mutants
from extractor.evaluation.counts import Count
from extractor.evaluation.judgments import counted
from extractor.evaluation.mutations import (
    KINDS,
    MOST_OF_A_KIND,
    mutants,
    with_another_number,
    with_negation,
    without_negation,
)
from extractor.records.outcome import Recipe
from extractor.review import Reviewer
from extractor.schemas.briefing import Briefing
from tests.answers import strike_answer
from tests.articles import STRIKE


@pytest.mark.parametrize(
    ("words", "altered"),
    [
        ("We will not load a ship", "We will load a ship"),
        ("They didn’t load", "They did load"),
        ("No ship was loaded", "ship was loaded"),
        ("It is known", None),
        ("not", None),
    ],
)
def test_a_negation_is_taken_out(words: str, altered: str | None) -> None:
    assert without_negation(words) == altered


@pytest.mark.parametrize(
    ("words", "altered"),
    [
        ("Workers will strike", "Workers will not strike"),
        ("Workers will not strike", None),
        ("Workers strike", None),
    ],
)
def test_a_negation_is_put_in(words: str, altered: str | None) -> None:
    assert with_negation(words) == altered


@pytest.mark.parametrize(
    ("words", "altered"),
    [("1.2 million", "2.2 million"), ("in 1939", "in 1930"), ("two", None)],
)
def test_a_number_is_changed(words: str, altered: str | None) -> None:
    assert with_another_number(words) == altered


def test_mutants_are_the_same_each_time_and_leave_the_answer_alone() -> None:
    answer = strike_answer()
    before = copy.deepcopy(answer)

    first, second = (list(mutants(answer, STRIKE)) for _ in range(2))

    assert first == second
    assert answer == before
    assert all(mutant.answer != answer for mutant in first)


def test_every_kind_has_mutants_and_none_too_many() -> None:
    kinds = Counter(mutant.kind for mutant in mutants(strike_answer(), STRIKE))

    assert kinds.keys() == KINDS.keys()
    assert max(kinds.values()) <= MOST_OF_A_KIND


def test_a_changed_quote_that_the_article_holds_elsewhere_is_no_mutant() -> None:
    answer = strike_answer()
    wanted = answer["claims"][1]["evidence"][0]["quote"]

    changed = [m.after for m in mutants(answer, STRIKE) if m.before == wanted]

    assert changed
    assert not any(STRIKE.find(words) for words in changed)


def test_a_speaker_is_swapped_for_somebody_who_did_not_say_it() -> None:
    swaps = [m for m in mutants(strike_answer(), STRIKE) if m.kind == "speaker_swapped"]

    assert [(m.before, m.after) for m in swaps[:2]] == [
        ("Pavel Brandt", "Dock workers in Tarnholm"),
        ("Pavel Brandt", "Dock workers in Tarnholm"),
    ]


def caught(answer: Any, recipe: Recipe[Briefing]) -> dict[str, Count]:
    reviewer = Reviewer(recipe=recipe, article=STRIKE)
    return counted(judge_mutants(answer, reviewer))


def test_every_changed_quote_is_caught(briefing_recipe: Recipe[Briefing]) -> None:
    found = caught(strike_answer(), briefing_recipe)

    for kind in (kind for kind in KINDS if kind.startswith("quote_")):
        assert found[f"catch_{kind}"].value == 1


def test_a_turned_statement_is_caught_and_a_swapped_speaker_is_not(
    briefing_recipe: Recipe[Briefing],
) -> None:
    found = caught(strike_answer(), briefing_recipe)

    assert found["catch_statement_negation_added"].value == 1
    assert found["catch_speaker_swapped"].value == 0


def test_polarity_flips_are_those_in_quotes_and_statements(
    briefing_recipe: Recipe[Briefing],
) -> None:
    found = caught(strike_answer(), briefing_recipe)

    parts = [found[f"catch_{kind}"] for kind in KINDS if "negation" in kind]
    assert found["catch_polarity_flips"].whole == sum(part.whole for part in parts)
    assert found["catch_polarity_flips"].part == sum(part.part for part in parts)


def test_an_answer_without_the_asked_shape_has_no_mutants(
    briefing_recipe: Recipe[Briefing],
) -> None:
    assert caught({"claims": [{"by": 1}]}, briefing_recipe) == {}


def test_a_fault_that_was_there_before_catches_nothing(
    briefing_recipe: Recipe[Briefing],
) -> None:
    answer = strike_answer()
    answer["claims"][5]["evidence"][0]["quote"] = "no words of this article at all"

    found = caught(answer, briefing_recipe)

    assert found["catch_speaker_swapped"].value == 0
