"""Connections to checked addresses, each of which ends at a given moment.

The address that was checked is the one connected to, so that a name cannot come to mean
another machine in between.
"""

import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from queue import Empty, Queue
from threading import Thread
from typing import Any

import httpcore2

from extractor.sources.web.addresses import ALLOW, refused

Resolve = Callable[[str, int], list[str]]
MayReach = Callable[[str], bool]


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host; raise OSError when there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Deadline:
    """The moment when a fetch ends, whatever it waits for."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        """End so many seconds from now."""
        self._clock, self._end = clock, clock() + seconds

    def left(self) -> float:
        """Return the seconds left; raise httpcore2.ReadTimeout when there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise httpcore2.ReadTimeout
        return left

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Count no time that is spent inside."""
        begun = self._clock()
        try:
            yield
        finally:
            self._end += self._clock() - begun


class CheckedBackend(httpcore2.NetworkBackend):
    """Connects to the addresses that may be reached, and to no others."""

    def __init__(
        self, deadline: Deadline, *, may_reach: MayReach, resolve: Resolve
    ) -> None:
        """Keep the rules of one fetch."""
        self._deadline, self._may_reach = deadline, may_reach
        self._resolve, self._plain = resolve, httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Return a connection to the first address of the host that takes one.

        Raises:
            UnreadableArticle: None of them may be reached (`fetch_refused`).
        """
        del timeout
        last: Exception | None = None
        for ip in self._reachable(host, port):
            try:
                stream = self._plain.connect_tcp(
                    ip, port, self._deadline.left(), local_address, socket_options
                )
            except httpcore2.ConnectError as error:
                last = error
            else:
                return _EndingStream(stream, self._deadline)
        raise last or httpcore2.ConnectError(f"{host} has no address")

    def _reachable(self, host: str, port: int) -> list[str]:
        found = self._resolved(host, port)
        allowed = [ip for ip in found if self._may_reach(ip)]
        if found and not allowed:
            which = "" if host == found[0] else f" ({found[0]})"
            raise refused(f"{host}{which}, a private address{ALLOW}")
        return allowed

    def _resolved(self, host: str, port: int) -> list[str]:
        """Return the addresses of a host, if they are known in time."""
        known: Queue[list[str] | OSError] = Queue()

        def look() -> None:
            try:
                known.put(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                known.put(OSError(str(error)))

        Thread(target=look, daemon=True).start()
        try:
            found = known.get(timeout=self._deadline.left())
        except Empty:
            raise httpcore2.ConnectTimeout from None
        if isinstance(found, OSError):
            raise httpcore2.ConnectError(f"{host}: {found}")
        return found


class _EndingStream(httpcore2.NetworkStream):
    """A connection on which nothing waits beyond the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has come."""
        del timeout
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send."""
        del timeout
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        """Close."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        """Return the connection, now private."""
        del timeout
        left = self._deadline.left()
        stream = self._stream.start_tls(ssl_context, server_hostname, left)
        return _EndingStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection knows of itself."""
        return self._stream.get_extra_info(info)
