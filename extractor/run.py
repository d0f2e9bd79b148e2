"""Many articles: a bounded number at once over a lazy iterator, in flat memory."""

import asyncio
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Iterator,
)
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

from extractor.aside import Aside
from extractor.engine import Engine, failed
from extractor.errors import ArticleError, RunError
from extractor.records.article import Article
from extractor.records.outcome import Outcome

R = TypeVar("R")
S = TypeVar("S")
T = TypeVar("T", bound=BaseModel)

READERS = 4  # threads: enough to hide a slow disk; what they compute is the GIL's
AHEAD = 2  # taken and not handed over, for each in flight, where order holds back


class Source(Protocol):
    """An article still to be read."""

    @property
    def name(self) -> str:
        """What the user called it."""

    def read(self) -> Article:
        """Return the article, or raise ArticleError."""
        ...


def extracting(
    engine: Engine[T], aside: Aside
) -> Callable[[Source], Awaitable[Outcome[T]]]:
    """Return the work that reads a source beside the loop and extracts it."""

    async def work(source: Source) -> Outcome[T]:
        try:
            article = await aside(source.read)
        except ArticleError as error:
            return failed(source.name, error)
        return await engine.extract(article, source.name)

    return work


def _always() -> bool:
    return True


async def run(
    sources: Iterable[S] | AsyncIterator[S],
    work: Callable[[S], Awaitable[R]],
    *,
    at_once: int,
    ordered: bool = True,
    wanted: Callable[[], bool] = _always,
) -> AsyncGenerator[R, None]:
    """Yield what the work makes of each source, with at most `at_once` in flight.

    A source is taken when its turn comes, so memory does not grow with their number.
    After a RunError no more are taken; it is raised once what is in flight has been
    yielded. When the consumer stops, what is in flight is cancelled.

    Args:
        sources: What is to be done, taken one by one; see `taken_aside`.
        work: What is done with one of them.
        at_once: How many are in flight at most.
        ordered: Whether results come in the order of the sources; else as they end.
        wanted: Asked before each source: whether to take another one.
    """
    room = AHEAD * at_once if ordered else at_once
    taking = _Taking(sources, wanted=wanted)
    pool = _Pool(taking, work, at_once=at_once, room=room)
    order = _Order[R]()
    try:
        while (ended := await pool.ended()) is not None:
            for each in order.passed(ended) if ordered else (ended,):
                for result in each.result:
                    yield result
                pool.make_room()
    finally:
        await pool.close()
    if pool.error is not None:
        raise pool.error


async def taken_aside(sources: Iterable[S], aside: Aside) -> AsyncIterator[S]:
    """Yield the sources, each taken beside the loop: that may wait, as for a feed."""
    each = iter(sources)
    while (taken := await aside(partial(next, each, None))) is not None:
        yield taken


def _exit_code(error: RunError) -> int:
    """Return what the command ends with: the lower, the stronger."""
    return error.exit_code


@dataclass(frozen=True, slots=True)
class _Ended(Generic[R]):
    """The place of a source among all, and what came of it, if anything."""

    place: int
    result: tuple[R, ...]


class _Taking(Generic[S]):
    """Takes sources, one at a time, and numbers them."""

    def __init__(
        self, sources: Iterable[S] | AsyncIterator[S], *, wanted: Callable[[], bool]
    ) -> None:
        self._wanted, self._places, self._turn = wanted, count(), asyncio.Lock()
        self._aside = sources if isinstance(sources, AsyncIterator) else None
        self._here = iter(()) if isinstance(sources, AsyncIterator) else iter(sources)

    async def next(self) -> tuple[int, S] | None:
        """Return the next source, or None when there is none or none is wanted."""
        if self._aside is None:
            return self._numbered(next(self._here, None) if self._wanted() else None)
        async with self._turn:
            taken = await anext(self._aside, None) if self._wanted() else None
        return self._numbered(taken)

    def _numbered(self, source: S | None) -> tuple[int, S] | None:
        return None if source is None else (next(self._places), source)


class _Pool(Generic[S, R]):
    """Workers that share one iterator."""

    def __init__(
        self,
        taking: _Taking[S],
        work: Callable[[S], Awaitable[R]],
        *,
        at_once: int,
        room: int,
    ) -> None:
        self.error: RunError | None = None
        self._taking, self._work = taking, work
        self._room = asyncio.Semaphore(room)
        self._ended: asyncio.Queue[_Ended[R] | asyncio.Task[None]] = asyncio.Queue()
        self._workers = {asyncio.create_task(self._serve()) for _ in range(at_once)}
        for worker in self._workers:
            worker.add_done_callback(self._ended.put_nowait)

    async def ended(self) -> _Ended[R] | None:
        """Return the next one that ended, or None after the last; raise a bug's."""
        while self._workers:
            ended = await self._ended.get()
            if isinstance(ended, _Ended):
                return ended
            self._workers.discard(ended)
            ended.result()
        return None

    def make_room(self) -> None:
        """Say that a result was handed over, so that another source may be taken."""
        self._room.release()

    async def close(self) -> None:
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

    async def _serve(self) -> None:
        while (taken := await self._next()) is not None:
            place, source = taken
            result: tuple[R, ...] = ()
            try:
                result = (await self._work(source),)
            except RunError as error:
                self.error = min(self.error or error, error, key=_exit_code)
            self._ended.put_nowait(_Ended(place, result))

    async def _next(self) -> tuple[int, S] | None:
        await self._room.acquire()
        taken = None
        if self.error is None:
            taken = await self._taking.next()
        if taken is None:
            self._room.release()  # for the other workers, who are to end as well
        return taken


class _Order(Generic[R]):
    """Holds back what ended before its turn."""

    def __init__(self) -> None:
        self._due, self._held = 0, dict[int, _Ended[R]]()

    def passed(self, ended: _Ended[R]) -> Iterator[_Ended[R]]:
        """Yield what is due now."""
        self._held[ended.place] = ended
        while self._due in self._held:
            yield self._held.pop(self._due)
            self._due += 1
