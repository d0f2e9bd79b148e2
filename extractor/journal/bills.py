"""What a run pays for an article that is asked about in parts, noted part by part."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from extractor.journal.entries import Spent


@dataclass(slots=True)
class Bill:
    """What one article cost so far.

    Attributes:
        source: The article's.
        paid: What this run spent on its parts, which the journal knows; None while
            nobody has asked about a part.
    """

    source: str
    paid: Spent | None = None

    def add(self, spent: Spent) -> None:
        """Add what a part cost: nothing, if an earlier run paid for it."""
        self.paid = (self.paid or Spent()) + spent


_current: ContextVar[Bill] = ContextVar("extractor_bill")


@contextmanager
def billed_to(source: str) -> Iterator[Bill]:
    """Return the bill for what is asked inside."""
    bill = Bill(source)
    token = _current.set(bill)
    try:
        yield bill
    finally:
        _current.reset(token)


def current_bill() -> Bill:
    """Return the bill of the article that is being asked about."""
    return _current.get()
