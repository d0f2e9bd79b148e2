"""A model's server that answers at once: `python -m` serves, and prints its port.

    python -m benchmarks.mock_model [FILE]

It says what stands in the file, or twenty claims.

The path says how long an answer takes: /50/v1/chat/completions waits 50 ms.
"""

import asyncio
import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.call_case import ANSWER


class Served(asyncio.Protocol):
    """One connection, kept alive."""

    def __init__(self, response: bytes) -> None:
        """Begin with nothing read; every request gets this response."""
        self._read, self._response = bytearray(), response
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what answers are written to."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer once a request is whole."""
        self._read += data
        head, found, body = bytes(self._read).partition(b"\r\n\r\n")
        if not found or len(body) < length_of(head):
            return
        self._read.clear()
        latency_s = int(head.split(b"/", 2)[1]) / 1000
        asyncio.get_running_loop().call_later(latency_s, self._answer)

    def _answer(self) -> None:
        if not self._transport.is_closing():
            self._transport.write(self._response)


def length_of(head: bytes) -> int:
    """Return the length of the body that a request's head announces, in bytes."""
    lines = head.lower().split(b"\r\n")
    named = (line for line in lines if line.startswith(b"content-length:"))
    return int(next(named).split(b":")[1])


def response_of(content: str, *, finish: str = "stop") -> bytes:
    """Return the whole HTTP response with a completion that says this."""
    message = {"role": "assistant", "content": content, "refusal": None}
    usage = {"prompt_tokens": 3000, "completion_tokens": 2000, "total_tokens": 5000}
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": "mock-1",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": usage | {"prompt_tokens_details": {"cached_tokens": 2048}},
    }
    data = json.dumps(body).encode()
    head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
    return f"{head}content-length: {len(data)}\r\n\r\n".encode() + data


async def serve(content: str) -> None:
    """Serve until killed; the first line of output is the port."""
    loop = asyncio.get_running_loop()
    served = partial(Served, response_of(content))
    server = await loop.create_server(served, "127.0.0.1", 0, backlog=1024)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    said = Path(sys.argv[1]).read_text(encoding="utf-8") if sys.argv[1:] else ANSWER
    asyncio.run(serve(said))
