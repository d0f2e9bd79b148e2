"""What one process does with articles: asks about each, as any run does."""

import asyncio
import traceback
import uuid
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from extractor.answerers.llm.pacing import Estimate, Limits
from extractor.backends.ray.fleet import Given, Settled, Word
from extractor.backends.ray.order import Order
from extractor.backends.ray.pacing import FleetPacing
from extractor.backends.ray.rows import (
    CAME,
    Row,
    article_of_row,
    outcome_row,
    table_of,
)
from extractor.backends.ray.spool import Spool
from extractor.engine import Engine
from extractor.errors import RunError
from extractor.records.outcome import Failed
from extractor.wiring import Asking, open_engine

HEARD_EVERY_S = 1.0
# No answer came, and the server or the network may do better in a while.
RETRYABLE = frozenset({"rate_limited", "server_error", "timeout", "unreachable"})


@dataclass(frozen=True, slots=True)
class Share:
    """What one process is told besides the order.

    Attributes:
        fleet: The handle of the actor that paces all.
        limits: What all processes together may use.
        at_once: Articles in flight in this process.
        is_last: Whether what may be retried has failed for good.
        spool: Keeps rows until their block is written.
    """

    fleet: Any
    limits: Limits
    at_once: int
    is_last: bool
    spool: Spool


@dataclass(frozen=True, slots=True)
class FleetLine:
    """Reaches the fleet's actor, in the name of a process."""

    fleet: Any
    process: str

    def turns(self, wanted: Sequence[Estimate]) -> Awaitable[Given]:
        """Return the turns of the first of these."""
        given: Awaitable[Given] = self.fleet.turns.remote(self.process, list(wanted))
        return given

    def settle(self, settled: Sequence[Settled]) -> Awaitable[Any]:
        """Say how turns went."""
        said: Awaitable[Any] = self.fleet.settle.remote(self.process, list(settled))
        return said

    def hear(self) -> Awaitable[Word | None]:
        """Return the word to stop, if there is one."""
        word: Awaitable[Word | None] = self.fleet.hear.remote(self.process)
        return word


class Extracting:
    """An actor of Ray Data's: one engine and one client, in one event loop.

    A row that comes out is an article's end. One that does not is tried again by the
    next pass. No article ends the work on the others.
    """

    def __init__(self, order: Order, share: Share) -> None:
        """Ask about nothing yet: the event loop is another thread's."""
        self._order, self._share = order, share
        self._line = FleetLine(share.fleet, uuid.uuid4().hex)
        self._room = asyncio.Semaphore(share.at_once)
        self._engine: Engine[Any] | None = None
        self._hearing: asyncio.Task[None] | None = None
        self._stopped = False

    async def __call__(self, batch: Any) -> Any:
        """Return the rows of those articles of a batch that came to an end."""
        articles = batch.to_pylist()
        if not articles:
            return table_of((), CAME)
        block = articles[0]["key"]
        came = self._share.spool.rows(block)
        ended = await asyncio.gather(
            *(self._row(each, came.get(each["key"]), block=block) for each in articles),
            return_exceptions=True,
        )
        rows = [
            _crashed(article, row) if isinstance(row, BaseException) else row
            for article, row in zip(articles, ended, strict=True)
        ]
        return table_of([row for row in rows if row is not None], CAME)

    async def _row(self, asked: Row, came: Row | None, *, block: str) -> Row | None:
        """Return the row of an article, the one that came before if there is one."""
        if came is None:
            came = await self._ask(asked)
            if came is not None:
                with suppress(OSError):  # the block may yet be written, and keep it
                    self._share.spool.add(block, came)
        return came

    async def _ask(self, asked: Row) -> Row | None:
        async with self._room:
            if self._stopped:
                return None
            try:
                engine = self._opened()
                outcome = await engine.extract(article_of_row(asked), asked["source"])
            except RunError as error:
                await self._stop(error)
                return None
        if isinstance(outcome, Failed) and self._comes_again(outcome):
            return None
        return outcome_row(asked["key"], outcome)

    def _comes_again(self, failed: Failed) -> bool:
        return failed.reason in RETRYABLE and not self._share.is_last

    def _opened(self) -> Engine[Any]:
        """Return the engine; the first time, begin to listen as well."""
        if self._engine is None:
            self._hearing = asyncio.create_task(self._hear())
            order = self._order
            self._engine = open_engine(
                order.settings,
                order.recipe(),
                tape=order.tape,
                asking=Asking(pacing=FleetPacing(self._share.limits, self._line)),
            )
        return self._engine

    async def _hear(self) -> None:
        while not self._stopped:
            self._stopped = await self._line.hear() is not None
            await asyncio.sleep(HEARD_EVERY_S)

    async def _stop(self, error: RunError) -> None:
        self._stopped = True
        word = Word(str(error), error.exit_code)
        with suppress(Exception):  # it is gone: then the command ends the run itself
            await self._share.fleet.stop.remote(word)


def _crashed(asked: Row, error: BaseException) -> Row:
    """Return the row of an article that a bug ended: the others go on."""
    if not isinstance(error, Exception):
        raise error
    told = "".join(traceback.format_exception_only(error)).strip()
    place = traceback.extract_tb(error.__traceback__)[-1]
    message = f"{told} ({place.filename}:{place.lineno}); please report this"
    failed = Failed(source=asked["source"], reason="crashed", message=message)
    return outcome_row(asked["key"], failed)
