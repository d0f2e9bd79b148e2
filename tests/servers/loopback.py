"""A server on this machine that answers chat completions as a script says."""

import json
import socket
import struct
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

COOKIE = "session=SECRETCOOKIE"


@dataclass(frozen=True, kw_only=True)
class Behaviour:
    """What the server does with one request.

    Attributes:
        status: The HTTP status.
        headers: Headers besides the usual ones.
        body: Sent as JSON, unless it is bytes already.
        pause_s: Seconds to wait before the answer.
        reset: Cut the connection instead.
        hang: Say nothing until the server is closed.
        dribble: Send white space until the server is closed, as some do to keep a
            connection open while a model thinks.
        garbage: Answer with something that is not HTTP.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    pause_s: float = 0.0
    reset: bool = False
    hang: bool = False
    dribble: bool = False
    garbage: bool = False

    def after(self, seconds: float) -> "Behaviour":
        """Return the same, after a pause."""
        return replace(self, pause_s=seconds)


RESET = Behaviour(reset=True)
HANG = Behaviour(hang=True)
DRIBBLE = Behaviour(dribble=True)
GARBAGE = Behaviour(garbage=True)


def http(status: int, message: str = "as scripted", **headers: str) -> Behaviour:
    """Return an HTTP error as OpenAI words one; `_` in header names stands for `-`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = {"error": {"message": message, "type": "scripted", "code": None}}
    return Behaviour(status=status, headers=named, body=body)


def refused(status: int, code: str, message: str = "as scripted") -> Behaviour:
    """Return an HTTP error with a code."""
    body = {"error": {"message": message, "type": code, "code": code}}
    return Behaviour(status=status, body=body)


def chat(content: str | None, *, finish: str = "stop", **more: Any) -> Behaviour:
    """Return a completion; `more` adds to its message."""
    message = {"role": "assistant", "content": content, "refusal": None, **more}
    return completion([{"index": 0, "message": message, "finish_reason": finish}])


def tool_call(arguments: str, **more: Any) -> Behaviour:
    """Return a completion that calls the tool it was given; `more` as in chat."""
    function = {"name": "toy", "arguments": arguments}
    call = {"id": "call_1", "type": "function", "function": function}
    return chat(None, finish="tool_calls", tool_calls=[call], **more)


def completion(choices: Any, **more: Any) -> Behaviour:
    """Return a completion with these choices; `more` adds to it."""
    usage = {
        "prompt_tokens": 100,
        "completion_tokens": 20,
        "total_tokens": 120,
        "prompt_tokens_details": {"cached_tokens": 64, "audio_tokens": 0},
    }
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": "toy-1-2026",
        "choices": choices,
        "usage": usage,
    }
    return Behaviour(body={**body, **more})


class Loopback:
    """The server. It plays its script, or asks `by` what to do with each body.

    Attributes:
        bodies: The request bodies, in the order of arrival.
        headers: The request headers, likewise.
        by: Takes the place of the script, when set.
    """

    def __init__(self) -> None:
        """Begin to serve, on a free port."""
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.by: Callable[[dict[str, Any]], Behaviour] | None = None
        self._script: list[Behaviour] = []
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._server = _server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def script(self, *behaviours: Behaviour) -> None:
        """Play these, one a request; forget what was before."""
        self._script[:] = behaviours
        self.bodies.clear()
        self.headers.clear()

    def close(self) -> None:
        """Stop serving; whoever is kept waiting is let go."""
        self._closed.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def take(self, body: dict[str, Any], headers: dict[str, str]) -> Behaviour:
        """Note a request and return what is to be done with it."""
        with self._lock:
            self.bodies.append(body)
            self.headers.append(
                {name.lower(): value for name, value in headers.items()}
            )
            if self.by:
                return self.by(body)
            if self._script:
                return self._script.pop(0)
        return http(400, "the script is at its end")

    def wait(self, seconds: float | None = None) -> bool:
        """Wait, but not beyond the server's end; tell whether that came."""
        return self._closed.wait(seconds)


class _Server(ThreadingHTTPServer):
    request_queue_size = 512
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients of tests hang up when they like."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    loopback: Loopback

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""

    def do_POST(self) -> None:
        """Do what the script says."""
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        behaviour = self.loopback.take(body, dict(self.headers.items()))
        if behaviour.pause_s:
            self.loopback.wait(behaviour.pause_s)
        if behaviour.hang:
            self.loopback.wait()
        if behaviour.dribble:
            self._dribble()
        if behaviour.garbage:
            self.wfile.write(b"SMTP 220 hello\r\n\r\n")
        if behaviour.body is None:
            self._cut()
        else:
            self._send(behaviour)

    def _send(self, behaviour: Behaviour) -> None:
        raw = isinstance(behaviour.body, bytes)
        data = behaviour.body if raw else json.dumps(behaviour.body).encode()
        headers = {
            "content-type": "application/json",
            "content-length": str(len(data)),
            "set-cookie": COOKIE,
            "x-request-id": "req_SECRETID",
            **behaviour.headers,
        }
        self.send_response(behaviour.status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _dribble(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.end_headers()
        while not self.loopback.wait(0.02):
            self.wfile.write(b" ")

    def _cut(self) -> None:
        """End the connection; with a reset, if nothing was said on it."""
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close_connection = True


def _server(loopback: Loopback) -> _Server:
    handler = type("Handler", (_Handler,), {"loopback": loopback})
    return _Server(("127.0.0.1", 0), handler)
