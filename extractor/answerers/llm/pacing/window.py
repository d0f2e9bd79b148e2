"""Requests and tokens of the last sixty seconds. Pure: the time is an argument."""

from collections import deque
from dataclasses import dataclass

MINUTE_S = 60.0
# A request reaches its server before the answer comes back, and at the latest so many
# seconds after it was sent. A minute is counted from then, so that the server never
# sees more than was allowed, however unevenly requests travel.
TRAVEL_S = 2.0
# A wait of nothing, or of less than a clock can tell, would be waited for ever again.
SHORTEST_S = 0.001


@dataclass(slots=True, eq=False)
class Entry:
    """A request that counts until the time `leaves`, or until it is forgotten."""

    tokens: int
    leaves: float
    counts: bool = True


class SlidingMinute:
    """What was sent lately, against what may be sent in any sixty seconds."""

    def __init__(self, *, rpm: int | None, tpm: int | None) -> None:
        """Begin with nothing sent."""
        self._rpm, self._tpm = rpm, tpm
        self._entries: deque[Entry] = deque()
        self._tokens = 0

    def wait_s(self, tokens: int, *, now: float) -> float:
        """Return the seconds after which it is worth asking again; 0 is now.

        A request for more than a whole minute's tokens is let go alone.
        """
        self._forget(now)
        if not self._entries or self._fits(tokens):
            return 0.0
        return max(self._entries[0].leaves - now, SHORTEST_S)

    def enter(self, tokens: int, *, now: float) -> Entry:
        """Count a request that is sent now."""
        entry = Entry(tokens, now + TRAVEL_S + MINUTE_S)
        self._entries.append(entry)
        self._tokens += tokens
        return entry

    def settle(self, entry: Entry, *, tokens: int | None, now: float) -> None:
        """Note that a request is over; None leaves its tokens as estimated."""
        entry.leaves = min(entry.leaves, now + MINUTE_S)
        if tokens is not None and entry.counts:
            self._tokens += tokens - entry.tokens
            entry.tokens = tokens

    def _fits(self, tokens: int) -> bool:
        if self._rpm is not None and len(self._entries) >= self._rpm:
            return False
        return self._tpm is None or self._tokens + tokens <= self._tpm

    def _forget(self, now: float) -> None:
        while self._entries and self._entries[0].leaves < now:
            gone = self._entries.popleft()
            gone.counts = False
            self._tokens -= gone.tokens
