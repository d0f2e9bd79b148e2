"""Follows the links of feeds as a robot should: by robots.txt, each host in turn."""

from threading import Lock
from typing import Any

from extractor.errors import UnreadableArticle
from extractor.sources.extras import required
from extractor.sources.web.addresses import link_to, refused
from extractor.sources.web.fetching import Fetched, Fetcher, user_agent


class Follower:
    """Fetches what nobody named: one request at a time from each host."""

    def __init__(self, fetcher: Fetcher) -> None:
        """Fetch with this fetcher."""
        self._fetcher, self._lock = fetcher, Lock()
        self._turns: dict[str, Lock] = {}
        self._rules: dict[str, Any] = {}

    def fetch(self, address: str) -> Fetched:
        """Return what is at an address; wait while the host is asked for another.

        Raises:
            UnreadableArticle: As the fetcher does; `fetch_refused` also when the
                host's robots.txt asks to leave the address alone.
        """
        with self._lock:
            turn = self._turns.setdefault(_origin(address), Lock())
        with turn:
            return self._fetcher.fetch(address, permit=self._permit)

    def _permit(self, address: str) -> None:
        """Raise UnreadableArticle for what robots.txt asks to leave alone."""
        origin = _origin(address)
        if origin not in self._rules:
            self._rules[origin] = self._read_rules(origin)
        rules = self._rules[origin]
        if isinstance(rules, UnreadableArticle):
            raise _without_rules(rules)
        if rules is not None and not rules.can_fetch(address, user_agent()):
            raise refused("one that the site's robots.txt asks robots to leave alone")

    def _read_rules(self, origin: str) -> Any:
        """Return a host's rules, None when it has none, or why they cannot be had.

        What each means for the host's pages is RFC 9309's (2.3.1).
        """
        required("protego", extra="web")
        from protego import Protego

        try:
            found = self._fetcher.fetch(f"{origin}/robots.txt")
        except UnreadableArticle as error:
            return None if error.reason.startswith("http_4") else error
        return Protego.parse(found.body.decode("utf-8", "replace"))


def _without_rules(error: UnreadableArticle) -> UnreadableArticle:
    """Return the error for pages of a host whose robots.txt cannot be had."""
    if error.reason.startswith("http_"):
        return refused(f"one whose site's robots.txt cannot be had ({error.reason})")
    return UnreadableArticle(error.reason, f"robots.txt of the site: {error}")


def _origin(address: str) -> str:
    link = link_to(address)
    if link is None:
        raise refused(f"{address[:200]!r}, which cannot be read")
    return f"{link.parts.scheme}://{link.parts.netloc}".lower()
