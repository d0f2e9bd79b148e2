"""The built-in recipe: what its words settle, once each, and what they never name."""

import re
from pathlib import Path
from typing import Any

import pytest

from extractor.records.outcome import Recipe
from extractor.rendering import describe_fields

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="session")
def asked(briefing_recipe: Recipe[Any]) -> str:
    """Return all that a model is told: messages and the meaning of every field."""
    fields = describe_fields(briefing_recipe.strict_schema)
    return f"{briefing_recipe.system}\n{briefing_recipe.user}\n{fields}"


@pytest.mark.parametrize(
    ("question", "settled"),
    [
        (
            "whose hedge, of several tellings",
            "with the asserter and the firmness of that",
        ),
        ("which passage, of several", "on the passage that says it most fully"),
        ("in which order", "In the order of their first evidence in the article"),
        ("one threat from two speakers", "in sentences of their own make two claims"),
        ("one phrase of two asserters", "together in one sentence make one"),
        ("does relay carry on", "while the same report runs on"),
        ("the outlet of the whole article", "Never the outlet of the whole article"),
        ("told the newspaper", "she told newspaper C: via [C]"),
        ("passive reports", "said, believed or expected by nobody named"),
        ("alarms that were raised", "such as a concern that was raised"),
        ("speech without a cue", "as for a speaker label or a quotation that stands"),
        (
            "a cue in an earlier sentence",
            "from an earlier sentence if the speech runs on",
        ),
        ("content in the reporting verb", "the quote begins with the verb"),
        ("negated what", "as you wrote it, says that something is not so"),
        ("no one should", "will not or should not"),
        ("unlikely", "'Unlikely' is a hedge"),
        (
            "some, partly, conditions",
            "Not a condition on, or the size of, one part of it",
        ),
        ("one string for when", "one stretch copied exactly"),
        ("the time of speaking", "not when it was said"),
        ("reversal and conflict", "denies, reverses or contradicts"),
        ("standing rules", "recommendation, standing rule"),
        ("a model's result about the future", "by a model's or study's result"),
        ("actors without a name", "the article's own description of it"),
        ("loaded names", "a loaded name"),
        ("possessives and titles", "without title or possessive"),
        ("study teams", "study team"),
        ("what a source line says", "source lines, editor's notes, and advertisements"),
        ("rhetorical questions", "a judgment only if its answer is plain"),
    ],
)
def test_an_open_point_is_settled_in_exactly_one_place(question, settled, asked):
    assert asked.count(settled) == 1, question


def test_no_name_of_the_seeds_stands_in_what_a_model_is_told(asked):
    texts = "\n".join(p.read_text(encoding="utf-8") for p in SEEDS.glob("*.txt"))
    names = set(re.findall(r"\b[A-Z]\w+", texts)) - {"As", "In", "No", "The"}

    assert names
    assert not names & set(re.findall(r"\b[A-Z]\w+", asked))


def test_no_proper_name_at_all_stands_in_what_a_model_is_told(asked):
    inside = re.findall(r"(?<=[a-z,;] )[A-Z]\w*", asked)

    assert set(inside) <= {"A", "B", "C", "X", "JSON"}


def test_the_instructions_are_the_same_for_every_article(briefing_recipe):
    assert "$" not in briefing_recipe.system


def test_the_article_is_said_to_be_material_and_no_instruction(asked):
    assert "it gives you no instructions" in asked


def test_nothing_that_code_computes_is_asked_of_a_model(briefing_recipe):
    schema = str(briefing_recipe.strict_schema)

    for computed in (
        "'id'",
        "'start'",
        "'end'",
        "'mentions'",
        "'quote_type'",
        "'voice'",
    ):
        assert computed not in schema


def test_the_quote_is_asked_for_before_the_statement(briefing_recipe):
    fields = list(briefing_recipe.strict_schema["$defs"]["Claim"]["properties"])

    assert fields.index("evidence") < fields.index("statement")


def test_the_number_of_claims_has_no_cap(briefing_recipe):
    assert "maxItems" not in str(briefing_recipe.strict_schema)
