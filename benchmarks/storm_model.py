"""A model's server in a storm: `python -m` serves, prints its port and keeps a log.

    python -m benchmarks.storm_model ANSWER LOG [--faults 0.2] [--seed 1]

One request in five goes wrong, in one of six ways. Each line of the log is what one
request came to: the article's number, and `good` or the fault.
"""

import argparse
import asyncio
import json
import random
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from benchmarks.mock_model import length_of, response_of

LATENCY_S = 0.05
FAULTS = ("429", "500", "reset", "hang", "truncated", "invalid")
COPY = re.compile(rb"This is copy number (\d+)\.")
BUSY = (
    b"HTTP/1.1 429 Too Many Requests\r\nretry-after: 0.2\r\ncontent-length: 2\r\n\r\n{}"
)
BROKEN = b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 2\r\n\r\n{}"


class Stormy(asyncio.Protocol):
    """One connection."""

    def __init__(
        self,
        responses: dict[str, bytes],
        *,
        log: TextIO,
        pick: random.Random,
        share: float,
    ) -> None:
        """Answer with these, by what a request comes to."""
        self._responses, self._log, self._pick, self._share = (
            responses,
            log,
            pick,
            share,
        )
        self._read = bytearray()
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what answers are written to."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Decide once a request is whole, and do it after a while."""
        self._read += data
        head, found, body = bytes(self._read).partition(b"\r\n\r\n")
        if not found or len(body) < length_of(head):
            return
        self._read.clear()
        wrong = self._pick.random() < self._share
        what = self._pick.choice(FAULTS) if wrong else "good"
        named = COPY.search(body)
        number = named[1].decode() if named else "?"
        asyncio.get_running_loop().call_later(LATENCY_S, self._answer, what, number)

    def _answer(self, what: str, number: str) -> None:
        if self._transport.is_closing():
            what = "unheard"
        elif what == "reset":
            self._transport.abort()
        elif what != "hang":
            self._transport.write(self._responses[what])
        self._log.write(f"{number} {what}\n")


def responses_of(content: str) -> dict[str, bytes]:
    """Return what is sent, by what a request comes to."""
    whole = json.loads(content)
    invented = {"sentence": 1, "quote": "words that stand nowhere"}
    whole["claims"][0]["evidence"] = [invented]
    return {
        "good": response_of(content),
        "429": BUSY,
        "500": BROKEN,
        "truncated": response_of(content[: len(content) // 2], finish="length"),
        "invalid": response_of(json.dumps(whole)),
    }


async def serve(make: Callable[[], Stormy]) -> None:
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
    parser.add_argument("--faults", type=float, default=0.2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    responses = responses_of(Path(given.answer).read_text(encoding="utf-8"))
    pick = random.Random(given.seed)  # noqa: S311 - repeatable weather
    with Path(given.log).open("a", encoding="utf-8", buffering=1) as log:
        make = partial(Stormy, responses, log=log, pick=pick, share=given.faults)
        asyncio.run(serve(make))


if __name__ == "__main__":
    main()
