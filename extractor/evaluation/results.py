"""The result of an evaluation, as it is kept: `extractor/evaluation.v1`."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from extractor.evaluation.counts import Count, added
from extractor.evaluation.gold import GoldRow
from extractor.evaluation.judgments import Judgment
from extractor.evaluation.metrics import METRICS

FORMAT: Final = "extractor/evaluation.v1"
DIGITS = 6  # of a figure in a file: far below what an article more or less changes


class Figure(BaseModel):
    """One figure, and the two sums that it is the ratio of."""

    model_config = ConfigDict(frozen=True)

    value: float | None
    part: float
    whole: float

    @property
    def count(self) -> Count:
        """The two sums."""
        return Count(self.part, self.whole)


class ArticleScore(BaseModel):
    """What one article came to."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(description="Id of the gold row.")
    article: str = Field(description="sha256 of its text.")
    gold: str = Field(default="", description="sha256 of its gold.")
    outcome: str = Field(description="done, or the reason why there is no briefing.")
    figures: dict[str, Figure]
    judgments: tuple[Judgment, ...] = ()
    unsupported_by_rule: dict[str, int] = Field(default_factory=dict)

    @cached_property
    def counts(self) -> dict[str, Count]:
        """The sums by metric."""
        return {name: figure.count for name, figure in self.figures.items()}


class GoldUsed(BaseModel):
    """What was measured against."""

    model_config = ConfigDict(frozen=True)

    name: str
    sha256: str = Field(description="Of every row's id, text and gold, in order.")
    articles: int
    characters: int


class Made(BaseModel):
    """What was measured."""

    model_config = ConfigDict(frozen=True)

    extractor: str
    engine: Literal["llm", "offline"] | None = None
    model: str | None = None
    recipe: str | None = None
    fingerprint: str | None = None
    origin: str | None = Field(
        default=None, description="Of a recording: server, desk or authored."
    )


class Result(BaseModel):
    """One run over the gold, scored."""

    model_config = ConfigDict(frozen=True)

    format: Literal["extractor/evaluation.v1"] = FORMAT
    label: str
    gold: GoldUsed
    made: Made
    figures: dict[str, Figure] = Field(description="Over all articles.")
    articles: tuple[ArticleScore, ...]

    def value(self, metric: str) -> float | None:
        """Return a figure over all articles, or None when nothing was counted."""
        figure = self.figures.get(metric)
        return figure.value if figure else None


def figures(counts: Mapping[str, Count]) -> dict[str, Figure]:
    """Return figures in the order in which metrics are told."""
    return {
        metric.name: _figure(counts[metric.name])
        for metric in METRICS
        if metric.name in counts
    }


def _figure(count: Count) -> Figure:
    value = count.value
    return Figure(
        value=None if value is None else round(value, DIGITS),
        part=round(count.part, DIGITS),
        whole=round(count.whole, DIGITS),
    )


def result_of(
    label: str, *, gold: GoldUsed, made: Made, articles: Sequence[ArticleScore]
) -> Result:
    """Return the result: each figure is the ratio of the articles' sums."""
    total = added(article.counts for article in articles)
    return Result(
        label=label,
        gold=gold,
        made=made,
        figures=figures(total),
        articles=tuple(articles),
    )


def gold_used(rows: Sequence[GoldRow], *, name: str) -> GoldUsed:
    """Return what tells one gold from another."""
    return GoldUsed(
        name=name,
        sha256=gold_sha256(rows),
        articles=len(rows),
        characters=sum(len(row.text) for row in rows),
    )


def gold_sha256(rows: Iterable[GoldRow]) -> str:
    """Return the sha256 of what is scored of these rows."""
    total = hashlib.sha256()
    for row in rows:
        kept = row.model_dump(mode="json", exclude={"topic", "reason"})
        total.update(_compact(kept).encode())
    return total.hexdigest()


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
