"""The one retry policy: three budgets, spent by tenacity inside instructor's loop."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from instructor.core.exceptions import ResponseParsingError
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    wait_random_exponential,
)

from extractor.answerers.llm.calls import Call, Kind
from extractor.answerers.llm.signals import Fault, Rejected, Truncated
from extractor.answerers.llm.wording import NOT_CALLED


@dataclass(frozen=True, kw_only=True)
class RetryPolicy:
    """How often one article is tried again, and how long is waited before.

    Attributes:
        transport: Requests that may fail on the way, before the article fails.
        reasks: Answers with problems that are asked for again.
        rooms: Truncated answers that are asked for again with double room.
        max_wait_s: A server that asks to wait longer than this is not waited for.
        backoff_s: The shortest and the longest wait where no server asks for one.
        sleep: Waits; a replay gives one that does not.
        clock: Tells seconds since 1970, for servers that name a date to wait for.
    """

    transport: int = 5
    reasks: int = 2
    rooms: int = 1
    max_wait_s: float = 60.0
    backoff_s: tuple[float, float] = (0.5, 20.0)
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    clock: Callable[[], float] = time.time

    def controller(self, call: Call) -> AsyncRetrying:
        """Return what retries one call; it carries that call's budgets."""
        budgets = _Budgets(self, call)
        return AsyncRetrying(
            retry=retry_if_exception(budgets.spend),
            wait=budgets.wait,
            sleep=self.sleep,
            reraise=True,
        )


async def no_wait(_seconds: float) -> None:
    """Do not wait: what a replay gives as `sleep`."""


class _Budgets:
    """What is left to one call."""

    def __init__(self, policy: RetryPolicy, call: Call) -> None:
        self._policy, self._call = policy, call
        self._left: dict[Kind, int] = {
            "reask": policy.reasks,
            "room": policy.rooms,
            "transport": policy.transport - 1,
        }
        low, high = policy.backoff_s
        self._backoff = wait_random_exponential(multiplier=2 * low, min=low, max=high)

    def spend(self, error: BaseException) -> bool:
        """Take one try from the error's budget; False when there is none left."""
        kind = self._kind(error)
        if kind is None or self._left[kind] == 0:
            return False
        if kind == "room" and not self._call.widen():
            return False
        self._left[kind] -= 1
        self._call.kind = kind
        return True

    def wait(self, state: RetryCallState) -> float:
        """Return the seconds to wait before the next request."""
        error = state.outcome.exception() if state.outcome else None
        if not isinstance(error, Fault):
            return 0.0
        return self._backoff(state) if error.wait_s is None else error.wait_s

    def _kind(self, error: BaseException) -> Kind | None:
        if isinstance(error, ResponseParsingError):
            self._note_unparsed(error)
            return "reask"
        if isinstance(error, Truncated):
            return "room"
        if isinstance(error, Fault) and error.passing:
            patient = (error.wait_s or 0.0) <= self._policy.max_wait_s
            return "transport" if patient else None
        return None

    def _note_unparsed(self, error: ResponseParsingError) -> None:
        """Record an answer without a tool call, which instructor asks for again."""
        if not isinstance(error, Rejected):
            self._call.reject((NOT_CALLED,))
