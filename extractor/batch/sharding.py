"""Cutting requests into shards that a provider takes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from extractor.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Sized:
    """A request, and what it takes of the limits.

    Attributes:
        key: What is asked.
        bytes: Of its line.
        tokens: Estimated, of what is sent.
        usd: Estimated price, None when unknown.
    """

    key: bytes
    bytes: int
    tokens: int
    usd: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardLimits:
    """What one batch may hold. OpenAI takes 50,000 requests and 200 MB.

    Attributes:
        requests: At most.
        bytes: Of the file, at most.
        tokens: Of what is sent, estimated; all that waits at the provider together
            may not be more either. None is no limit.
    """

    requests: int = 50_000
    bytes: int = 200_000_000
    tokens: int | None = None

    def holds(self, requests: int, size: int, tokens: int) -> bool:
        """Tell whether one batch may hold so much."""
        most = self.tokens
        fits = requests <= self.requests and size <= self.bytes
        return fits and (most is None or tokens <= most)


def shards_of(sized: Iterable[Sized], limits: ShardLimits) -> Iterator[list[Sized]]:
    """Yield shards in the order of the requests, each as full as the limits allow.

    Raises:
        SettingsError: One request alone is more than a limit.
    """
    shard: list[Sized] = []
    size = tokens = 0
    for one in sized:
        _require_room(one, limits)
        fits = limits.holds(len(shard) + 1, size + one.bytes, tokens + one.tokens)
        if not fits:
            yield shard
            shard, size, tokens = [], 0, 0
        shard.append(one)
        size, tokens = size + one.bytes, tokens + one.tokens
    if shard:
        yield shard


def _require_room(one: Sized, limits: ShardLimits) -> None:
    if limits.holds(1, one.bytes, one.tokens):
        return
    named = ", ".join(f"{f.name} {getattr(limits, f.name)}" for f in fields(limits))
    message = (
        f"expected requests that fit into a shard ({named}), found one of {one.bytes:,}"
        f" bytes and about {one.tokens:,} tokens; raise shard_bytes or enqueued_tokens"
    )
    raise SettingsError(message)
