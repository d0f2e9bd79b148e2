"""How sure a difference is: paired bootstrap, the same draws for both sides."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.evaluation.counts import Count

DRAWS = 2_000  # an end of a 95 % interval is then the 50th of 2,000 in order
SEED = 20_261_126
TAIL = 0.025  # on either side


@dataclass(frozen=True, slots=True)
class Interval:
    """A percentile interval of 95 %.

    Attributes:
        low: Its lower end.
        high: Its upper end.
    """

    low: float
    high: float


def paired_interval(first: Sequence[Count], second: Sequence[Count]) -> Interval | None:
    """Return the interval of second's figure less first's, or None if it has none.

    What is drawn, with replacement, are the places of the two lists: an article's
    counts on both sides, or a piece of gold's. Deterministic.

    Args:
        first: Counts, one a place.
        second: Counts of the same places.
    """
    if len(first) < 2:
        return None
    found: list[float] = []
    for drawn in _draws(len(first)):
        one, other = _value(first, drawn), _value(second, drawn)
        if one is not None and other is not None:
            found.append(other - one)
    if not found:
        return None
    found.sort()
    last = len(found) - 1
    return Interval(found[round(TAIL * last)], found[round((1 - TAIL) * last)])


def _value(counts: Sequence[Count], drawn: Sequence[int]) -> float | None:
    whole = sum(counts[n].whole for n in drawn)
    return sum(counts[n].part for n in drawn) / whole if whole else None


@lru_cache(maxsize=64)
def _draws(places: int) -> tuple[tuple[int, ...], ...]:
    chance = random.Random(SEED)  # noqa: S311 - to be the same each time
    return tuple(tuple(chance.choices(range(places), k=places)) for _ in range(DRAWS))
