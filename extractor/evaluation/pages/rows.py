"""Rows that both pages have: figures by what they are about."""

from collections.abc import Callable, Iterator
from itertools import groupby

from extractor.evaluation.metric import Metric
from extractor.evaluation.metrics import METRICS
from extractor.evaluation.pages.elements import Html, tag
from extractor.evaluation.results import GoldUsed, Made


def grouped(row: Callable[[Metric], Html | None], *, columns: int) -> Iterator[Html]:
    """Yield a table body for each group of metrics that has a row."""
    for group, metrics in groupby(METRICS, key=lambda metric: metric.group):
        rows = [made for metric in metrics if (made := row(metric)) is not None]
        if rows:
            title = tag("th", group, scope="rowgroup", colspan=columns)
            yield tag("tbody", tag("tr", title, class_="group"), *rows)


def metric_cell(metric: Metric) -> Html:
    """Return the heading of a row, which tells what the figure means."""
    better = {"higher": "↑", "lower": "↓", "neither": ""}[metric.better]
    said = {"higher": "more is better", "lower": "less is better", "neither": ""}
    mark = tag("span", better, class_="mark", aria_hidden="true")
    hint = tag("span", said[metric.better], class_="hidden")
    name = tag("details", tag("summary", metric.title, " ", mark, hint), metric.meaning)
    return tag("th", name, scope="row")


def made_facts(made: Made, gold: GoldUsed) -> list[tuple[str, str]]:
    """Return what a result was made with, in words."""
    answered = made.model or made.engine or "several"
    origin = f" (recorded: {made.origin})" if made.origin else ""
    recipe = made.recipe or "several"
    fingerprint = f" {made.fingerprint[:12]}" if made.fingerprint else ""
    size = f"{gold.articles:,} articles, {gold.characters:,} characters"
    return [
        ("answered by", f"{answered}{origin}"),
        ("recipe", f"{recipe}{fingerprint}"),
        ("gold", f"{gold.name}: {size}, sha256 {gold.sha256[:12]}"),
        ("extractor", made.extractor),
    ]
