"""Briefings that people have gone through, as gold."""

import json

from extractor.evaluation import Scored, gold_row, read_gold, score
from extractor.evaluation.metrics import QUALITY
from extractor.records.outcome import Recipe
from extractor.schemas.briefing import Briefing
from tests.answers import strike_answer
from tests.articles import STRIKE
from tests.files import file_of


def test_a_briefing_measured_against_itself_has_every_figure_at_one(
    briefing_recipe: Recipe[Briefing],
) -> None:
    file = file_of(briefing_recipe, strike_answer(), STRIKE)

    [row] = read_gold([json.dumps(gold_row(file, name="strike"))], name="gold")

    found = score(row, Scored(file=file)).counts
    quality = {name: found[name].value for name in QUALITY & found.keys()}
    assert quality == dict.fromkeys(quality, 1.0)
    assert quality.keys() >= {"found", "speaker", "asserter", "relay", "certainty"}


def test_a_claim_that_people_corrected_is_what_counts(
    briefing_recipe: Recipe[Briefing],
) -> None:
    file = file_of(briefing_recipe, strike_answer(), STRIKE)
    row = gold_row(file, name="strike")
    row["gold"]["claims"][0]["certainty"] = "possible"

    [corrected] = read_gold([json.dumps(row)], name="gold")

    certainty = score(corrected, Scored(file=file)).counts["certainty"]
    assert certainty.whole - certainty.part == 1
