"""One fetch: redirects, limits, the cache; every failure has its word."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from ssl import SSLContext

import httpcore2
import httpx2

from extractor.errors import UnreadableArticle
from extractor.sources.web.addresses import checked, is_public, link_to, refused
from extractor.sources.web.fetching.bodies import ACCEPTED, body, too_large
from extractor.sources.web.fetching.caching import Cache
from extractor.sources.web.fetching.connecting import (
    CheckedBackend,
    Deadline,
    MayReach,
    Resolve,
    resolve,
)
from extractor.sources.web.limits import FetchLimits
from extractor.version import DISTRIBUTION, package_version

Permit = Callable[[str, Deadline], None]

MOST_REDIRECTS = 5  # as many as RFC 9309 asks a robot to follow
OK, NOT_MODIFIED = 200, 304
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_NO_TEXT = ("audio", "font", "image", "video")
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came.

    Attributes:
        address: Where it came from, after redirects.
        content_type: What the server calls it, in lower case, without parameters.
        charset: The charset that the server names, if any.
        body: The bytes, unpacked.
    """

    address: str
    content_type: str
    charset: str | None
    body: bytes


class Fetcher:
    """Fetches, each time with a connection of its own; threads may share it."""

    def __init__(
        self,
        limits: FetchLimits,
        *,
        resolve: Resolve = resolve,
        is_public: MayReach = is_public,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Keep within limits.

        Args:
            limits: What one fetch may take.
            resolve: Returns a host's IP addresses.
            is_public: Tells whether an IP address is one of the public internet.
            clock: Seconds that only grow.
        """
        self.limits, self._resolve, self._clock = limits, resolve, clock
        self._may_reach = _any if limits.allow_private else is_public
        self._cache = Cache(limits.cache) if limits.cache else None

    def fetch(
        self,
        address: str,
        *,
        permit: Permit | None = None,
        deadline: Deadline | None = None,
    ) -> Fetched:
        """Return what is at an address.

        Args:
            address: A web address.
            permit: Raises UnreadableArticle for an address that is to be left alone;
                asked before each request, with the moment when the fetch ends.
            deadline: That moment, if this is part of another fetch.

        Raises:
            UnreadableArticle: It may not be had (`fetch_refused`), or cannot be:
                `fetch_failed`, `too_large`, `too_slow`, `unreadable`, `http_404` and
                the like.
        """
        deadline = deadline or Deadline(self.limits.seconds, self._clock)
        with self._telling():
            for _ in range(MOST_REDIRECTS + 1):
                address = checked(address)
                if permit:
                    permit(address, deadline)
                got = self._ask(address, deadline)
                if isinstance(got, Fetched):
                    return got
                address = _redirected(got, address)
        raise _failed(f"more than {MOST_REDIRECTS} redirects; check the address")

    def _ask(self, address: str, deadline: Deadline) -> Fetched | str:
        """Return what one request brings: a page, or the address to go on to."""
        kept = self._cache.get(address) if self._cache else None
        url = _url(address)
        headers = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": user_agent(),
            "Accept": _ACCEPT,
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
            **(kept.questions() if kept else {}),
        }
        backend = CheckedBackend(
            deadline, may_reach=self._may_reach, resolve=self._resolve
        )
        core = httpcore2.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        tls = self._tls if url.scheme == "https" else None
        with (
            httpcore2.ConnectionPool(tls, network_backend=backend) as pool,
            pool.stream("GET", core, headers=_sent(headers)) as answer,
        ):
            if answer.status == NOT_MODIFIED and kept:
                return _fetched(address, kept.content_type, kept.body)
            return self._read(address, answer)

    def _read(self, address: str, answer: httpcore2.Response) -> Fetched | str:
        """Return the page that an answer brings, or where it says that the page is."""
        headers = _headers(answer)
        if answer.status in _REDIRECTS and headers.get("location"):
            return headers["location"]
        if answer.status != OK:
            raise _no_page(answer.status)
        content_type = headers.get("content-type", "")
        if content_type.partition("/")[0].strip().lower() in _NO_TEXT:
            raise _not_text(content_type)
        most = self.limits.most_bytes
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > most:
            raise too_large(most)
        coding = headers.get("content-encoding", "")
        whole = body(answer.iter_stream(), coding=coding, most_bytes=most)
        if self._cache:
            self._cache.put(address, headers, whole)
        return _fetched(address, content_type, whole)

    @cached_property
    def _tls(self) -> SSLContext:
        return httpx2.create_ssl_context()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Turn the client's errors into an article's."""
        try:
            yield
        except httpcore2.TimeoutException as error:
            seconds = self.limits.seconds
            message = (
                f"expected a page within {seconds:g} s, found that it takes longer; "
                "--fetch-timeout gives it more"
            )
            raise UnreadableArticle("too_slow", message) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            raise _failed(
                f"{str(error) or type(error).__name__}; try again later"
            ) from error


def user_agent() -> str:
    """Return what the fetcher calls itself."""
    return f"{DISTRIBUTION}/{package_version()} (extractor; reads articles for a user)"


def _any(_ip: str) -> bool:
    return True


def _redirected(location: str, address: str) -> str:
    link = link_to(location, on=address)
    if link is None:
        raise refused(f"a redirect to {location[:200]!r}, which cannot be read")
    return link.address


def _url(address: str) -> httpx2.URL:
    try:
        return httpx2.URL(address)
    except (httpx2.InvalidURL, ValueError) as error:
        raise refused(f"an address that cannot be read: {error}") from error


def _sent(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Return headers as bytes: what a server called its page may be no ASCII."""
    return [
        (name.encode("ascii"), value.encode("latin-1"))
        for name, value in headers.items()
    ]


def _headers(answer: httpcore2.Response) -> Mapping[str, str]:
    return {
        name.decode("latin-1").lower(): value.decode("latin-1")
        for name, value in answer.headers
    }


def _fetched(address: str, content_type: str, whole: bytes) -> Fetched:
    charset = _CHARSET.search(content_type)
    return Fetched(
        address=address,
        content_type=content_type.partition(";")[0].strip().lower(),
        charset=charset[1] if charset else None,
        body=whole,
    )


def _no_page(status: int) -> UnreadableArticle:
    message = f"expected a page, found HTTP status {status}; check the address"
    return UnreadableArticle(f"http_{status}", message)


def _not_text(content_type: str) -> UnreadableArticle:
    message = f"expected a page, found {content_type[:60]!r}; name the page it is on"
    return UnreadableArticle("unreadable", message)


def _failed(found: str) -> UnreadableArticle:
    message = f"expected a page, found that it cannot be fetched: {found}"
    return UnreadableArticle("fetch_failed", message)
