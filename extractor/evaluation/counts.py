"""A figure as a part of a whole, so that articles add up and can be drawn again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """Two sums; the figure is their ratio.

    Attributes:
        part: The numerator.
        whole: The denominator; 0 when there was nothing to count.
    """

    part: float
    whole: float

    def __add__(self, other: "Count") -> "Count":
        """Return the count over both."""
        return Count(self.part + other.part, self.whole + other.whole)

    @property
    def value(self) -> float | None:
        """The ratio, or None when there was nothing to count."""
        return self.part / self.whole if self.whole else None


NOTHING = Count(0, 0)


def added(counts: Iterable[Mapping[str, Count]]) -> dict[str, Count]:
    """Return the sum for each metric that any of them counts."""
    total: dict[str, Count] = {}
    for each in counts:
        for name, count in each.items():
            total[name] = total.get(name, NOTHING) + count
    return total
