"""Answers requests from a recording; the network is never touched."""

import json
from pathlib import Path

import httpx2

from extractor.answerers.llm.recording.files import Shelf, read_json
from extractor.answerers.llm.recording.keys import SHORT, Asked
from extractor.answerers.llm.recording.meta import read_meta
from extractor.answerers.llm.recording.misses import missing
from extractor.answerers.llm.recording.tape import current_tape
from extractor.errors import SettingsError


class Player(httpx2.AsyncBaseTransport):
    """A transport that plays a recording."""

    def __init__(self, folder: Path) -> None:
        """Look at what the folder holds; raise SettingsError when that is nothing."""
        read_meta(folder)
        self._shelf = Shelf(folder)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return what was recorded for the same request.

        Raises:
            RecordingMissing: Nothing was.
            httpx2.TransportError: What was recorded is that no answer came.
        """
        asked = Asked.of(json.loads(request.content))
        n = current_tape().next(asked.key)
        path = self._shelf.find(asked.key[:SHORT], n)
        if path is None:
            raise missing(self._shelf, asked, n=n)
        return _played(path, request)


def _played(path: Path, request: httpx2.Request) -> httpx2.Response:
    exchange = read_json(path)
    try:
        if fault := exchange.get("fault"):
            lost = httpx2.ReadTimeout if fault == "timeout" else httpx2.ReadError
            raise lost(f"recorded: {fault}", request=request)
        kept = exchange["response"]
        text = kept["text"] if "text" in kept else json.dumps(kept["json"])
        return httpx2.Response(
            kept["status"], headers=kept["headers"], content=text.encode()
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise SettingsError(
            f"{path}: expected a recorded exchange, found something else: {error!r}"
        ) from error
