"""docs/evaluation.md, of which code and pinned figures fill the marked blocks."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.drafts import PINNED as DRAFTS
from evals.floors import Pinned, pinned
from evals.regular_expression import figures
from extractor.evaluation.gold import (
    GoldActor,
    GoldAttribution,
    GoldClaim,
    GoldEntity,
)
from extractor.evaluation.metrics import BY_NAME, METRICS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "evaluation.md"
BEGIN, END = "<!-- {name}: made by `python -m tools.docs` -->", "<!-- end -->"

# Measured on other news: 16 articles of PolNeAR with more than one annotator, 96 pairs;
# and the pattern of evals/regular_expression.py on PolNeAR's 84 articles of dev and on
# 24 articles of GUM news.
TWO_PEOPLE = {"span_f1": 0.761, "character_f1": 0.885}
SHOWN = (
    *("found", "speaker", "found_direct", "found_mixed", "found_indirect", "span_f1"),
    *("matched_speaker", "character_f1", "actor_recall", "actor_purity", "actor_kind"),
    *("claims_per_1000", "quoted_covered", "exact_spans", "reasked", "dropped"),
    *("refused_quotes", "catch_polarity_flips", "unsupported", "icd_203"),
    *("answer_per_character", "tokens"),
)
CASES_RUN = "offline-cases"


def evaluation_page() -> str:
    """Return the page with its blocks filled anew."""
    page = PAGE.read_text(encoding="utf-8")
    for name, lines in _blocks().items():
        begin = BEGIN.format(name=name)
        block = f"{begin}\n\n{chr(10).join(lines)}\n\n{END}"
        pattern = re.escape(begin) + r".*?" + re.escape(END)
        page, places = re.subn(
            pattern, lambda _, block=block: block, page, flags=re.DOTALL
        )
        if places != 1:
            message = f"expected one block {name!r} in {PAGE.name}, found {places}"
            raise ValueError(message)
    return page


def _blocks() -> dict[str, list[str]]:
    floors = pinned()
    news = {name: run for name, run in floors.items() if name != CASES_RUN}
    cases = {name: run for name, run in floors.items() if name == CASES_RUN}
    return {
        "gold": list(_gold()),
        "metrics": list(_definitions()),
        "figures": list(_figures(news)),
        "cases": list(_cases(cases)),
        "mutants": list(_mutants(floors)),
        "drafts": list(_drafts()),
        "commands": [f"- {r['title']}: `{r['command']}`" for r in floors.values()],
    }


def _gold() -> Iterator[str]:
    for title, model in (
        ("attributions", GoldAttribution),
        ("entities", GoldEntity),
        ("actors", GoldActor),
        ("claims", GoldClaim),
    ):
        yield from (f"`gold.{title}[]`:", "", "| key | | what it is |")
        yield "| --- | --- | --- |"
        for name, field in model.model_fields.items():
            needed = "" if field.is_required() else "optional"
            yield f"| `{name}` | {needed} | {field.description or _plainly(name)} |"
        if model is not GoldClaim:
            yield ""


def _plainly(name: str) -> str:
    known = {
        "id": "Its name in results.",
        "content": "Spans of what is said.",
        "mentions": "Spans, at least one.",
        "wikipedia": "Title of an article, or null.",
    }
    return known.get(name, "As in the briefing.")


def _definitions() -> Iterator[str]:
    yield from ("| metric | | what it is | source |", "| --- | --- | --- | --- |")
    signs = {"higher": "↑", "lower": "↓", "neither": ""}
    for m in METRICS:
        yield f"| {m.title} `{m.name}` | {signs[m.better]} | {m.meaning} | {m.source} |"


def _figures(runs: dict[str, Pinned]) -> Iterator[str]:
    pattern = {name: count.value for name, count in figures().items()}
    columns: list[tuple[str, dict[str, Any]]] = [
        ("regular expression", pattern),
        *((run["title"], run["figures"]) for run in runs.values()),
        ("two people (other news)", TWO_PEOPLE),
    ]
    yield f"| | {' | '.join(title for title, _ in columns)} |"
    yield f"| --- |{' --- |' * len(columns)}"
    for name in SHOWN:
        told = " | ".join(_shown(found.get(name)) for _, found in columns)
        yield f"| {BY_NAME[name].title} | {told} |"


def _cases(runs: dict[str, Pinned]) -> Iterator[str]:
    yield f"| | {' | '.join(run['title'] for run in runs.values())} |"
    yield f"| --- |{' --- |' * len(runs)}"
    groups = ("own cases", "actors")
    for metric in METRICS:
        if metric.group in groups:
            told = (_shown(run["figures"].get(metric.name)) for run in runs.values())
            yield f"| {metric.title} | {' | '.join(told)} |"


def _mutants(runs: dict[str, Pinned]) -> Iterator[str]:
    yield f"| | {' | '.join(run['title'] for run in runs.values())} |"
    yield f"| --- |{' --- |' * len(runs)}"
    for metric in METRICS:
        if metric.group == "mutations":
            told = (_shown(run["figures"].get(metric.name)) for run in runs.values())
            yield f"| {metric.title} | {' | '.join(told)} |"


def _drafts() -> Iterator[str]:
    kept = json.loads(DRAFTS.read_text(encoding="utf-8"))
    yield "| | draft 2 | shipped | change | 95 % interval | |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for found in kept["differences"]:
        ends = [found["low"], found["high"]]
        told = "" if None in ends else f"{_shown(ends[0])} to {_shown(ends[1])}"
        verdict = "" if found["verdict"] == "open" else found["verdict"]
        yield f"| {_changed(found)} | {told} | {verdict} |"
    yield ""
    yield "On GUM korea and questionnaire alone:"
    yield ""
    yield "| | draft 2 | shipped | change |"
    yield "| --- | --- | --- | --- |"
    yield from (f"| {_changed(found)} |" for found in kept["two"])


def _changed(found: dict[str, Any]) -> str:
    values = (found["first"], found["second"], found["difference"])
    return " | ".join((BY_NAME[found["metric"]].title, *map(_shown, values)))


def _shown(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if abs(value) < 1_000 else f"{value:,.0f}"
