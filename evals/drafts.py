"""The shipped prompt against draft 2, on the same articles, answered in the same way.

    python -m evals.drafts [-o DIR]

Exit status 1 when the shipped one answers at greater length, or when the whole 95 %
interval of some metric's change lies on the worse side.
"""

import sys
from pathlib import Path

from evals.runs import RUNS
from extractor.cli.results import write_comparison
from extractor.evaluation import Comparison, compare
from extractor.evaluation.comparing import Difference
from extractor.evaluation.tables import comparison_table

SIZE = "answer_per_character"


def compared() -> Comparison:
    """Return draft 2 (first) and the shipped prompt (second), side by side."""
    return compare([RUNS["large-draft2"].result(), RUNS["large"].result()])


def faults(comparison: Comparison) -> list[str]:
    """Return what speaks against the shipped prompt."""
    [shipped] = comparison.compared
    told = [
        f"{d.metric}: {d.first} to {d.second}, surely worse"
        for d in shipped.differences
        if d.verdict == "worse" and d.metric != "seconds"
    ]
    return told + [
        "the answers are not shorter"
        for d in shipped.differences
        if d.metric == SIZE and not _is_smaller(d)
    ]


def _is_smaller(size: Difference) -> bool:
    return size.difference is not None and size.difference < 0


def main(arguments: list[str]) -> int:
    """Print the comparison, write it when asked to; return the exit status."""
    comparison = compared()
    print(comparison_table(comparison))
    if arguments[:1] == ["-o"]:
        write_comparison(comparison, Path(arguments[1]))
    found = faults(comparison)
    print("\n".join(found or ["shorter, and no metric is surely worse"]))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
