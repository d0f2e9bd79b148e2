"""Results side by side: differences, how sure they are, and where they part."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from extractor.errors import SettingsError
from extractor.evaluation.bootstrap import paired_interval
from extractor.evaluation.counts import NOTHING, Count, added
from extractor.evaluation.metric import Metric
from extractor.evaluation.metrics import METRICS, OF_GOLD, QUALITY
from extractor.evaluation.results import ArticleScore, GoldUsed, Made, Result

FORMAT: Final = "extractor/comparison.v1"
Verdict = Literal["better", "worse", "open"]


class Difference(BaseModel):
    """One metric in two results.

    The interval is of the second's figure less the first's, 95 %, paired.
    """

    model_config = ConfigDict(frozen=True)

    metric: str
    first: float | None
    second: float | None
    difference: float | None
    low: float | None = None
    high: float | None = None
    verdict: Verdict = Field(
        description="better or worse: the whole interval lies on one side of 0."
    )


class ArticleDifferences(BaseModel):
    """The metrics of one article; intervals draw its pieces of gold again."""

    model_config = ConfigDict(frozen=True)

    id: str
    differences: tuple[Difference, ...]


class Disagreement(BaseModel):
    """A piece of gold that one result meets and the other does not."""

    model_config = ConfigDict(frozen=True)

    article: str
    metric: str
    gold: str
    text: str
    expected: str
    first: str
    second: str
    right: Literal["first", "second"]


class Compared(BaseModel):
    """One result against the first one."""

    model_config = ConfigDict(frozen=True)

    label: str
    differences: tuple[Difference, ...]
    articles: tuple[ArticleDifferences, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def worse(self) -> list[str]:
        """The metrics that are worse for sure."""
        return [d.metric for d in self.differences if d.verdict == "worse"]


class Side(BaseModel):
    """What one result was made with."""

    model_config = ConfigDict(frozen=True)

    label: str
    made: Made
    gold: GoldUsed


class Comparison(BaseModel):
    """The first result, and every other one against it."""

    model_config = ConfigDict(frozen=True)

    format: Literal["extractor/comparison.v1"] = FORMAT
    first: Side
    others: tuple[Side, ...]
    articles: tuple[str, ...] = Field(description="Those in all results.")
    left_out: tuple[str, ...] = Field(
        description="Those in some only, or with another gold."
    )
    compared: tuple[Compared, ...]


def compare(results: Sequence[Result]) -> Comparison:
    """Return the first result against each other one, over the articles in all.

    Raises:
        SettingsError: Fewer than two results, or no article in all of them.
    """
    if len(results) < 2:
        message = f"expected two results or more to compare, found {len(results)}"
        raise SettingsError(message)
    shared = _shared(results)
    every = {a.id for result in results for a in result.articles}
    first, *others = results
    return Comparison(
        first=_side(first),
        others=tuple(map(_side, others)),
        articles=tuple(shared),
        left_out=tuple(sorted(every.difference(shared))),
        compared=tuple(_compared(first, other, shared) for other in others),
    )


def _shared(results: Sequence[Result]) -> list[str]:
    """Return the ids of articles that all results hold with the same text and gold."""
    every = [{a.id: (a.article, a.gold) for a in r.articles} for r in results]
    first = every[0].items()
    shared = [i for i, one in first if all(each.get(i) == one for each in every)]
    if not shared:
        message = (
            "the results share no article: compare results over the same gold, as "
            "`extractor eval GOLD` writes them"
        )
        raise SettingsError(message)
    return shared


def _side(result: Result) -> Side:
    return Side(label=result.label, made=result.made, gold=result.gold)


def _compared(first: Result, second: Result, shared: Sequence[str]) -> Compared:
    ones, others = _chosen(first, shared), _chosen(second, shared)
    return Compared(
        label=second.label,
        differences=tuple(_overall(ones, others)),
        articles=tuple(
            ArticleDifferences(id=one.id, differences=tuple(_within(one, other)))
            for one, other in zip(ones, others, strict=True)
        ),
        disagreements=tuple(disagreements(ones, others)),
    )


def _chosen(result: Result, shared: Sequence[str]) -> list[ArticleScore]:
    by_id = {article.id: article for article in result.articles}
    return [by_id[i] for i in shared]


def _overall(
    ones: Sequence[ArticleScore], others: Sequence[ArticleScore]
) -> Iterator[Difference]:
    """Yield every metric over all articles; intervals draw the articles again."""
    first, second = added(a.counts for a in ones), added(a.counts for a in others)
    for metric in METRICS:
        if metric.name in first or metric.name in second:
            sides = _paired(metric, ones, others)
            yield difference(metric, [c for c, _ in sides], [c for _, c in sides])


def _paired(
    metric: Metric, ones: Sequence[ArticleScore], others: Sequence[ArticleScore]
) -> list[tuple[Count, Count]]:
    """Return the counts of every article on both sides.

    Of what is no share of gold, those alone that both have: what failed on one side
    has no size, and its price is no answer's.
    """
    sides = [
        (one.counts.get(metric.name), other.counts.get(metric.name))
        for one, other in zip(ones, others, strict=True)
    ]
    if metric.group not in OF_GOLD and any(one and other for one, other in sides):
        sides = [(one, other) for one, other in sides if one and other]
    return [(one or NOTHING, other or NOTHING) for one, other in sides]


def _within(one: ArticleScore, other: ArticleScore) -> Iterator[Difference]:
    """Yield every metric of an article.

    Where a metric is a share of pieces of gold, the interval draws those again; a
    single figure has none.
    """
    for metric in METRICS:
        if metric.name in one.counts or metric.name in other.counts:
            pieces = _pieces(metric.name, one, other)
            first = [one.counts.get(metric.name, NOTHING)]
            second = [other.counts.get(metric.name, NOTHING)]
            yield difference(metric, *(pieces or (first, second)))


def _pieces(
    metric: str, one: ArticleScore, other: ArticleScore
) -> tuple[list[Count], list[Count]] | None:
    """Return each piece of gold's counts on both sides, or None when there are none."""
    sides = [
        {
            j.gold: Count(j.right, 1)
            for j in article.judgments
            if metric in (j.metric, *j.also) and not metric.startswith("catch_")
        }
        for article in (one, other)
    ]
    golds = list(dict.fromkeys([*sides[0], *sides[1]]))
    if not golds:
        return None
    return ([sides[0].get(g, NOTHING) for g in golds],
            [sides[1].get(g, NOTHING) for g in golds])  # fmt: skip


def difference(
    metric: Metric, first: Sequence[Count], second: Sequence[Count]
) -> Difference:
    """Return the difference of a metric over these places, and how sure it is."""
    one, other = sum(first, NOTHING).value, sum(second, NOTHING).value
    both = one is not None and other is not None
    interval = paired_interval(first, second) if both else None
    return Difference(
        metric=metric.name,
        first=one,
        second=other,
        difference=other - one if one is not None and other is not None else None,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        verdict=_verdict(metric, interval.low, interval.high) if interval else "open",
    )


def _verdict(metric: Metric, low: float, high: float) -> Verdict:
    if metric.better == "neither" or low <= 0 <= high:
        return "open"
    higher = low > 0
    return "better" if higher == (metric.better == "higher") else "worse"


def disagreements(
    ones: Sequence[ArticleScore], others: Sequence[ArticleScore]
) -> Iterator[Disagreement]:
    """Yield each piece of gold that just one side meets.

    In the order of metrics, so that what is not found at all comes before a wrong
    speaker; within one, the longest passages first.
    """
    order = {metric.name: n for n, metric in enumerate(METRICS)}
    parted = [
        found
        for one, other in zip(ones, others, strict=True)
        for found in _parted(one, other)
    ]
    yield from sorted(parted, key=lambda d: (order[d.metric], -len(d.text)))


def _parted(one: ArticleScore, other: ArticleScore) -> Iterator[Disagreement]:
    theirs = {(j.metric, j.gold): j for j in other.judgments}
    for mine in one.judgments:
        yours = theirs.get((mine.metric, mine.gold))
        if yours is None or mine.metric not in QUALITY:
            continue
        if mine.right != yours.right:
            yield Disagreement(
                article=one.id,
                metric=mine.metric,
                gold=mine.gold,
                text=mine.text,
                expected=mine.expected,
                first=mine.got,
                second=yours.got,
                right="first" if mine.right else "second",
            )
