"""Waiting that can be cut short, with whatever stands for sleeping."""

import asyncio
import math
from collections.abc import Awaitable, Callable


class Alarm:
    """Lets one waiter sleep until a time, or until something has changed."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]]) -> None:
        """Keep what sleeps."""
        self._sleep = sleep
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake the waiter, if there is one."""
        self._rung.set()

    async def wait(self, seconds: float) -> None:
        """Return after the seconds or at the next ring; infinity waits for a ring."""
        self._rung.clear()
        if math.isinf(seconds):
            await self._rung.wait()
            return
        ringing = asyncio.ensure_future(self._rung.wait())
        sleeping = asyncio.ensure_future(self._sleep(seconds))
        try:
            await asyncio.wait((ringing, sleeping), return_when=asyncio.FIRST_COMPLETED)
        finally:
            ringing.cancel()
            sleeping.cancel()
