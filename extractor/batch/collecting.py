"""Collecting: each answer of a batch goes the way of any answer, into the output."""

from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from extractor.answerers.llm.batches import BatchClient, Result, read_results
from extractor.aside import Aside
from extractor.batch.endings import as_failed, missing
from extractor.batch.ledger import Ledger
from extractor.batch.records import TRIES, Asked, Shard
from extractor.engine import Engine
from extractor.journal import Ended, Journal, Kept, Left, Resuming, Taken, Twin
from extractor.journal.entries import Entry
from extractor.journal.resuming import Store
from extractor.records.article import Article
from extractor.records.outcome import Failed, Outcome
from extractor.run import run


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


class Collecting:
    """Takes what batches brought into an output."""

    def __init__(
        self,
        ledger: Ledger,
        client: BatchClient,
        *,
        journal: Journal,
        store: Store,
        work: Resuming,
        read: Callable[[Result, Asked, Shard], Engine[Any]],
    ) -> None:
        """Collect with the journal's lock held.

        Args:
            ledger: Knows what was asked.
            client: Speaks to the provider.
            journal: Knows what is done.
            store: Holds the briefings.
            work: Keeps what comes.
            read: Makes the engine whose first answer is the line's.
        """
        self._ledger, self._client, self._journal = ledger, client, journal
        self._store, self._work, self._read = store, work, read

    async def collect(
        self,
        shard: Shard,
        *,
        folder: Path,
        secret: str | None,
        at_once: int,
        wanted: Callable[[], bool],
    ) -> AsyncGenerator[Taken | Again, None]:
        """Yield what became of each article of a batch that has ended.

        Args:
            shard: What was asked.
            folder: Where the provider's files are while they are read.
            secret: The provider's key, which no message may hold.
            at_once: Answers that are being mended at once, at most.
            wanted: Asked before each answer: whether to take another one.

        Raises:
            RunError: Nothing can go on; what is collected stays.
        """
        writer, network = Aside(threads=1), Aside(threads=1)
        paths = [folder / f"{shard.name}-{shard.id}.{n}.jsonl" for n in (1, 2)]
        try:
            for file, path in zip((shard.output, shard.errors), paths, strict=True):
                if file is not None:
                    await network(partial(self._client.download, file, path))
            lines = read_results(_lines(paths), secret=secret)
            for results in (lines, self._missing(shard)):
                taken = self._each(
                    results, shard, at_once=at_once, wanted=wanted, writer=writer
                )
                async with aclosing(taken):
                    async for one in taken:
                        yield one
            if wanted():
                await network(partial(self._forget, shard, paths))
        finally:
            network.close()
            writer.close(wait=True)

    async def _each(
        self,
        results: Iterable[Result],
        shard: Shard,
        *,
        at_once: int,
        wanted: Callable[[], bool],
        writer: Aside,
    ) -> AsyncGenerator[Taken | Again, None]:
        take = partial(self._take, shard=shard)
        came = run(results, take, at_once=at_once, ordered=False, wanted=wanted)
        async with aclosing(came):
            async for one in came:
                for taken in await writer(partial(self._keep, one, shard)):
                    yield taken

    async def _take(self, result: Result, *, shard: Shard) -> Came:
        """Return what a line comes to; only an answer that does not stand is asked."""
        asked = self._ledger.asked(result.key)
        if asked is None or asked.article is None or self._place(asked) is not None:
            return Came(asked=asked, result=result)
        outcome: Outcome[Any] | None = None
        if result.fate == "answered":
            article = Article.model_validate_json(asked.article)
            engine = self._read(result, asked, shard)
            source = next(iter(asked.sources), "")
            outcome = await engine.extract(article, source) if source else None
        elif result.fate == "rejected" or asked.tries + 1 >= TRIES:
            outcome = as_failed(result, asked)
        return Came(asked=asked, result=result, outcome=outcome)

    def _keep(self, came: Came, shard: Shard) -> list[Taken | Again]:
        """Write what a line came to, and return what that is for each article."""
        asked, result = came.asked, came.result
        if asked is None:
            return []
        if came.outcome is None and result.fate == "again" and not self._is_over(asked):
            status = result.status if result.reason != "batch_failed" else ""
            self._ledger.again(
                asked.key, shard=shard, status=status, reason=result.reason
            )
            return [Again(source) for source in asked.sources]
        kept = list(self._kept(asked, came.outcome))
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
        if entry.state == "done" and self._store.holds(entry.place or ""):
            return Kept(entry.source)
        if entry.state == "failed":
            return Left(_failure(entry))
        if place := self._place(asked):
            return Twin(entry.source, asked.key, place)
        if outcome is None:
            return None
        return Ended(replace(outcome, source=entry.source), asked.key, shared=shared)

    def _place(self, asked: Asked) -> str | None:
        """Return where the briefing of a request is, if it is there already."""
        for entry in self._journal.twins(asked.key):
            if entry.state == "done" and self._store.holds(entry.place or ""):
                return entry.place
        return None

    def _is_over(self, asked: Asked) -> bool:
        """Tell whether nothing is to be asked for a request any more."""
        return not asked.sources or self._place(asked) is not None

    def _missing(self, shard: Shard) -> Iterator[Result]:
        """Yield the requests of a batch that no line named."""
        for key in self._ledger.open_keys(shard):
            yield missing(key, shard)

    def _forget(self, shard: Shard, paths: list[Path]) -> None:
        """Delete what is not needed any more, here and at the provider."""
        self._ledger.commit()
        if shard.file is not None:
            self._client.delete(shard.file)
        self._ledger.mark(shard, state="collected")
        for path in paths:
            path.unlink(missing_ok=True)


def _lines(paths: list[Path]) -> Iterator[bytes]:
    for path in paths:
        if path.exists():
            with path.open("rb") as file:
                yield from file


def _failure(entry: Entry) -> Failed:
    reason, message = entry.reason or "", entry.message or ""
    return Failed(source=entry.source, reason=reason, message=message)
