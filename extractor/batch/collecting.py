"""Collecting: each answer of a batch goes the way of any answer, into the output."""

from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from contextlib import aclosing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.answerers.llm.batches import BatchClient, Result, read_results
from extractor.aside import Aside
from extractor.batch.endings import as_failed, missing
from extractor.batch.keeping import Again, Came, Keeping
from extractor.batch.ledger import Ledger
from extractor.batch.records import TRIES, Asked, Shard
from extractor.engine import Engine
from extractor.errors import AccessError, OutputError
from extractor.journal import Taken
from extractor.records.article import Article
from extractor.run import run

if TYPE_CHECKING:
    from extractor.records.outcome import Outcome


class Collecting:
    """Takes what batches brought into an output.

    Attributes:
        in_flight: How many answers are taken and have not come to an end.
    """

    def __init__(
        self,
        ledger: Ledger,
        client: BatchClient,
        *,
        keeping: Keeping,
        read: Callable[[Result, Asked, Shard], Engine[Any]],
    ) -> None:
        """Collect with the journal's lock held.

        Args:
            ledger: Knows what was asked.
            client: Speaks to the provider.
            keeping: Keeps what comes.
            read: Makes the engine whose first answer is the line's.
        """
        self._ledger, self._client = ledger, client
        self._keeping, self._read, self.in_flight = keeping, read, 0

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
            AccessError: The provider knows neither the batch nor its files.
            RunError: Nothing can go on; what is collected stays.
        """
        writer, network = Aside(threads=1), Aside(threads=1)
        paths = [folder / f"{shard.name}-{shard.id}.{n}.jsonl" for n in (1, 2)]
        try:
            for file, path in zip((shard.output, shard.errors), paths, strict=True):
                if file is not None:
                    await network(partial(self._download, file, path, shard=shard))
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

    def _download(self, file: str, path: Path, *, shard: Shard) -> None:
        """Write a file to a path; an empty one when only the file is gone."""
        try:
            found = self._client.download(file, path)
        except OSError as error:
            message = (
                f"cannot write {path}: {error.strerror or error}. Free space; the same "
                "command goes on"
            )
            raise OutputError(message) from None
        if not found:
            self._require_in_sight(shard)

    def _require_in_sight(self, shard: Shard) -> None:
        """Raise AccessError when the whole batch is out of sight: it may be paid."""
        batch = self._client.look(shard.batch or "")
        if batch.status == "gone":
            self._ledger.mark(shard, status=batch.status)
            raise AccessError(f"{batch.id}: {batch.why}")

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
                for taken in await writer(partial(self._keeping.keep, one, shard)):
                    yield taken

    async def _take(self, result: Result, *, shard: Shard) -> Came:
        """Return what a line comes to; only an answer that does not stand is asked."""
        asked = self._ledger.asked(result.key)
        if asked is None or asked.article is None or not self._keeping.waits(asked):
            return Came(asked=asked, result=result)
        if not _counts(result, asked, shard):
            return Came(asked=None, result=result)
        outcome: Outcome[Any] | None = None
        if result.fate == "answered":
            article = Article.model_validate_json(asked.article)
            engine = self._read(result, asked, shard)
            outcome = await self._extracted(engine, article, asked.sources[0])
        elif result.fate == "rejected" or asked.tries + 1 >= TRIES:
            outcome = as_failed(result, asked)
        return Came(asked=asked, result=result, outcome=outcome)

    async def _extracted(
        self, engine: Engine[Any], article: Article, source: str
    ) -> "Outcome[Any]":
        self.in_flight += 1
        try:
            return await engine.extract(article, source)
        finally:
            self.in_flight -= 1

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


def _counts(result: Result, asked: Asked, shard: Shard) -> bool:
    """Tell whether a line is news of what its batch was asked.

    It is not when the request is another batch's by now, or waits for one and the line
    brings no answer: then it was read before.
    """
    if asked.shard is None:
        return result.fate == "answered"
    return asked.shard == shard.id


def _lines(paths: list[Path]) -> Iterator[bytes]:
    for path in paths:
        if path.exists():
            with path.open("rb") as file:
                yield from file
