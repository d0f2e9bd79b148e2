"""Follows the links of feeds as a robot should: by robots.txt, each host in turn."""

import re
from contextlib import ExitStack
from threading import Lock
from typing import Any

from extractor.errors import UnreadableArticle
from extractor.sources.extras import required
from extractor.sources.web.addresses import link_to, refused
from extractor.sources.web.fetching import Deadline, Fetched, Fetcher
from extractor.version import DISTRIBUTION

_ROBOT = re.compile(r"\s*user[ -]?agent[\s:]+([^\s/#]+)", re.IGNORECASE)


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
        with ExitStack() as turn:

            def permit(address: str, deadline: Deadline) -> None:
                """Wait for the host's turn, and for no two hosts at once."""
                turn.close()
                with deadline.standing_still():
                    turn.enter_context(self._turn(_origin(address)))
                self._permit(address, deadline)

            return self._fetcher.fetch(address, permit=permit)

    def _turn(self, origin: str) -> Lock:
        with self._lock:
            return self._turns.setdefault(origin, Lock())

    def _permit(self, address: str, deadline: Deadline) -> None:
        """Raise UnreadableArticle for what robots.txt asks to leave alone."""
        rules = self._rules_of(_origin(address), deadline)
        if isinstance(rules, UnreadableArticle):
            raise _without_rules(rules)
        if rules is not None and not rules.can_fetch(address, DISTRIBUTION):
            raise refused("one that the site's robots.txt asks robots to leave alone")

    def _rules_of(self, origin: str, deadline: Deadline) -> Any:
        """Return what `_read_rules` does, once, unless there was too little time."""
        if origin in self._rules:
            return self._rules[origin]
        left = deadline.left()
        rules = self._read_rules(origin, deadline)
        slow = isinstance(rules, UnreadableArticle) and rules.reason == "too_slow"
        if not slow or left > self._fetcher.limits.seconds / 2:
            self._rules[origin] = rules
        return rules

    def _read_rules(self, origin: str, deadline: Deadline) -> Any:
        """Return a host's rules, None when it has none, or why they cannot be had.

        What each means for the host's pages is RFC 9309's (2.3.1).
        """
        required("protego", extra="web")
        from protego import Protego

        try:
            found = self._fetcher.fetch(f"{origin}/robots.txt", deadline=deadline)
        except UnreadableArticle as error:
            return None if error.reason.startswith("http_4") else error
        lines = found.body.decode("utf-8", "replace").splitlines()
        return Protego.parse("\n".join(map(_by_whole_name, lines)))


def _by_whole_name(line: str) -> str:
    """Return a line of robots.txt, in which other robots have a name unlike ours.

    Protego takes a part of our name for it: a group for `a` would be ours.
    """
    named = _ROBOT.match(line)
    if named is None:
        return line
    known = named[1].lower() in ("*", DISTRIBUTION)
    return f"User-agent: {named[1] if known else 'another'}"


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
