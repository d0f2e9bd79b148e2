"""A model's server that reads what it is asked: `python -m` serves, prints its port.

About a window it tells every sentence that is new, by whoever begins it; to the closing
request it says what a long article needs at the end.
"""

import asyncio
import json
import re
import sys
from typing import Any

from benchmarks.mock_model import Served, length_of, response_of

LINE = re.compile(r"^\[(\d+)\] (\w+ \w+) (.*)$", re.MULTILINE)
FRESH = re.compile(r"Claims rest on sentence (\d+) or later")
CLOSING = {
    "inferences": [
        {
            "statement": "The talks go on.",
            "rests_on": [1, 2],
            "likelihood": "likely",
            "confidence": "low",
            "assumption": "Nothing changes.",
            "affected": [1],
            "horizon": "short_term",
        }
    ],
    "headline": "Many people said many things.",
    "gaps": ["Why they said them."],
}


class Reading(Served):
    """One connection, on which each request has an answer of its own."""

    def data_received(self, data: bytes) -> None:
        """Answer once a request is whole."""
        self._read += data
        head, found, body = bytes(self._read).partition(b"\r\n\r\n")
        if found and len(body) >= length_of(head):
            self._response = response_of(json.dumps(said_to(json.loads(body))))
            self._read.clear()
            self._answer()


def said_to(body: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to a request about a part of an article."""
    asked = body["messages"][1]["content"]
    fresh = FRESH.search(asked)
    if fresh is None:
        return CLOSING
    found, shown = asked.split("Sentences of this part:")
    known = [name for _, name, _ in LINE.findall(found)]
    lines = [
        (int(n), name) for n, name, _ in LINE.findall(shown) if int(n) >= int(fresh[1])
    ]
    new = [n for n in dict.fromkeys(name for _, name in lines) if n not in known]
    numbers = {name: n for n, name in enumerate([*known, *new], start=1)}
    return {
        "actors": [_actor(name) for name in new],
        "claims": [_claim(n, numbers[name]) for n, name in lines],
    }


def _actor(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "aliases": [name.split()[1]],
        "kind": "person",
        "country": None,
        "role": None,
        "named": True,
    }


def _claim(sentence: int, by: int) -> dict[str, Any]:
    return {
        "evidence": [{"sentence": sentence, "quote": None}],
        "statement": None,
        "kind": "fact",
        "by": [by],
        "attribution": {"cue": "said", "via": []},
        "nuance": None,
        "about": [],
        "when": None,
    }


async def serve() -> None:
    """Serve until killed; the first line of output is the port."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Reading(b""), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
