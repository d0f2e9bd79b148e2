"""Money: what is spent, what is set aside for requests in flight, and the cap."""

import math

from extractor.errors import CostCapReached


class Budget:
    """US dollars. Once refused, it stays closed.

    Attributes:
        spent: For requests that are over, of earlier runs as well.
        reserved: For requests in flight, as estimated.
    """

    def __init__(self, cap: float | None, *, spent: float = 0.0) -> None:
        """Begin with what is spent already."""
        self._cap = math.inf if cap is None else cap
        self._closed = False
        self.spent, self.reserved = spent, 0.0

    def allows(self, usd: float) -> bool:
        """Tell whether a request of that price may be sent now."""
        fits = self.spent + self.reserved + usd <= self._cap
        return fits and not self._closed

    def reserve(self, usd: float) -> None:
        """Set the estimated price of a request aside."""
        self.reserved += usd

    def settle(self, reserved: float, *, usd: float) -> None:
        """Replace what was set aside for a request by what it came to."""
        self.reserved -= reserved
        self.spent += usd

    def close(self, usd: float) -> CostCapReached:
        """Let nothing more through; return the error of the request refused."""
        self._closed = True
        return CostCapReached(spent=self.spent, cap=self._cap, wanted=usd)
