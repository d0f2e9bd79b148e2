"""When an actor appears: bars over the time that the briefings span."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

BARS = 24  # at 5 pixels each as wide as a column of the table
HEIGHT = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """A month, or several, with its articles.

    Attributes:
        x: Its place, from 0 to BARS - 1.
        height: At most HEIGHT, at least 2.
    """

    x: int
    height: int


@dataclass(frozen=True, slots=True)
class Span:
    """The months that a timeline runs over, counted from year 0.

    Attributes:
        first: The first month.
        last: The last.
    """

    first: int
    last: int

    def bar(self, month: int) -> int:
        """Return the place of a month's bar."""
        length = self.last - self.first + 1
        return (month - self.first) * min(BARS, length) // length


def span_of(dates: Iterable[str]) -> Span | None:
    """Return the months that the dates span; None without a date."""
    months = [m for m in map(month_of, dates) if m is not None]
    return Span(min(months), max(months)) if months else None


def bars_of(dates: Iterable[str], span: Span | None) -> tuple[Bar, ...]:
    """Return the bars of an actor's dates; none where there is nothing to compare."""
    months = [m for m in map(month_of, dates) if m is not None]
    if span is None or len(months) < 2 or span.first == span.last:
        return ()
    counts = Counter(map(span.bar, months))
    most = max(counts.values())
    return tuple(
        Bar(x, max(2, round(HEIGHT * n / most))) for x, n in sorted(counts.items())
    )


def month_of(date: str) -> int | None:
    """Return the month of an ISO 8601 date, counted from year 0; None without one."""
    year, _, rest = date.partition("-")
    if not (year.isdecimal() and len(year) == 4):
        return None
    month = rest[:2]
    return int(year) * 12 + (int(month) - 1 if month.isdecimal() else 0)
