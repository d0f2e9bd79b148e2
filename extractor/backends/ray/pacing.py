"""Paces the requests of one process by asking the fleet's pacer."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Sequence
from itertools import islice
from typing import Any, Protocol

from extractor.answerers.llm.pacing import Estimate, Limits
from extractor.answerers.llm.signals import Fault
from extractor.backends.ray.fleet import Fell, Given, Settled
from extractor.errors import CostCapReached, RunError

MOST_AT_ONCE = 64  # turns asked for in one message
LOST = "the process that holds the limits of the run is gone; start the command again"


class Line(Protocol):
    """Reaches the fleet's pacer."""

    def turns(self, wanted: Sequence[Estimate]) -> Awaitable[Given]:
        """Return the turns of the first of these."""
        ...

    def settle(self, settled: Sequence[Settled]) -> Awaitable[Any]:
        """Say how turns went."""
        ...


class FleetPacing:
    """Gives turns that the fleet gave.

    One message asks for all who wait here, one says how several turns went: with
    hundreds in flight there are far fewer messages than requests.

    Attributes:
        limits: What all processes together may use.
    """

    def __init__(self, limits: Limits, line: Line) -> None:
        """Ask over this line."""
        self.limits = limits
        self._line = line
        self._waiting: deque[tuple[Estimate, asyncio.Future[int]]] = deque()
        self._over: list[Settled] = []
        self._asking: asyncio.Task[None] | None = None
        self._telling: asyncio.Task[None] | None = None

    async def turn(self, estimate: Estimate) -> "FleetTurn":
        """Return when a request may be sent that uses about this much.

        Raises:
            CostCapReached: It would cost more than is left.
        """
        given: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting.append((estimate, given))
        self._begin_asking()
        try:
            number = await given
        except asyncio.CancelledError:
            if given.done() and not given.cancelled() and given.exception() is None:
                self.over(Settled(given.result()))
            raise
        return FleetTurn(self, number)

    def over(self, settled: Settled) -> None:
        """Tell the fleet how a turn went, with others if others end meanwhile."""
        self._over.append(settled)
        if self._telling is None:
            self._telling = asyncio.create_task(self._tell())

    def _begin_asking(self) -> None:
        if self._asking is None and self._waiting:
            self._asking = asyncio.create_task(self._ask())
            self._asking.add_done_callback(self._asked)

    async def _ask(self) -> None:
        while self._waiting:
            wanted = [each for each, _ in islice(self._waiting, MOST_AT_ONCE)]
            self._give(await self._line.turns(wanted))

    def _asked(self, asking: asyncio.Task[None]) -> None:
        """Begin again for who came last; if the fleet is lost, so are all turns."""
        self._asking = None
        lost = None if asking.cancelled() else asking.exception()
        while lost is not None and self._waiting:
            _, waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_exception(RunError(f"{LOST}: {lost}"))
        self._begin_asking()

    def _give(self, given: Given) -> None:
        if given.refusal is not None:
            spent, cap, wanted = given.refusal
            error = CostCapReached(spent=spent, cap=cap, wanted=wanted)
            _, first = self._waiting.popleft()
            if not first.done():
                first.set_exception(error)
        for number in given.turns:
            _, waiter = self._waiting.popleft()
            if waiter.done():
                self.over(Settled(number))
            else:
                waiter.set_result(number)

    async def _tell(self) -> None:
        try:
            while self._over:
                settled, self._over = self._over, []
                await self._line.settle(settled)
        finally:
            self._telling = None


class FleetTurn:
    """A turn that the fleet gave."""

    def __init__(self, pacing: FleetPacing, number: int) -> None:
        """Begin the turn of this number."""
        self._pacing, self._settled = pacing, Settled(number)

    def answered(self, *, tokens: int, usd: float | None) -> None:
        """Take what an answer used, by the server's count, for the estimate."""
        self._settled = self._settled._replace(tokens=tokens, usd=usd, answered=True)

    def failed(self, fault: Fault) -> None:
        """Take in that no answer came, and why."""
        fell = Fell(fault.status, fault.reason, fault.passing, fault.wait_s)
        self._settled = self._settled._replace(fell=fell)

    def leave(self) -> None:
        """End the turn."""
        self._pacing.over(self._settled)
