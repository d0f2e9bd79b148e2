"""Pages and feeds are known by how they begin, however much stands before that."""

import pytest

from extractor.sources.web.sniffing import looks_like_feed, looks_like_page

BEFORE = [
    *(b"", b"\xef\xbb\xbf", b" \n", b"<?xml version='1.0'?>\n", b"<!-- a -- b -->"),
    *(40 * b"<!---->", 40 * b"<!-- a -->\n", b"<?xml version='1.0'?><!--\n<p>-->"),
]
PASSED = [b"<!---->", b"<!-- -->\n", b"\n"]
# Of some of these, hours could be made where a comment can be read in two ways.
MANY = [*PASSED, b"<?a?>", b"<!---->-->", b"<!--", b"<?"]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("start", [b"<!doctype html>", b"<HTML>", b"<body class='a'>"])
def test_a_page_is_known_behind_what_may_stand_before_it(before, start):
    assert looks_like_page(before + start)
    assert not looks_like_feed(before + start)


@pytest.mark.parametrize("before", [*BEFORE, b"<?a b?>\n<?c?>", b"<!DOCTYPE rss>"])
@pytest.mark.parametrize("start", [b"<rss version='2.0'>", b"<feed>", b"<rdf:RDF>"])
def test_a_feed_is_known_behind_what_may_stand_before_it(before, start):
    assert looks_like_feed(before + start)
    assert not looks_like_page(before + start)


@pytest.mark.parametrize("piece", MANY)
@pytest.mark.parametrize("end", [b"", b"x", b"<html", b"<!--", b"<?"])
def test_many_comments_before_something_else_are_passed_over_at_once(piece, end):
    raw = 4_000 // len(piece) * piece + end

    assert not looks_like_feed(raw)
    assert looks_like_page(raw) is (end == b"<html" and piece in PASSED)
