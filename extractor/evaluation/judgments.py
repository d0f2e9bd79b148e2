"""One thing that gold asks of a briefing, and what it got."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field

from extractor.evaluation.counts import NOTHING, Count


class Judgment(BaseModel):
    """Whether one piece of gold was met, with the words to see why."""

    model_config = ConfigDict(frozen=True)

    metric: str = Field(description="The metric that it counts for.")
    gold: str = Field(description="Id of the piece of gold.")
    right: bool
    text: str = Field(description="The words of the article that it is about.")
    expected: str
    got: str
    also: tuple[str, ...] = Field(default=(), description="Metrics of a part of them.")


def counted(judgments: Iterable[Judgment]) -> dict[str, Count]:
    """Return the share of right ones for each metric."""
    counts: dict[str, Count] = {}
    for judgment in judgments:
        for name in (judgment.metric, *judgment.also):
            counts[name] = counts.get(name, NOTHING) + Count(judgment.right, 1)
    return counts
