"""Every request in one shard, and no shard beyond what a provider takes."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.batch.sharding import ShardLimits, Sized, shards_of
from extractor.errors import SettingsError

SIZES = st.lists(st.tuples(st.integers(1, 50), st.integers(1, 50)), max_size=40)


def sized(sizes: list[tuple[int, int]]) -> list[Sized]:
    """Return requests of so many bytes and tokens."""
    return [
        Sized(key=n.to_bytes(32, "big"), bytes=size, tokens=tokens)
        for n, (size, tokens) in enumerate(sizes)
    ]


@given(SIZES, st.integers(1, 9), st.integers(50, 200), st.integers(50, 200))
def test_every_request_is_in_one_shard_in_their_order(sizes, requests, size, tokens):
    limits = ShardLimits(requests=requests, bytes=size, tokens=tokens)

    shards = list(shards_of(sized(sizes), limits))

    assert [one for shard in shards for one in shard] == sized(sizes)
    assert all(shards)


@given(SIZES, st.integers(1, 9), st.integers(50, 200), st.integers(50, 200))
def test_no_shard_is_beyond_a_limit_or_could_hold_the_next_request(
    sizes, requests, size, tokens
):
    limits = ShardLimits(requests=requests, bytes=size, tokens=tokens)

    shards = list(shards_of(sized(sizes), limits))

    assert all(held(shard, limits) for shard in shards)
    follow = itertools.pairwise(shards)
    assert not any(held([*shard, after[0]], limits) for shard, after in follow)


def held(shard: list[Sized], limits: ShardLimits) -> bool:
    """Tell whether a batch may hold a shard."""
    size, tokens = sum(s.bytes for s in shard), sum(s.tokens for s in shard)
    return limits.holds(len(shard), size, tokens)


def test_a_request_that_no_shard_could_hold_is_named():
    limits = ShardLimits(bytes=10)

    with pytest.raises(SettingsError, match="11 bytes"):
        list(shards_of(sized([(11, 1)]), limits))
