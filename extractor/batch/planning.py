"""Planning: questions are put into the ledger instead of to a model."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NoReturn, Protocol

from extractor.batch.ledger import Ledger
from extractor.batch.sharding import ShardLimits, Sized, shards_of
from extractor.engine import Engine
from extractor.journal import Ended, Journal, Left, Resuming, Taken
from extractor.records.article import Article
from extractor.records.outcome import Request
from extractor.run import Source


@dataclass(frozen=True, slots=True)
class Put:
    """An article that a batch is to be asked about.

    Attributes:
        source: Where it comes from.
        article: The article.
        sized: What its request takes of the limits.
    """

    source: str
    article: Article
    sized: Sized


@dataclass(frozen=True, slots=True)
class TooLong:
    """An article that takes several requests, which a batch cannot bring together.

    Attributes:
        source: Where it comes from.
    """

    source: str


class Measure(Protocol):
    """Makes a request ready to be sent, and measures it."""

    async def __call__(self, request: Request[Any]) -> Sized | None:
        """Return what it takes of the limits; None when a batch cannot ask it."""
        ...


class _PutOff(Exception):
    """A question is not asked now; `sized` is None when a batch cannot ask it."""

    def __init__(self, article: Article, sized: Sized | None) -> None:
        self.article, self.sized = article, sized
        super().__init__()


class Planning:
    """Takes articles as a run does, and asks nothing.

    What is done, failed before or cannot be read is dealt with as in any run.
    """

    def __init__(
        self,
        engine: Engine[Any],
        journal: Journal,
        ledger: Ledger,
        *,
        measure: Measure,
        resuming: Callable[[Engine[Any]], Resuming],
    ) -> None:
        """Plan with the journal's lock held.

        Args:
            engine: What would be asked.
            journal: Knows what is done.
            ledger: Keeps what is to be asked.
            measure: Measures a request.
            resuming: Makes the work of a run with an engine.
        """
        self._journal, self._ledger = journal, ledger
        answerer = _Later(measure)
        self._work = resuming(replace(engine, answerer=answerer, window=None))

    async def take(self, source: Source) -> Taken | Put | TooLong:
        """Return what is known of a source, or that a batch will be asked."""
        try:
            return await self._work.take(source)
        except _PutOff as question:
            if question.sized is None:
                return TooLong(source.name)
            return Put(source.name, question.article, question.sized)

    def keep(self, taken: Taken | Put | TooLong) -> None:
        """Write what is known already, and put the others in the ledger; blocks."""
        if isinstance(taken, Put):
            self._put(taken)
        elif not isinstance(taken, TooLong):
            self._work.keep(taken)
            self._ledger.drop(_source_of(taken))

    def close(self) -> None:
        """Let go of the threads that read."""
        self._work.close()

    def _put(self, taken: Put) -> None:
        key = taken.sized.key
        self._journal.asking(taken.source, key)
        self._ledger.asks_for(taken.source, key)
        self._ledger.put(taken.sized, taken.article.model_dump_json())


def _source_of(taken: Taken) -> str:
    if isinstance(taken, Ended):
        return taken.outcome.source
    return taken.failed.source if isinstance(taken, Left) else taken.source


class _Later:
    """An answerer that puts questions off."""

    softened: frozenset[str] = frozenset()

    def __init__(self, measure: Measure) -> None:
        self._measure = measure

    async def answer(self, request: Request[Any]) -> NoReturn:
        raise _PutOff(request.article, await self._measure(request))

    async def aclose(self) -> None:
        """Nothing is open."""


def cut(ledger: Ledger, limits: ShardLimits) -> int:
    """Put all requests that are in no shard into shards; return the number of these.

    Raises:
        SettingsError: One request alone is more than a limit.
    """
    ledger.drop_unasked()
    number = 0
    for tries in ledger.waiting():
        for shard in shards_of(ledger.sized(tries), limits):
            ledger.add_shard(shard, attempt=tries + 1)
            number += 1
    return number
