"""The word lists of the briefing's rules."""

import pytest

from extractor.schemas.briefing_words import (
    LIKELIHOOD,
    UNNAMED_START,
    content_words,
    hedge_in,
    is_negated,
    overlap,
)


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("It did not hold.", True),
        ("It didn’t hold.", True),
        ("Nobody came.", True),
        ("Notes on a knot.", False),
        ("The nothingness of November.", False),
    ],
)
def test_only_a_negator_negates(text, negated):
    assert is_negated(text) is negated


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("It may hold.", "may"),
        ("May it hold?", None),
        ("On May 5 it holds.", None),
        ("It reportedly could hold.", "could"),
        ("A mighty couldron.", None),
    ],
)
def test_only_a_hedge_hedges_and_may_is_no_month(text, hedge):
    assert hedge_in(text) == hedge


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Talks are very likely to fail.", "very likely"),
        ("Talks may fail.", "may"),
        ("Talks fail in May.", None),
        ("It is almost certain.", "almost certain"),
        ("Certain talks fail.", None),
        ("A low-lying, confident town.", None),
    ],
)
def test_words_of_likelihood_are_those_of_the_scale(text, found):
    hit = LIKELIHOOD.search(text)

    assert (hit and hit.group()) == found


@pytest.mark.parametrize(
    ("statement", "unnamed"),
    [
        ("He left.", True),
        ("They’re gone.", True),
        ("This shows a shift.", True),
        ("Heather left.", False),
        ("Italy left.", False),
        ("IT firms left.", False),
        ("It is unclear whether Italy left.", False),
        ("It isn't possible to leave.", False),
        ("It is damning that Italy left.", False),
        ("It cannot be fair or reasonable to leave.", False),
        ("It is planning to leave.", True),
        ("It has a plan to leave.", True),
        ("This year's winner is Italy.", False),
        ("This year was hard.", False),
        ("I-95 was closed.", False),
    ],
)
def test_a_statement_begins_with_a_name_and_no_pronoun(statement, unnamed):
    assert bool(UNNAMED_START.match(statement)) is unnamed


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("The port is closed.", "A closed port", 1.0),
        ("Port of Tarnholm closed", "port of Larnby closed", 0.5),
        ("Port", "harbour", 0.0),
        ("of the", "in a", 0.0),
        ("", "", 0.0),
    ],
)
def test_overlap_is_the_share_of_content_words_in_common(one, other, share):
    assert overlap(content_words(one), content_words(other)) == share
