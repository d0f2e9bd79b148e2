"""Keeping what a batch brought, for each article that asked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from extractor.answerers.llm.batches import Result
from extractor.batch.ledger import Ledger
from extractor.batch.records import Asked, Shard
from extractor.journal import Ended, Journal, Kept, Left, Resuming, Taken, Twin
from extractor.journal.entries import Entry
from extractor.journal.resuming import Store
from extractor.records.outcome import Failed, Outcome


@dataclass(frozen=True, slots=True)
class Again:
    """An article that the next batch is to be asked about.

    Attributes:
        source: Where it comes from.
    """

    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What a line brought.

    Attributes:
        asked: The request; None when nobody waits for it.
        result: The line.
        outcome: What it comes to; None when it is to be asked again, or when its
            briefing is there already.
    """

    asked: Asked | None
    result: Result
    outcome: Outcome[Any] | None = None


class Keeping:
    """Puts outcomes into an output, each once, and notes that in the ledger."""

    def __init__(
        self, ledger: Ledger, journal: Journal, *, store: Store, work: Resuming
    ) -> None:
        """Keep with the journal's lock held.

        Args:
            ledger: Knows what was asked.
            journal: Knows what is done.
            store: Holds the briefings.
            work: Writes them as a run does.
        """
        self._ledger, self._journal = ledger, journal
        self._store, self._work = store, work

    def waits(self, asked: Asked) -> bool:
        """Tell whether an article waits for what a request brings."""
        if self._place(asked) is not None:
            return False
        entries = map(self._journal.entry, asked.sources)
        return any(entry is None or self._is_open(entry, asked) for entry in entries)

    def keep(self, came: Came, shard: Shard) -> list[Taken | Again]:
        """Write what a line came to, and return what that is for each article."""
        asked, result = came.asked, came.result
        if asked is None:
            return []
        if came.outcome is None and result.fate == "again" and self.waits(asked):
            self._ledger.again(
                asked.key, shard=shard, status=result.status, reason=result.reason
            )
            return [Again(source) for source in asked.sources]
        kept: list[Taken | Again] = list(self._kept(asked, came.outcome))
        self._ledger.end(asked.key)
        return kept

    def _kept(self, asked: Asked, outcome: Outcome[Any] | None) -> Iterator[Taken]:
        """Keep an outcome for each article that asked; the first one pays."""
        shared = False
        for source in asked.sources:
            self._journal.begin(source, self._store.names(source))
            entry = self._journal.entry(source)
            taken = self._taken(entry, asked, outcome, shared=shared)
            if taken is not None:
                self._work.keep(taken)
                shared = True
                yield taken

    def _taken(
        self,
        entry: Entry | None,
        asked: Asked,
        outcome: Outcome[Any] | None,
        *,
        shared: bool,
    ) -> Taken | None:
        """Return what an article gets; None when it asks something else by now."""
        if entry is None or entry.key not in (None, asked.key):
            return None
        if known := self._known(entry):
            return known
        if place := self._place(asked):
            return Twin(entry.source, asked.key, place)
        if outcome is None:
            return None
        return Ended(replace(outcome, source=entry.source), asked.key, shared=shared)

    def _is_open(self, entry: Entry, asked: Asked) -> bool:
        """Tell whether an article asks this and has no end."""
        return entry.key in (None, asked.key) and self._known(entry) is None

    def _known(self, entry: Entry) -> Kept | Left | None:
        """Return what is to be left as it is."""
        if entry.state == "done" and self._store.holds(entry.place or ""):
            return Kept(entry.source)
        if entry.state == "failed":
            reason, message = entry.reason or "", entry.message or ""
            failed = Failed(source=entry.source, reason=reason, message=message)
            return Left(failed)
        return None

    def _place(self, asked: Asked) -> str | None:
        """Return where the briefing of a request is, if it is there already."""
        for entry in self._journal.twins(asked.key):
            if entry.state == "done" and self._store.holds(entry.place or ""):
                return entry.place
        return None
