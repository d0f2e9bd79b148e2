"""An event loop whose time passes only while everybody sleeps, and then at once."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

R = TypeVar("R")


class _Instant(selectors.DefaultSelector):
    """Waits for nothing, and remembers how long it was asked to wait."""

    passed = 0.0

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0)
        assert ready or timeout is not None, "everybody waits for ever"
        if not ready and timeout:
            self.passed += timeout
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """Sleeping costs nothing here. Threads are none, and the network is far away."""

    def __init__(self) -> None:
        self._instant = _Instant()
        super().__init__(self._instant)

    def time(self) -> float:
        return self._instant.passed

    def run_in_executor(  # type: ignore[override]
        self, executor: Any, func: Any, *args: Any
    ) -> Any:
        done = self.create_future()
        done.set_result(func(*args))
        return done


def virtually(work: Coroutine[Any, Any, R]) -> R:
    """Return what the work returns, whatever time it takes."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(work)


def now() -> float:
    """Return the seconds since the virtual beginning."""
    return asyncio.get_running_loop().time()


def most_in_any_minute(times: list[float]) -> int:
    """Return the largest number of times in sixty seconds, both ends included."""
    ordered = sorted(times)
    most = first = 0
    for last, end in enumerate(ordered):
        while end - ordered[first] > 60.0:
            first += 1
        most = max(most, last - first + 1)
    return most
