"""The shipped prompt against draft 2, on the same articles, answered in the same way.

    python -m evals.drafts [-o DIR]    exit status 1 when something speaks against it
    python -m evals.drafts --pin       besides, keep the figures for docs/evaluation.md

Against it speak longer answers, and any metric whose whole 95 % interval lies on the
worse side.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from evals.runs import RUNS
from extractor.cli.results import write_comparison
from extractor.evaluation import Comparison, Result, compare
from extractor.evaluation.tables import comparison_table

PINNED = Path(__file__).resolve().parent / "drafts.json"
SIZE = "answer_per_character"
# Where draft 2 was first measured: .760, .947, .855 and 3.66 then, in another go.
TWO = ("GUM_news_korea", "GUM_news_questionnaire")
FIRST_MEASURED = ("found", "speaker", "character_f1", SIZE)


def compared(only: Sequence[str] = ()) -> Comparison:
    """Return draft 2 (first) and the shipped prompt (second), side by side."""
    return compare(
        [_result("large-draft2", tuple(only)), _result("large", tuple(only))]
    )


def _result(name: str, only: tuple[str, ...]) -> Result:
    return replace(RUNS[name], only=only).result()


def faults(comparison: Comparison) -> list[str]:
    """Return what speaks against the second result."""
    [second] = comparison.compared
    sure = [
        f"{d.metric}: {d.first} to {d.second}, surely worse"
        for d in second.differences
        if d.verdict == "worse"
    ]
    longer = [
        f"answers are not shorter: {d.first} to {d.second}"
        for d in second.differences
        if d.metric == SIZE and (d.difference is None or d.difference >= 0)
    ]
    return sure + longer


def data_sha256() -> list[str]:
    """Return the digests of what the comparison rests on."""
    return [RUNS[name].data_sha256() for name in ("large-draft2", "large")]


def kept(comparison: Comparison, two: Comparison) -> dict[str, Any]:
    """Return what docs/evaluation.md tells of the comparison."""
    return {
        "data_sha256": data_sha256(),
        "differences": [
            d.model_dump(mode="json") for d in comparison.compared[0].differences
        ],
        "two": [
            d.model_dump(mode="json")
            for d in two.compared[0].differences
            if d.metric in FIRST_MEASURED
        ],
    }


def main(arguments: list[str]) -> int:
    """Print the comparison, write it when asked to; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.drafts")
    parser.add_argument("-o", "--output", type=Path, help="a folder for the comparison")
    parser.add_argument("--pin", action="store_true", help="keep the figures")
    asked = parser.parse_args(arguments)
    comparison = compared()
    print(comparison_table(comparison))
    if asked.output:
        write_comparison(comparison, asked.output)
    if asked.pin:
        text = json.dumps(kept(comparison, compared(TWO)), indent=1)
        PINNED.write_text(f"{text}\n", encoding="utf-8")
    found = faults(comparison)
    print("\n".join(found or ["shorter, and no metric is surely worse"]))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
