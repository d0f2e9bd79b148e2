"""Figures that may not get worse: measured again, and compared with what is pinned.

python -m evals.floors                  exit status 1 under a floor
python -m evals.floors --pin            pin today's figures, if none is worse
python -m evals.floors --pin --lower    pin them all the same
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evals.runs import RUNS, Run, results
from extractor.errors import RunError
from extractor.evaluation import Result
from extractor.evaluation.metrics import BY_NAME

FLOORS = Path(__file__).resolve().parent / "floors.json"
SLACK = 1e-5  # of figures rounded to six digits
# What depends on the machine, and what is known without measuring.
NOT_PINNED = frozenset({"seconds", "cost_usd"})

Pinned = dict[str, Any]  # a run's title, command, data_sha256 and figures


def pinned(path: Path = FLOORS) -> dict[str, Pinned]:
    """Return what is pinned by the name of the run."""
    if not path.exists():
        return {}
    floors: dict[str, Pinned] = json.loads(path.read_text(encoding="utf-8"))
    return floors


def today(run: Run, result: Result) -> Pinned:
    """Return what would be pinned of a run's result."""
    return {
        "title": run.title,
        "command": run.command,
        "data_sha256": run.data_sha256(),
        "figures": {
            metric: figure.value
            for metric, figure in result.figures.items()
            if metric not in NOT_PINNED and figure.value is not None
        },
    }


def faults(floor: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is worse than pinned, or cannot be compared."""
    if floor["data_sha256"] != found["data_sha256"]:
        yield "gold or recordings are not those that were pinned"
    for metric, value in floor["figures"].items():
        now = found["figures"].get(metric)
        if now is None:
            yield f"{BY_NAME[metric].title}: pinned at {value:.4f}, not measured now"
        elif is_worse(metric, now, than=value):
            yield f"{BY_NAME[metric].title}: {now:.4f}, pinned at {value:.4f}"


def is_worse(metric: str, value: float, *, than: float) -> bool:
    """Tell whether a figure is worse, by more than rounding."""
    better = BY_NAME[metric].better
    if better == "higher":
        return value < than - SLACK
    return better == "lower" and value > than + SLACK


def gains(floor: Mapping[str, Any], found: Mapping[str, Any]) -> int:
    """Return how many figures are better than pinned, or new."""
    known = floor["figures"]
    return sum(
        metric not in known or is_worse(metric, known[metric], than=value)
        for metric, value in found["figures"].items()
    )


def main(
    arguments: list[str], *, runs: Mapping[str, Run] = RUNS, path: Path = FLOORS
) -> int:
    """Measure, compare, pin when asked to; return the exit status."""
    asked = _asked(arguments)
    floors = pinned(path)
    new = {name: today(runs[name], result) for name, result in results(runs)}
    found = list(_compared(floors, new, pin=asked.pin))
    print("\n".join(found))
    if asked.pin and (not found or asked.lower):
        path.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
        print(f"pinned in {path.name}; `python -m tools.docs` puts them into docs/")
        return 0
    print("under a floor" if found else "no figure is under its floor")
    return int(bool(found))


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.floors")
    parser.add_argument("--pin", action="store_true", help="pin today's figures")
    parser.add_argument("--lower", action="store_true", help="even if some are worse")
    asked = parser.parse_args(arguments)
    if asked.lower and not asked.pin:
        parser.error("--lower goes with --pin")
    return asked


def _compared(
    floors: Mapping[str, Pinned], new: Mapping[str, Pinned], *, pin: bool
) -> Iterator[str]:
    """Yield what is under a floor, has none, or is no longer measured.

    A run that is about to be pinned needs no floor yet.
    """
    for name, found in new.items():
        floor = floors.get(name)
        if floor is not None:
            yield from (f"{name}: {fault}" for fault in faults(floor, found))
            if better := gains(floor, found):
                print(f"{name}: {better} figures are better than pinned, or new")
        elif not pin:
            yield f"{name}: no floor is pinned: python -m evals.floors --pin"
    for gone in sorted(floors.keys() - new.keys()):
        yield f"{gone}: pinned, and no run any more"


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except RunError as error:
        sys.exit(str(error))
