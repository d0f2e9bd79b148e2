"""Which exchange of which article is under way."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from extractor.records.article import Article

LONGEST = 40


@dataclass(slots=True)
class Tape:
    """The exchanges of one call, which are numbered apart from all others.

    So the same article can be replayed twice in one process.
    """

    subject: str = ""
    counts: Counter[str] = field(default_factory=Counter)

    def next(self, key: str) -> int:
        """Return how often this request was now made: 1 for the first time."""
        self.counts[key] += 1
        return self.counts[key]

    @property
    def slug(self) -> str:
        """The article, in a few letters that any file system takes."""
        plain = unicodedata.normalize("NFKD", self.subject)
        ascii_only = plain.encode("ascii", "ignore").decode("ascii").lower()
        words = re.sub(r"[^a-z0-9]+", "-", ascii_only)[:LONGEST].strip("-")
        return words or "article"


_current: ContextVar[Tape | None] = ContextVar("extractor_tape", default=None)


@contextmanager
def taping(article: Article) -> Iterator[None]:
    """Number the exchanges inside from 1, and name them after the article."""
    token = _current.set(Tape(article.title or article.text[:LONGEST]))
    try:
        yield
    finally:
        _current.reset(token)


def current_tape() -> Tape:
    """Return the tape of the call under way; an own one outside of any call."""
    return _current.get() or Tape()
