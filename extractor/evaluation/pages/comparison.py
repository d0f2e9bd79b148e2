"""The page of a comparison: differences with intervals, and where results part."""

from collections.abc import Iterable

from extractor.evaluation.comparing import (
    Compared,
    Comparison,
    Difference,
    Disagreement,
)
from extractor.evaluation.metric import Metric
from extractor.evaluation.metrics import BY_NAME
from extractor.evaluation.pages.elements import Html, facts, joined, page, table, tag
from extractor.evaluation.pages.rows import grouped, made_facts, metric_cell
from extractor.evaluation.tables import interval, shown

COLUMNS = (
    *("metric", "first ", "second ", "change ", "95 % interval ", "drawn", "verdict"),
)
MOST_DISAGREEMENTS = 60  # of one pair of results; the JSON file holds all
WIDTH, HEIGHT = 160, 16
REACH = 0.3  # of the axis on either side of no change; shares rarely differ by more
AMOUNTS = frozenset({"cost", "volume"})
WORDS = {"better": "better", "worse": "worse", "open": "–"}


def comparison_page(comparison: Comparison) -> str:
    """Return the page of a comparison."""
    first = comparison.first
    sides = [
        _side("first", first.label, made_facts(first.made, first.gold)),
        *(
            _side("second", other.label, made_facts(other.made, other.gold))
            for other in comparison.others
        ),
    ]
    compared = (_compared(first.label, each) for each in comparison.compared)
    count = f"Articles in all results: {len(comparison.articles)}"
    left_out = f"; left out: {', '.join(comparison.left_out)}"
    return page(
        f"Comparison with {first.label}",
        tag("p", count, left_out if comparison.left_out else ""),
        tag("p", _reading()),
        tag("div", *sides, class_="sides"),
        tag("div", *compared, id="figures"),
    )


def _reading() -> str:
    return (
        "An interval holds 95 % of the changes that come up when the articles are "
        "drawn again, the same for both sides. Better and worse are said only where "
        "the whole interval lies on one side of no change."
    )


def _side(place: str, label: str, told: list[tuple[str, str]]) -> Html:
    title = tag("h2", tag("span", place, class_="place"), " ", label)
    return tag("section", title, facts(told))


def _compared(first: str, compared: Compared) -> Html:
    title = f"{first} (first) against {compared.label} (second)"
    articles = (
        tag("details", tag("summary", a.id), _differences(a.id, a.differences))
        for a in compared.articles
    )
    return tag(
        "section",
        tag("h2", title),
        _differences(title, compared.differences),
        tag("h3", "By article"),
        tag("p", "Intervals draw an article's pieces of gold again."),
        *articles,
        tag("h3", "Worst disagreements"),
        _disagreements(compared),
    )


def _differences(caption: str, differences: Iterable[Difference]) -> Html:
    by_name = {found.metric: found for found in differences}
    bodies = grouped(lambda metric: _row(metric, by_name), columns=len(COLUMNS))
    return table(caption, COLUMNS, *bodies)


def _row(metric: Metric, by_name: dict[str, Difference]) -> Html | None:
    found = by_name.get(metric.name)
    if found is None:
        return None
    numbers = (shown(v) for v in (found.first, found.second))
    return tag(
        "tr",
        metric_cell(metric),
        *(tag("td", number, class_="number") for number in numbers),
        tag("td", _signed(found.difference), class_="number"),
        tag("td", interval(found), class_="number faint"),
        tag("td", _drawn(found)),
        tag("td", WORDS[found.verdict], class_=found.verdict),
    )


def _signed(value: float | None) -> str:
    return shown(value) if value is None or value <= 0 else f"+{shown(value)}"


def _drawn(found: Difference) -> Html:
    """Return the interval as a line about no change, for shares only."""
    low, high, middle = found.low, found.high, found.difference
    share = BY_NAME[found.metric].group not in AMOUNTS
    if low is None or high is None or middle is None or not share:
        return Html()
    centre = HEIGHT / 2
    return tag(
        "svg",
        tag("line", x1=WIDTH / 2, x2=WIDTH / 2, y1=0, y2=HEIGHT, class_="axis"),
        tag("line", x1=_x(low), x2=_x(high), y1=centre, y2=centre, class_="reach"),
        tag("circle", cx=_x(middle), cy=centre, r=3, class_="point"),
        width=WIDTH,
        height=HEIGHT,
        aria_hidden="true",
    )


def _x(value: float) -> float:
    within = max(-REACH, min(REACH, value))
    return round(WIDTH / 2 + within / REACH * (WIDTH / 2 - 4), 1)


def _disagreements(compared: Compared) -> Html:
    shown_ones = compared.disagreements[:MOST_DISAGREEMENTS]
    hidden = len(compared.disagreements) - len(shown_ones)
    more = tag("p", f"And {hidden} more in comparison.json.") if hidden > 0 else ""
    if not shown_ones:
        return tag("p", "None.")
    return joined([tag("ul", *map(_card, shown_ones), class_="cards"), more])


def _card(found: Disagreement) -> Html:
    return tag(
        "li",
        tag("h4", f"{BY_NAME[found.metric].title}, {found.article}"),
        tag("blockquote", found.text),
        facts(
            [
                ("expected", found.expected),
                (_said("first", found), found.first),
                (_said("second", found), found.second),
            ]
        ),
    )


def _said(side: str, found: Disagreement) -> str:
    return f"{side}, {'right' if found.right == side else 'wrong'}"
