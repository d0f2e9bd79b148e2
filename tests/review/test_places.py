"""Places in an answer, before and after something went."""

import pytest

from extractor.review.pointing import at, item_of, moved, within
from extractor.review.rebuilding import rebuild

DATA = {"claims": [{"by": [1, 2]}, {"by": [3]}, {"by": []}], "headline": "x"}


@pytest.mark.parametrize(
    ("where", "item"),
    [
        (("claims", 1, "by", 0), ("claims", 1, "by", 0)),
        (("claims", 1, "by"), ("claims", 1)),
        (("claims",), None),
        ((), None),
    ],
)
def test_the_item_of_a_place_is_the_innermost_list_entry(where, item):
    assert item_of(where) == item


@pytest.mark.parametrize(
    ("where", "inside"),
    [(("claims", 1, "by"), True), (("claims", 1), True), (("claims", 10), False)],
)
def test_a_place_is_within_the_item_that_holds_it(where, inside):
    assert within(where, [("claims", 1)]) is inside


def test_a_place_moves_with_the_nearest_item_that_moved():
    places = {
        ("claims", 0): ("claims", 2),
        ("claims", 0, "by", 0): ("claims", 2, "by", 1),
    }

    assert moved(("claims", 0, "by", 0), places) == ("claims", 2, "by", 1)
    assert moved(("claims", 0, "cue"), places) == ("claims", 2, "cue")
    assert moved(("headline",), places) == ("headline",)


def test_rebuilding_leaves_the_answer_itself_alone():
    gone = {("claims", 0), ("claims", 1, "by", 0)}

    rebuilt, origin = rebuild(DATA, gone, {("headline",): "y"})

    assert rebuilt == {"claims": [{"by": []}, {"by": []}], "headline": "y"}
    assert DATA["headline"] == "x"
    assert len(DATA["claims"]) == 3
    assert origin["claims", 0] == ("claims", 1)


def test_every_kept_entry_is_traced_to_where_it_stood():
    rebuilt, origin = rebuild(DATA, {("claims", 0)}, {})

    assert {new: at(DATA, old) for new, old in origin.items()} == {
        new: at(rebuilt, new) for new in origin
    }
