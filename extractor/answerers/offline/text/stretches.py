"""Ranges of the article's text."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Stretch:
    """A half-open range of the article's text."""

    start: int
    end: int

    def __len__(self) -> int:
        """Return the number of characters."""
        return self.end - self.start

    def shared(self, other: "Stretch") -> int:
        """Return the number of characters in both."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def holds(self, other: "Stretch") -> bool:
        """Tell whether the other lies inside."""
        return self.start <= other.start and other.end <= self.end


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return the same ranges in order, those that touch or overlap as one."""
    apart: list[Stretch] = []
    for stretch in sorted(stretches):
        if apart and stretch.start <= apart[-1].end:
            last = apart.pop()
            stretch = Stretch(last.start, max(last.end, stretch.end))
        apart.append(stretch)
    return apart
