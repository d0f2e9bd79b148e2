"""Results and comparisons in a terminal: plain columns."""

from collections.abc import Iterator, Sequence

from extractor.evaluation.comparing import Comparison, Difference, Disagreement
from extractor.evaluation.metrics import BY_NAME, METRICS
from extractor.evaluation.results import Result

SHOWN_DISAGREEMENTS = 5
LONGEST_WORDS = 100
UNKNOWN = "-"
_SIGNS = {"better": "+", "worse": "!", "open": " "}


def result_table(result: Result) -> str:
    """Return every figure of a result, by what it is about."""
    gold = f"articles of {_short(result.gold.name)}: {result.gold.articles}"
    lines = [f"{_short(result.label)}; {gold}"]
    group = None
    for metric in METRICS:
        figure = result.figures.get(metric.name)
        if figure is None:
            continue
        if metric.group != group:
            group = metric.group
            lines += ["", group]
        counted = f"{figure.part:,.6g} of {figure.whole:,.6g}"
        lines.append(f"  {metric.title:34} {shown(figure.value):>9}   {counted}")
    return "\n".join([*lines, *_failures(result)])


def shown(value: float | None) -> str:
    """Return a figure with three decimals, fewer when it is large."""
    if value is None:
        return UNKNOWN
    return f"{value:.3f}" if abs(value) < 1_000 else f"{value:,.0f}"


def _failures(result: Result) -> Iterator[str]:
    failed = [a for a in result.articles if a.outcome != "done"]
    if failed:
        yield ""
        yield "without a briefing, so that all their gold is missed:"
        yield from (f"  {_short(article.id)}: {article.outcome}" for article in failed)


def comparison_table(comparison: Comparison) -> str:
    """Return each result against the first, and where they part most."""
    blocks = [
        f"articles: {len(comparison.articles)}; 95 % intervals, paired by article"
    ]
    if comparison.left_out:
        blocks.append(
            "left out, in some only or with another gold: "
            + ", ".join(comparison.left_out)
        )
    for compared in comparison.compared:
        first, second = _short(comparison.first.label), _short(compared.label)
        title = f"{first} (first) against {second} (second)"
        rows = "\n".join(_rows(compared.differences))
        blocks.append(f"{title}\n\n{rows}")
        worst = list(_worst(compared.disagreements))
        if worst:
            blocks.append("\n".join(["worst disagreements", *worst]))
    return "\n\n".join(blocks)


def _rows(differences: Sequence[Difference]) -> Iterator[str]:
    yield f"    {'':34} {'first':>9} {'second':>9} {'change':>9}   95 % interval"
    for found in differences:
        title, sign = BY_NAME[found.metric].title, _SIGNS[found.verdict]
        figures = (shown(v) for v in (found.first, found.second, found.difference))
        columns = " ".join(f"{figure:>9}" for figure in figures)
        yield f"  {sign} {title:34} {columns}   {interval(found)}".rstrip()
    yield "  + better and ! worse: the interval lies wholly on one side of 0"


def interval(found: Difference) -> str:
    """Return an interval in brackets, or nothing."""
    if found.low is None or found.high is None:
        return ""
    return f"[{shown(found.low)}, {shown(found.high)}]"


def _worst(disagreements: Sequence[Disagreement]) -> Iterator[str]:
    for found in disagreements[:SHOWN_DISAGREEMENTS]:
        title = BY_NAME[found.metric].title
        yield f"  {_short(found.article)}, {title}: only the {found.right} is right"
        yield f"    “{_short(found.text)}” {_short(found.expected)}"
        yield f"    first:  {_short(found.first)}"
        yield f"    second: {_short(found.second)}"
    hidden = len(disagreements) - SHOWN_DISAGREEMENTS
    if hidden > 0:
        yield f"  and {hidden} more, in the files that -o writes"


def _short(text: str) -> str:
    """Return a text on one line that no control sequence in it can disturb."""
    line = "".join(c if c.isprintable() else " " for c in text)
    return line if len(line) <= LONGEST_WORDS else f"{line[:LONGEST_WORDS]}…"
