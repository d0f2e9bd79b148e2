"""A model's server with a limit: `python -m` serves, prints its port and keeps a log.

    python -m benchmarks.limited_model ANSWER LOG [--latency 0.2] [--rpm 100]

Each line of the log is what one request came to: the time in seconds, the number of the
article and the status, `unheard` when nobody was there for the answer. More requests in
sixty seconds than the limit get a 429.
"""

import argparse
import asyncio
import sys
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from benchmarks.mock_model import length_of, response_of
from benchmarks.storm_model import COPY

MINUTE_S = 60.0
BUSY = (
    b"HTTP/1.1 429 Too Many Requests\r\nretry-after: 5\r\ncontent-length: 2\r\n\r\n{}"
)


class Limit:
    """Requests in any sixty seconds."""

    def __init__(self, rpm: int | None) -> None:
        """Begin with none; None is no limit."""
        self._rpm, self._came = rpm, deque[float]()

    def allows(self, now: float) -> bool:
        """Count a request that comes now, unless it is one too many."""
        while self._came and now - self._came[0] >= MINUTE_S:
            self._came.popleft()
        if self._rpm is not None and len(self._came) >= self._rpm:
            return False
        self._came.append(now)
        return True


class Served(asyncio.Protocol):
    """One connection, kept alive."""

    def __init__(
        self, response: bytes, *, limit: Limit, latency_s: float, log: TextIO
    ) -> None:
        """Answer with this, after a while, within the limit."""
        self._response, self._limit, self._log = response, limit, log
        self._latency_s, self._read = latency_s, bytearray()
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what answers are written to."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Decide once a request is whole."""
        self._read += data
        head, found, body = bytes(self._read).partition(b"\r\n\r\n")
        if not found or len(body) < length_of(head):
            return
        self._read.clear()
        named = COPY.search(body)
        number = named[1].decode() if named else "?"
        if self._limit.allows(time.monotonic()):
            later = asyncio.get_running_loop().call_later
            later(self._latency_s, self._answer, self._response, f"{number} 200")
        else:
            self._answer(BUSY, f"{number} 429")

    def _answer(self, response: bytes, told: str) -> None:
        if self._transport.is_closing():
            told = f"{told} unheard"
        else:
            self._transport.write(response)
        self._log.write(f"{time.monotonic():.3f} {told}\n")


async def serve(make: Callable[[], Served]) -> None:
    """Serve until killed."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(make, "127.0.0.1", 0, backlog=1024)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


def main() -> None:
    """Read what is to be said, and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answer")
    parser.add_argument("log")
    parser.add_argument("--latency", type=float, default=0.2, help="Seconds.")
    parser.add_argument("--rpm", type=int)
    given = parser.parse_args()
    response = response_of(Path(given.answer).read_text(encoding="utf-8"))
    with Path(given.log).open("a", encoding="utf-8", buffering=1) as log:
        make = partial(
            Served,
            response,
            limit=Limit(given.rpm),
            latency_s=given.latency,
            log=log,
        )
        asyncio.run(serve(make))


if __name__ == "__main__":
    main()
