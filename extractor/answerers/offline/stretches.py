"""Ranges of the article's text."""

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
