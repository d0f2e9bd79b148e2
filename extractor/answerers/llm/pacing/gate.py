"""How many requests may be in flight: fewer when a server is busy, then more again."""

import math

HALF = 0.5
# Of the most that may be in flight, for a whole round of answers.
STEP = 0.1


class Gate:
    """Bounds the requests in flight; pure, so whoever asks does the waiting.

    The bound is halved when a server says that it is busy, once for all requests that
    were in flight together. With every round of answers it grows by a tenth of the
    most, and by one at least.

    Attributes:
        in_flight: Requests under way.
    """

    def __init__(self, most: int | None) -> None:
        """Begin with the most allowed, and nothing in flight."""
        self._most = math.inf if most is None else float(most)
        self._step = 1.0 if most is None else max(1.0, STEP * most)
        self._bound = self._most
        self._sent = self._sent_when_halved = 0
        self.in_flight = 0

    @property
    def is_full(self) -> bool:
        """Whether another request has to wait."""
        return self.in_flight + 1 > self._bound

    @property
    def bound(self) -> float:
        """The most requests that may be in flight now."""
        return self._bound

    def enter(self) -> int:
        """Count a request that is sent; return its number."""
        self.in_flight += 1
        self._sent += 1
        return self._sent

    def leave(self) -> None:
        """Count a request that is over."""
        self.in_flight -= 1

    def widen(self) -> None:
        """Allow a little more: a request was answered."""
        self._bound = min(self._most, self._bound + self._step / self._bound)

    def narrow(self, number: int) -> None:
        """Allow half: the server was too busy for the request of that number."""
        if number > self._sent_when_halved:
            self._bound = max(1.0, HALF * min(self._bound, self.in_flight))
            self._sent_when_halved = self._sent
