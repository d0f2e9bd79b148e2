"""Numbers, polarity and speakers against the article."""

from typing import Any

import pytest

from extractor.records.outcome import Recipe
from extractor.schemas.briefing import Briefing
from tests.answers import claim, nuance, said, strike_answer
from tests.articles import STRIKE, article_of
from tests.files import file_of

NEW = ("number_differs", "polarity_differs", "speaker_far")


def told(recipe: Recipe[Briefing], article: Any, **changes: Any) -> list[str]:
    """Return which of these rules find fault with an answer."""
    file = file_of(recipe, strike_answer(**changes), article)
    return [finding.code for finding in file.findings if finding.code in NEW]


def about_grain(statement: str, **changes: Any) -> list[dict[str, Any]]:
    return [claim(8, statement=statement, **changes)]


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("The port handles 1.2 million tonnes of grain a year.", []),
        ("The port handles 1,2 million tonnes of grain a year.", []),
        ("The port handles 1.3 million tonnes of grain a year.", ["number_differs"]),
        ("The port handles 1 to 4 million tonnes a year.", ["number_differs"]),
    ],
)
def test_a_number_that_the_article_does_not_hold_is_told(
    briefing_recipe: Recipe[Briefing], statement: str, codes: list[str]
) -> None:
    changes = {"claims": about_grain(statement), "inferences": []}

    assert told(briefing_recipe, STRIKE, **changes) == codes


def test_a_small_number_may_stand_there_as_a_word(
    briefing_recipe: Recipe[Briefing],
) -> None:
    article = article_of("The port has seven cranes. All of them work.")
    made = [claim(1, statement="The port has 7 cranes.")]

    found = told(briefing_recipe, article, actors=[], claims=made, inferences=[])

    assert found == []


@pytest.mark.parametrize(
    ("statement", "cue", "codes"),
    [
        ("Pay at the port was cut.", None, ["polarity_differs"]),
        ("Pay at the port was not cut.", None, []),
        ("The port lacks grain of any kind.", None, []),
        ("Die Löhne im Hafen wurden nach Angaben der Leitung gekürzt.", None, []),
    ],
)
def test_a_claim_called_negative_that_nothing_negates_is_told(
    briefing_recipe: Recipe[Briefing], statement: str, cue: str, codes: list[str]
) -> None:
    made = about_grain(statement, nuance=nuance(negated=True))

    assert told(briefing_recipe, STRIKE, claims=made, inferences=[]) == codes


def test_a_denial_negates_what_is_denied(briefing_recipe: Recipe[Briefing]) -> None:
    made = claim(
        5,
        "that pay was cut",
        statement="Pay at the port was cut.",
        by=[4],
        attribution=said("denied"),
        nuance=nuance(negated=True),
    )

    assert told(briefing_recipe, STRIKE, claims=[made], inferences=[]) == []


@pytest.mark.parametrize(
    ("by", "via", "codes"),
    [([6], [], []), ([1], [], ["speaker_far"]), ([1], [6], [])],
    ids=["near", "far", "passed on by somebody near"],
)
def test_a_claim_is_told_when_nobody_who_asserts_it_is_named_near(
    briefing_recipe: Recipe[Briefing], by: list[int], via: list[int], codes: list[str]
) -> None:
    told_by = {"by": by, "attribution": said("said", *via)}
    made = about_grain("The port handles grain.", **told_by)

    assert told(briefing_recipe, STRIKE, claims=made, inferences=[]) == codes
