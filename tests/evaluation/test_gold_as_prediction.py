"""What gold says of itself, and what chance says of speakers."""

import math
import random
from pathlib import Path

import pytest

from extractor.evaluation import GoldRow, Scored, read_gold, score
from extractor.evaluation.counts import added
from extractor.evaluation.metrics import QUALITY
from extractor.schemas.briefing import Briefing
from tests.evaluation.briefings import file_of
from tests.evaluation.perfect import perfect

EVALS = Path(__file__).resolve().parent.parent.parent / "evals"
NEWS = EVALS / "gum_news" / "dev.jsonl"
CASES = sorted((EVALS / "cases").glob("*.jsonl"))
SHUFFLES = 200


def rows_of(*paths: Path) -> list[GoldRow]:
    lines = [line for p in paths for line in p.read_text("utf-8").splitlines()]
    return read_gold(lines, name="gold")


def figures(row: GoldRow, briefing: Briefing) -> dict[str, float | None]:
    found = score(row, Scored(file=file_of(row.text, briefing)))
    return {name: count.value for name, count in found.counts.items()}


@pytest.mark.parametrize("row", rows_of(NEWS, *CASES), ids=lambda row: row.id)
def test_gold_as_prediction_has_every_quality_figure_at_one(row: GoldRow) -> None:
    found = figures(row, perfect(row))

    quality = {name: found[name] for name in QUALITY & found.keys()}
    assert quality == dict.fromkeys(quality, 1.0)


def test_news_and_cases_together_measure_every_quality_figure() -> None:
    rows = rows_of(NEWS, *CASES)
    scores = [score(r, Scored(file=file_of(r.text, perfect(r)))) for r in rows]

    assert added(s.counts for s in scores).keys() >= QUALITY


def test_no_briefing_has_every_figure_about_gold_at_zero_or_unknown() -> None:
    for row in rows_of(NEWS, *CASES):
        found = score(row, Scored(outcome="timeout"))

        assert {count.value for count in found.counts.values()} <= {0.0, None}


def shuffled(briefing: Briefing, chance: random.Random) -> Briefing:
    """Return the briefing with its claims' speakers dealt out anew."""
    speakers = [claim.asserted_by for claim in briefing.claims]
    chance.shuffle(speakers)
    claims = [
        claim.model_copy(update={"asserted_by": by})
        for claim, by in zip(briefing.claims, speakers, strict=True)
    ]
    return briefing.model_copy(update={"claims": tuple(claims)})


def speaker(row: GoldRow, briefing: Briefing) -> float:
    value = figures(row, briefing)["speaker"]
    assert value is not None
    return value


def rotated(briefing: Briefing) -> list[Briefing]:
    """Return the briefing with its speakers moved on by each number of places.

    Every claim then has every speaker once. Where one claim covers each gold content,
    as in the article below, the mean over these is that over all permutations.
    """
    by = [claim.asserted_by for claim in briefing.claims]
    turns = [by[n:] + by[:n] for n in range(len(by))]
    return [
        briefing.model_copy(
            update={
                "claims": tuple(
                    claim.model_copy(update={"asserted_by": told})
                    for claim, told in zip(briefing.claims, turn, strict=True)
                )
            }
        )
        for turn in turns
    ]


def test_shuffled_speakers_score_what_chance_gives_them() -> None:
    row = next(row for row in rows_of(NEWS) if row.id == "GUM_news_korea")
    briefing, chance = perfect(row), random.Random(7)
    turned = [speaker(row, each) for each in rotated(briefing)]
    mean = sum(turned) / len(turned)

    found = [speaker(row, shuffled(briefing, chance)) for _ in range(SHUFFLES)]

    drawn = sum(found) / SHUFFLES
    spread = sum((value - drawn) ** 2 for value in found) / (SHUFFLES - 1)
    assert abs(drawn - mean) <= 3 * math.sqrt(spread / SHUFFLES)
    assert mean < 1
