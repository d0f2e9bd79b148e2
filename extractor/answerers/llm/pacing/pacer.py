"""Gives requests their turns, one after the other, as the limits allow."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from extractor.answerers.llm.pacing.alarm import Alarm
from extractor.answerers.llm.pacing.budget import Budget
from extractor.answerers.llm.pacing.gate import Gate
from extractor.answerers.llm.pacing.limits import Estimate, Limits
from extractor.answerers.llm.pacing.window import Entry, SlidingMinute
from extractor.answerers.llm.signals import Fault

BUSY = frozenset({"http_429", "http_503"})
# No answer, no price; but one that nobody waited for to the end may be on the bill.
FREE = ("http_", "reset", "invalid")
NO_LIMITS = Limits()


class Turn(Protocol):
    """Permission to send one request, until `leave`."""

    def answered(self, *, tokens: int, usd: float | None) -> None:
        """Take what an answer used, by the server's count, for the estimate."""

    def failed(self, fault: Fault) -> None:
        """Take in that no answer came, and why."""

    def leave(self) -> None:
        """End the turn; what has not been settled stands as estimated."""


class Pacing(Protocol):
    """Gives out turns."""

    @property
    def limits(self) -> Limits:
        """What may be used."""

    async def turn(self, estimate: Estimate) -> Turn:
        """Return when a request may be sent that uses about this much."""
        ...


class Pacer:
    """Paces all requests of a run, in the order in which they ask.

    A server that asks one request to wait is given that wait by all of them.

    Attributes:
        limits: What may be used.
        budget: What has been.
    """

    def __init__(
        self,
        limits: Limits = NO_LIMITS,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        longest_pause_s: float = 60.0,
    ) -> None:
        """Begin with nothing sent.

        Args:
            limits: What may be used.
            clock: Tells seconds, never going back.
            sleep: Waits.
            longest_pause_s: A server that asks for more is not waited for: its
                article fails, and the others go on.
        """
        self.limits = limits
        self.budget = Budget(limits.max_cost, spent=limits.spent)
        self.gate = Gate(limits.in_flight)
        self.minute = SlidingMinute(rpm=limits.rpm, tpm=limits.tpm)
        self.alarm, self.clock = Alarm(sleep), clock
        self._queue = asyncio.Lock()
        self._longest_pause_s, self._paused_until = longest_pause_s, -math.inf

    async def turn(self, estimate: Estimate) -> Turn:
        """Return when a request may be sent that uses about this much.

        Raises:
            CostCapReached: It would cost more than is left; nothing is in flight.
        """
        async with self._queue:
            while wait := self._wait_s(estimate):
                await self.alarm.wait(wait)
            return self._begin(estimate)

    def turn_now(self, estimate: Estimate) -> Turn | None:
        """Return a turn, or None when somebody waits for one or would have to."""
        if self._queue.locked() or self._wait_s(estimate):
            return None
        return self._begin(estimate)

    def pause(self, seconds: float) -> None:
        """Send nothing for so long, unless that is too long to be waited for."""
        if seconds <= self._longest_pause_s:
            until = self.clock() + seconds
            self._paused_until = max(self._paused_until, until)

    def _wait_s(self, estimate: Estimate) -> float:
        """Return the seconds to wait; 0 is none, infinity until something changes."""
        if not self.budget.allows(estimate.usd):
            if self.gate.in_flight:
                return math.inf
            raise self.budget.close(estimate.usd)
        if self.gate.is_full:
            return math.inf
        now = self.clock()
        paused = max(0.0, self._paused_until - now)
        return max(paused, self.minute.wait_s(estimate.tokens, now=now))

    def _begin(self, estimate: Estimate) -> Turn:
        self.budget.reserve(estimate.usd)
        entry = self.minute.enter(estimate.tokens, now=self.clock())
        return _Paced(self, estimate, entry=entry, number=self.gate.enter())


class _Paced:
    """A turn that a pacer gave."""

    def __init__(
        self, pacer: Pacer, estimate: Estimate, *, entry: Entry, number: int
    ) -> None:
        self._pacer, self._entry, self._number = pacer, entry, number
        self._reserved = self._usd = estimate.usd
        self._tokens: int | None = None

    def answered(self, *, tokens: int, usd: float | None) -> None:
        """Take what an answer used; where nothing was counted, the estimate stands."""
        self._pacer.gate.widen()
        if tokens:
            self._tokens = tokens
            self._usd = self._usd if usd is None else usd

    def failed(self, fault: Fault) -> None:
        """Slow down for a busy server; a request that it refused costs nothing."""
        if fault.status in BUSY:
            self._pacer.gate.narrow(self._number)
        if fault.wait_s is not None and fault.passing:
            self._pacer.pause(fault.wait_s)
        if fault.status.startswith(FREE):
            self._tokens, self._usd = 0, 0.0

    def leave(self) -> None:
        """Settle, and let the next one look."""
        pacer = self._pacer
        pacer.gate.leave()
        pacer.budget.settle(self._reserved, usd=self._usd)
        pacer.minute.settle(self._entry, tokens=self._tokens, now=pacer.clock())
        pacer.alarm.ring()


@dataclass(frozen=True, slots=True)
class Unpaced:
    """Everybody's turn, always: for replays."""

    limits: Limits = NO_LIMITS

    async def turn(self, estimate: Estimate) -> Turn:
        """Return at once."""
        del estimate
        return self

    def answered(self, *, tokens: int, usd: float | None) -> None:
        """Take no notice."""

    def failed(self, fault: Fault) -> None:
        """Take no notice."""

    def leave(self) -> None:
        """Take no notice."""
