"""Blocking calls beside the event loop, in threads that hold up no exit."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

R = TypeVar("R")
Call = tuple[Callable[[], Any], "asyncio.Future[Any]"]


class Aside:
    """A few threads that run calls in the order in which they are given.

    They are daemons, unlike those of `asyncio.to_thread`: a file system that never
    answers does not keep an interrupted command from ending.
    """

    def __init__(self, *, threads: int) -> None:
        """Run at most this many calls at once; a thread starts when it is needed."""
        self._calls: SimpleQueue[Call | None] = SimpleQueue()
        self._threads, self._most, self._busy = list[Thread](), threads, 0

    async def __call__(self, call: Callable[[], R]) -> R:
        """Return what the call returns; raise what it raises."""
        future = asyncio.get_running_loop().create_future()
        self._calls.put((call, future))
        self._busy += 1
        if len(self._threads) < min(self._busy, self._most):
            self._threads.append(Thread(target=self._serve, daemon=True))
            self._threads[-1].start()
        try:
            result: R = await future
        finally:
            self._busy -= 1
        return result

    def close(self, *, wait: bool = False) -> None:
        """Let the threads end; wait until what they were given is finished."""
        for _ in self._threads:
            self._calls.put(None)
        for thread in self._threads if wait else ():
            thread.join()
        self._threads.clear()

    def _serve(self) -> None:
        while (given := self._calls.get()) is not None:
            call, future = given
            try:
                end = (future.set_result, call())
            except BaseException as error:  # noqa: BLE001 - raised where it is awaited
                end = (future.set_exception, error)
            with suppress(RuntimeError):  # the loop is closed: nobody waits
                future.get_loop().call_soon_threadsafe(_end, future, *end)


def _end(future: "asyncio.Future[Any]", say: Callable[[Any], None], end: Any) -> None:
    if not future.done():
        say(end)
