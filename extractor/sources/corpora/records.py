"""One row of a corpus, before it is an article."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from extractor.errors import UnreadableArticle
from extractor.records.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row, or why there is none where one should be.

    Attributes:
        n: Its number, from 1: of the line in JSON lines, else of the row.
        values: What each field holds.
        error: Why it cannot be read.
        notices: What reading it found.
    """

    n: int
    values: Mapping[str, Any] = field(default_factory=dict)
    error: UnreadableArticle | None = None
    notices: tuple[Finding, ...] = ()


def broken(n: int, message: str, *, reason: str = "broken_row") -> Record:
    """Return the record of a row that cannot be read."""
    return Record(n=n, error=UnreadableArticle(reason, message))
