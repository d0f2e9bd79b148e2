"""Writes down every exchange that passes through a transport."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx2

from extractor.answerers.llm.bodies import is_shallow
from extractor.answerers.llm.faults import (
    network_fault,
    redacted,
    retry_after,
    without,
)
from extractor.answerers.llm.recording.files import Shelf, write_json
from extractor.answerers.llm.recording.keys import SHORT, Asked
from extractor.answerers.llm.recording.meta import Meta, Origin, write_meta
from extractor.answerers.llm.recording.tape import current_tape

# No others: cookies, organisations and request ids stay out of recordings.
KEPT_HEADERS = ("content-type", "retry-after", "retry-after-ms")
# The bytes that go on are decoded already.
DECODED = ("content-encoding", "content-length", "transfer-encoding")


def open_recording(
    folder: Path,
    *,
    origin: Origin,
    model: str,
    parameters: Mapping[str, Any],
    note: str = "",
) -> "Recorder":
    """Return a recorder that adds to the folder, which need not exist.

    Raises SettingsError when the folder holds a recording of another origin, model or
    parameters; OutputError when it cannot be written to.
    """
    meta = Meta(origin=origin, model=model, parameters=parameters, note=note)
    write_meta(folder, meta)
    return Recorder(folder)


class Recorder:
    """Keeps exchanges in a folder."""

    def __init__(self, folder: Path, *, clock: Callable[[], float] = time.time) -> None:
        """Look at what the folder holds."""
        self._shelf, self._clock = Shelf(folder), clock

    def around(self, inner: httpx2.AsyncBaseTransport) -> "RecordingTransport":
        """Return a transport that sends through `inner` and keeps what comes back."""
        return RecordingTransport(self, inner)

    def keep_response(
        self, asked: Asked, response: httpx2.Response, *, key: str
    ) -> None:
        """Write down an answer of the server, without the key it may repeat."""
        text = response.content.decode("utf-8", "replace")
        text = redacted(text, key=key) if response.is_error else without(key, text)
        kept = {"status": response.status_code, "headers": self._headers(response)}
        self._keep(asked, {"response": kept | _body(text)})

    def keep_fault(self, asked: Asked, fault: str) -> None:
        """Write down that no answer came: "reset" or "timeout"."""
        self._keep(asked, {"fault": fault})

    def _keep(self, asked: Asked, outcome: Mapping[str, Any]) -> None:
        tape = current_tape()
        short = asked.key[:SHORT]
        name = (tape.slug, short, tape.next(asked.key))
        self._shelf.put(name, {"key": asked.key, "request": asked.as_json(), **outcome})
        if asked.schema_sha256:
            self._keep_schema(asked.schema_sha256[:SHORT], asked.schema)

    def _keep_schema(self, short: str, schema: Any) -> None:
        path = self._shelf.folder / f"schema-{short}.json"
        if not path.exists():
            write_json(path, schema)

    def _headers(self, response: httpx2.Response) -> dict[str, str]:
        """Return the headers kept; a date to wait for becomes seconds to wait."""
        headers = response.headers
        kept = {name: headers[name] for name in KEPT_HEADERS if name in headers}
        wait = retry_after(headers, now=self._clock())
        if wait is not None and "retry-after" in kept:
            kept["retry-after"] = f"{wait:g}"
        return kept


class RecordingTransport(httpx2.AsyncBaseTransport):
    """Sends through another transport and has every exchange kept."""

    def __init__(self, recorder: Recorder, inner: httpx2.AsyncBaseTransport) -> None:
        """Take over `inner`: closing this closes it."""
        self._recorder, self._inner = recorder, inner

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return the response, whole; raise what the other transport raises."""
        asked = Asked.of(json.loads(request.content))
        limit = request.extensions.get("timeout", {}).get("read")
        try:
            async with asyncio.timeout(limit):
                response = await self._inner.handle_async_request(request)
                try:
                    await response.aread()
                finally:
                    await response.aclose()
        except Exception as error:
            if fault := network_fault(error):
                self._recorder.keep_fault(asked, fault)
            raise
        key = request.headers.get("authorization", "").removeprefix("Bearer ")
        self._recorder.keep_response(asked, response, key=key)
        return _again(response)

    async def aclose(self) -> None:
        """Close the other transport."""
        await self._inner.aclose()


class Through(httpx2.AsyncBaseTransport):
    """Sends through a whole client: its pool, its proxies.

    openai's aiohttp client silently stops being one when it is given a transport.
    """

    def __init__(self, client: httpx2.AsyncClient) -> None:
        """Take over the client: closing this closes it."""
        self._client = client

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return the response, not read yet."""
        return await self._client.send(request, stream=True)

    async def aclose(self) -> None:
        """Close the client."""
        await self._client.aclose()


def _body(text: str) -> dict[str, Any]:
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        return {"text": text}
    return {"json": body} if is_shallow(body) else {"text": text}


def _again(response: httpx2.Response) -> httpx2.Response:
    headers = [
        (name, value)
        for name, value in response.headers.multi_items()
        if name.lower() not in DECODED
    ]
    return httpx2.Response(
        response.status_code, headers=headers, content=response.content
    )
