"""Requests a minute, as a server sees them: `python -m benchmarks.limits [--short]`.

Workers ask a server, which answers after 50 ms and keeps when each request came, for a
little more than a minute. With --short a minute is six seconds, for clock and limit
alike.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Thread

from benchmarks.call_case import ANSWER
from benchmarks.call_cpu import _request
from benchmarks.mock_model import Served, response_of
from extractor.answerers.llm import Endpoint, Limits, LlmAnswerer, Pacer

WORKERS = 32
MINUTE_S, RUN_S = 60.0, 70.0
LATENCY_MS = 50
SHORT = 0.1


class Watching(Served):
    """Answers like the other server, and keeps when requests came."""

    def __init__(self, seen: list[float]) -> None:
        """Keep times in the list that is given."""
        super().__init__(response_of(ANSWER))
        self._seen = seen

    def data_received(self, data: bytes) -> None:
        """Keep the time of a request's first bytes."""
        if not self._read:
            self._seen.append(time.monotonic())
        super().data_received(data)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rpm", type=int, default=600)
    parser.add_argument("--seconds", type=float, default=RUN_S)
    parser.add_argument("--short", action="store_true", help="a minute is six seconds")
    options = parser.parse_args()
    scale = SHORT if options.short else 1.0
    with _server() as (port, seen):
        url = f"http://127.0.0.1:{port}/{LATENCY_MS}/v1"
        answerer = LlmAnswerer(
            Endpoint(model="mock", base_url=url), pacing=_pacer(options.rpm, scale)
        )
        asyncio.run(_ask(answerer, seconds=options.seconds * scale))
    most = _most(sorted(seen), within_s=MINUTE_S * scale)
    minutes = (max(seen) - min(seen)) / (MINUTE_S * scale)
    sys.stdout.write(
        f"{len(seen)} requests in {minutes:.2f} minutes of {MINUTE_S * scale:g} s; "
        f"most in any one: {most} of {options.rpm}\n"
    )
    sys.exit(most > options.rpm)


def _pacer(rpm: int, scale: float) -> Pacer:
    return Pacer(
        Limits(rpm=rpm, in_flight=WORKERS),
        clock=lambda: time.monotonic() / scale,
        sleep=lambda seconds: asyncio.sleep(seconds * scale),
    )


async def _ask(answerer: LlmAnswerer, *, seconds: float) -> None:
    """Ask with all workers until the time is over."""
    request, end = _request(), time.monotonic() + seconds

    async def work() -> None:
        while time.monotonic() < end:
            await answerer.answer(request)

    workers = asyncio.gather(*(work() for _ in range(WORKERS)))
    try:
        await asyncio.wait_for(workers, seconds)
    except TimeoutError:
        pass
    finally:
        await answerer.aclose()


def _most(times: list[float], *, within_s: float) -> int:
    most = first = 0
    for last, end in enumerate(times):
        while end - times[first] > within_s:
            first += 1
        most = max(most, last - first + 1)
    return most


@contextmanager
def _server() -> Iterator[tuple[int, list[float]]]:
    """Serve in a thread; give the port, and when requests came."""
    seen: list[float] = []
    loop = asyncio.new_event_loop()
    watching = partial(Watching, seen)
    serving = loop.create_server(watching, "127.0.0.1", 0, backlog=1024)
    server = loop.run_until_complete(serving)
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1], seen
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        loop.close()


if __name__ == "__main__":
    main()
