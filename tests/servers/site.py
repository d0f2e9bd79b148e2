"""A web site on this machine, whose pages behave well or badly as a test says."""

import threading
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Visit"], None]
CHUNK = bytes(1 << 16)


class Site:
    """The site: what stands at each path, and who asked for what.

    Attributes:
        pages: What is done for a path; 404 for all others.
        asked: The paths that were asked for, in order.
        headers: The headers of those requests.
    """

    def __init__(self, host: str = "127.0.0.1") -> None:
        """Begin to serve, on a free port."""
        self.pages: dict[str, Behaviour] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.closed = threading.Event()
        site = self

        class Handler(Visit):
            @property
            def site(self) -> Site:
                return site

        self._server = ThreadingHTTPServer((host, 0), Handler)
        self._server.daemon_threads = True
        self.host, self.port = host, self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def at(self, path: str, host: str | None = None) -> str:
        """Return the address of a path."""
        return f"http://{host or self.host}:{self.port}{path}"

    def close(self) -> None:
        """Stop serving; whoever is kept waiting is let go."""
        self.closed.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class Visit(BaseHTTPRequestHandler):
    """One request, and the means to answer it."""

    @property
    def site(self) -> Site:
        """Return the site that was asked."""
        raise NotImplementedError

    def do_GET(self) -> None:
        """Answer as the page says."""
        self.site.asked.append(self.path)
        self.site.headers.append({k.lower(): v for k, v in self.headers.items()})
        try:
            self.site.pages.get(self.path, missing)(self)
        except OSError:
            self.close_connection = True  # whoever asked has had enough

    def answer(self, status: int, body: bytes = b"", **headers: object) -> None:
        """Send a whole answer; `_` in header names stands for `-`."""
        self.begin(status, Content_Length=len(body), **headers)
        self.wfile.write(body)

    def begin(self, status: int, **headers: object) -> None:
        """Send the head of an answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def log_message(self, format: str, *values: Any) -> None:  # noqa: A002 - theirs
        """Say nothing."""


def missing(visit: Visit) -> None:
    """Answer 404."""
    visit.answer(404)


def serving(
    body: str | bytes, kind: str = "text/html; charset=utf-8", **headers: object
) -> Behaviour:
    """Return what serves a body."""
    raw = body.encode() if isinstance(body, str) else body
    return lambda visit: visit.answer(200, raw, Content_Type=kind, **headers)


def redirecting(to: str, status: int = 302) -> Behaviour:
    """Return what sends the visitor on."""
    return lambda visit: visit.answer(status, Location=to)


def failing(status: int) -> Behaviour:
    """Return what answers with an error."""
    return lambda visit: visit.answer(status, b"no")


def zeros(gigabytes: int, **headers: object) -> Behaviour:
    """Return what sends zeros, as long as somebody takes them."""

    def send(visit: Visit) -> None:
        visit.begin(200, **{"Content_Type": "text/html", **headers})
        for _ in range(gigabytes * (1 << 30) // len(CHUNK)):
            visit.wfile.write(CHUNK)

    return send


def bomb(megabytes: int) -> Behaviour:
    """Return what sends zeros, packed to a thousandth."""
    packer = zlib.compressobj(9, wbits=16 + zlib.MAX_WBITS)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes))
    return serving(packed + packer.flush(), Content_Encoding="gzip")


def dripping(head: bytes, drops: Callable[[], Iterator[bytes]]) -> Behaviour:
    """Return what sends a head, then a drop at a time until the site is closed."""

    def send(visit: Visit) -> None:
        visit.wfile.write(head)
        for drop in drops():
            if visit.site.closed.wait(0.01):
                return
            visit.wfile.write(drop)
            visit.wfile.flush()

    return send


def silent(visit: Visit) -> None:
    """Say nothing until the site is closed."""
    visit.site.closed.wait()


def breaking_off(visit: Visit) -> None:
    """Promise more than is sent."""
    visit.begin(200, Content_Type="text/html", Content_Length=1_000)
    visit.wfile.write(b"<p>It began")
