"""Evaluation: what was published against what people say stands in the articles.

Pure: gold and briefings in, figures out. Every figure is the ratio of two sums over
articles, so that it can be drawn again to see how sure a difference is.
"""

from extractor.evaluation.annotated import gold_row
from extractor.evaluation.catching import judge_mutants
from extractor.evaluation.comparing import Comparison, compare
from extractor.evaluation.gold import GoldRow, read_gold, require_own_ids
from extractor.evaluation.results import Made, Result, gold_used, result_of
from extractor.evaluation.scoring import Scored, score

__all__ = [
    "Comparison",
    "GoldRow",
    "Made",
    "Result",
    "Scored",
    "compare",
    "gold_row",
    "gold_used",
    "judge_mutants",
    "read_gold",
    "require_own_ids",
    "result_of",
    "score",
]
