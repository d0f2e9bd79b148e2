"""Does only what is missing: takes articles, asks about new ones, keeps what comes."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from extractor.aside import Aside
from extractor.engine import Engine, failed
from extractor.errors import ArticleError, OutputError, RunError
from extractor.journal.bills import Bill, billed_to
from extractor.journal.book import Journal
from extractor.journal.entries import (
    Ended,
    Entry,
    Kept,
    Left,
    Spent,
    Taken,
    Twin,
    failure_of,
    owed_on,
    spent_for,
)
from extractor.journal.keys import Keys
from extractor.records.article import Article
from extractor.records.outcome import Done, Outcome
from extractor.run import READERS, Source

New = tuple[Article, bytes]


class Store(Protocol):
    """Keeps briefings at places by which they are found again."""

    def names(self, source: str) -> Iterable[str]:
        """Return places that a source may have; none: `write` says where it is."""
        ...

    def holds(self, place: str) -> bool:
        """Tell whether a briefing is still there."""
        ...

    def read(self, place: str) -> str:
        """Return the text of a briefing."""
        ...

    def text(self, done: Done[Any]) -> str:
        """Return the text that is written for a finished article."""
        ...

    def write(
        self, text: str, *, place: str | None, noted: Callable[[str], None]
    ) -> None:
        """Write a text; `noted` is told its place when that may be relied on."""
        ...


class Resuming:
    """The work of a run that goes on where earlier ones ended.

    Attributes:
        in_flight: How many articles are taken and have not come to an end.
    """

    def __init__(
        self,
        engine: Engine[Any],
        journal: Journal,
        *,
        store: Store,
        asked: Mapping[str, Any],
        retry_failed: bool = False,
    ) -> None:
        """Take articles in `take` and keep what comes of them in `keep`.

        Args:
            engine: Asked about articles that are new or changed.
            journal: Knows the others.
            store: Holds the briefings.
            asked: What the engine asks with, as JSON: a change asks anew.
            retry_failed: Whether to ask again about those that failed before.
        """
        self.in_flight = 0
        self._engine, self._journal, self._store = engine, journal, store
        self._keys = Keys(fingerprint=engine.recipe.fingerprint, asked=asked)
        self._aside, self._retry = Aside(threads=READERS), retry_failed
        self._asked: dict[bytes, asyncio.Future[Outcome[Any]]] = {}

    async def take(self, source: Source) -> Taken:
        """Return what is known of a source, or what comes of asking about it.

        Raises:
            RunError: Nothing can go on; the article stays pending.
        """
        self._journal.begin(source.name, self._store.names(source.name))
        with self._flight():
            seen = await self._aside(partial(self._look, source))
            if not isinstance(seen, tuple):
                return seen
            article, key = seen
            if asked := self._asked.get(key):
                return _shared(await asyncio.shield(asked), source.name, key=key)
            twin = self._twin(source.name, key)
            return twin or await self._ask(source.name, article, key=key)

    def recall(self, source: str, key: bytes) -> Taken | None:
        """Return what is known of an article, or None to ask about it; blocks.

        For articles that another process reads and asks about.
        """
        self._journal.begin(source, self._store.names(source))
        entry = self._journal.entry(source)
        known: Taken | None = None
        if entry is not None and entry.key == key:
            known = self._known(entry, source)
        known = known or self._twin(source, key)
        if known is None:
            self._journal.asking(source, key)
        return known

    def keep(self, taken: Taken) -> None:
        """Write a briefing, and note what became of the article; blocks.

        Raises:
            OutputError: The disk does not take it; the article stays pending.
        """
        if isinstance(taken, Twin):
            text = self._store.read(taken.place)
            self._done(taken.source, taken.key, text=text, spent=Spent())
        if not isinstance(taken, Ended):
            return
        outcome, key = taken.outcome, taken.key
        if isinstance(outcome, Done):
            text, spent = self._store.text(outcome), owed_on(taken)
            self._done(outcome.source, key, text=text, spent=spent)
            if len(outcome.file.provenance.attempts) > 1:  # most articles have no parts
                self._journal.forget_parts(outcome.file.article.id)
        else:
            self._journal.failed(outcome, key, spent=owed_on(taken))
        self._asked.pop(key or b"", None)

    def close(self) -> None:
        """Let go of the threads that read."""
        self._aside.close()

    def _done(self, source: str, key: bytes | None, *, text: str, spent: Spent) -> None:
        entry = self._journal.entry(source)
        noted = partial(self._noted, source, key, spent=spent)
        try:
            self._store.write(text, place=entry.place if entry else None, noted=noted)
        except OutputError:
            with suppress(OutputError):
                self._journal.asking(source, key)
            raise

    def _noted(
        self, source: str, key: bytes | None, place: str, *, spent: Spent
    ) -> None:
        self._journal.done(source, key, place=place, spent=spent)

    def _look(self, source: Source) -> Taken | New:
        """Return what is known of a source, or its article and key; blocks."""
        try:
            article = source.read()
        except ArticleError as error:
            return Ended(failed(source.name, error), None)
        key = self._keys.of(article, self._engine.prompt(article))
        entry = self._journal.entry(source.name)
        if entry is None or entry.key != key:
            return article, key
        return self._known(entry, source.name) or (article, key)

    def _known(self, entry: Entry, source: str) -> Kept | Left | None:
        """Return what is to be left as it is, for a source with an entry's key."""
        if entry.state == "done" and self._store.holds(entry.place or ""):
            return Kept(source)
        tried = not self._retry or entry.ended == self._journal.run
        if entry.state == "failed" and tried:
            return Left(replace(failure_of(entry), source=source))
        return None

    def _twin(self, source: str, key: bytes) -> Twin | Ended | None:
        """Return what is known of the same question, asked for another source."""
        for entry in self._journal.twins(key):
            known = self._known(entry, source)
            if isinstance(known, Left):
                return Ended(known.failed, key, shared=True)
            if known is not None and entry.place is not None:
                return Twin(source, key, entry.place)
        return None

    async def _ask(self, source: str, article: Article, *, key: bytes) -> Ended:
        self._journal.asking(source, key)
        asked = self._asked[key] = asyncio.get_running_loop().create_future()
        with billed_to(source) as bill:
            try:
                outcome = await self._engine.extract(article, source)
            except asyncio.CancelledError:
                asked.cancel()
                raise
            except Exception as error:
                self._pay(bill, error)
                asked.set_exception(error)
                asked.exception()  # others may wait for it, or nobody
                self._asked.pop(key, None)
                raise
        asked.set_result(outcome)
        return Ended(outcome, key, paid=bill.paid)

    def _pay(self, bill: Bill, error: Exception) -> None:
        """Note what was spent on an article at which the run ended, if it is not."""
        if isinstance(error, RunError) and error.attempts and bill.paid is None:
            spent = spent_for(error.attempts, cost_usd=error.cost_usd)
            self._journal.paid(bill.source, spent)

    @contextmanager
    def _flight(self) -> Iterator[None]:
        self.in_flight += 1
        try:
            yield
        finally:
            self.in_flight -= 1


def _shared(outcome: Outcome[Any], source: str, *, key: bytes) -> Ended:
    return Ended(replace(outcome, source=source), key, shared=True)
