"""Bodies are unpacked as they come, and no further than they may be."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import UnreadableArticle
from extractor.sources.web.fetching.bodies import body

CODINGS = {"gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}


def packed(whole: bytes, wbits: int) -> bytes:
    packer = zlib.compressobj(wbits=wbits)
    return packer.compress(whole) + packer.flush()


def in_pieces(whole: bytes, size: int) -> list[bytes]:
    return [whole[n : n + size] for n in range(0, len(whole), size)]


@given(st.binary(max_size=200), st.sampled_from(sorted(CODINGS)), st.integers(1, 50))
def test_what_was_packed_comes_back_however_it_is_cut(whole, coding, size):
    chunks = in_pieces(packed(whole, CODINGS[coding]), size)

    assert body(chunks, coding=coding, most_bytes=500) == whole


@given(
    st.lists(st.binary(max_size=50), min_size=1, max_size=4),
    st.sampled_from([b"", b"\0", b"\x1f", b"\0\0\x1f\x8b", b"padding"]),
    st.integers(1, 50),
)
def test_all_members_of_a_body_packed_in_parts_come_back(parts, behind, size):
    whole = b"".join(packed(part, CODINGS["gzip"]) for part in parts) + behind

    unpacked = body(in_pieces(whole, size), coding="gzip", most_bytes=500)

    assert unpacked == b"".join(parts)


def test_the_members_of_a_body_share_its_limit():
    chunks = [2 * packed(bytes(60), CODINGS["gzip"])]

    with pytest.raises(UnreadableArticle) as caught:
        body(chunks, coding="gzip", most_bytes=100)
    assert caught.value.reason == "too_large"


def test_members_without_end_are_refused():
    chunks = [1_001 * packed(b"", CODINGS["gzip"])]

    with pytest.raises(UnreadableArticle, match="more than 1,000 parts"):
        body(chunks, coding="gzip", most_bytes=1_000_000)


def test_a_member_that_ends_early_is_not_taken_for_whole():
    part = packed(b"It began.", CODINGS["gzip"])

    with pytest.raises(UnreadableArticle, match="ends too early"):
        body([part + part[:-3]], coding="gzip", most_bytes=500)


def test_deflate_without_its_head_is_read_too():
    chunks = [packed(b"It began.", -zlib.MAX_WBITS)]

    assert body(chunks, coding="deflate", most_bytes=500) == b"It began."


@pytest.mark.parametrize("coding", ["", "identity", "gzip"])
def test_the_limit_is_exact(coding):
    chunks = [packed(bytes(100), 31)] if coding == "gzip" else [bytes(100)]

    assert len(body(chunks, coding=coding, most_bytes=100)) == 100
    with pytest.raises(UnreadableArticle) as caught:
        body(chunks, coding=coding, most_bytes=99)
    assert caught.value.reason == "too_large"


def test_a_packed_body_that_ends_early_is_not_taken_for_whole():
    with pytest.raises(UnreadableArticle, match="ends too early") as caught:
        body([packed(b"It began." * 9, 31)[:-9]], coding="gzip", most_bytes=500)
    assert caught.value.reason == "fetch_failed"
