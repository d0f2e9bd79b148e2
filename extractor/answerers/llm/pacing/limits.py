"""What a run may use, and what one request is thought to use."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What all requests of a run together may use; None is no limit.

    Attributes:
        rpm: Requests in any sixty seconds.
        tpm: Tokens, sent and answered, in any sixty seconds.
        in_flight: Requests under way at one time.
        max_cost: US dollars.
        spent: What of max_cost earlier runs have spent.
    """

    rpm: int | None = None
    tpm: int | None = None
    in_flight: int | None = None
    max_cost: float | None = None
    spent: float = 0.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a request is thought to use: tokens, sent and answered, and US dollars."""

    tokens: int = 0
    usd: float = 0.0
