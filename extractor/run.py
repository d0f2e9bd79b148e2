"""Many articles: a bounded number at once, pulled lazily, outcomes in input order."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable
from typing import Protocol, TypeVar

from pydantic import BaseModel

from extractor.engine import Engine, failed
from extractor.errors import ArticleError
from extractor.records.article import Article
from extractor.records.outcome import Outcome

T = TypeVar("T", bound=BaseModel)


class Source(Protocol):
    """An article still to be read."""

    @property
    def name(self) -> str:
        """What the user called it."""

    def read(self) -> Article:
        """Return the article, or raise ArticleError."""
        ...


async def run(
    sources: Iterable[Source], engine: Engine[T], *, at_once: int
) -> AsyncIterator[Outcome[T]]:
    """Yield each source's outcome in order, with at most `at_once` in flight.

    A source is read when its turn comes, so memory does not grow with their number.
    When the consumer stops, what is in flight is cancelled.
    """
    window: deque[asyncio.Task[Outcome[T]]] = deque()
    try:
        for source in sources:
            window.append(asyncio.create_task(_one(source, engine)))
            if len(window) >= at_once:
                yield await window[0]
                window.popleft()
        while window:
            yield await window[0]
            window.popleft()
    finally:
        for task in window:
            task.cancel()
        await asyncio.gather(*window, return_exceptions=True)


async def _one(source: Source, engine: Engine[T]) -> Outcome[T]:
    try:
        article = source.read()
    except ArticleError as error:
        return failed(source.name, error)
    return await engine.extract(article, source.name)
