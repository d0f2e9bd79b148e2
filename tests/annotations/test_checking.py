import json
from collections.abc import Callable
from typing import Any

import pytest

from extractor.annotations import annotation_breaks, read_decisions
from tests.annotations.deciders import (
    about,
    adding,
    decided,
    of_actor,
    of_claim,
    of_implication,
)
from tests.report.reports import Json, strike

Line = dict[str, Any]


def lines() -> list[Line]:
    """Return decisions of every kind, as they stand in a file."""
    made = decided(
        about("c1", "correct", item=of_claim(certainty="possible")),
        adding("actor", of_actor("talks", aliases=["offered talks"])),
        adding("claim", of_claim("c3", about=["a7"])),
        adding("implication", of_implication(rests_on=["c7"])),
        about("i1", "reject"),
        about("c7", "reopen"),
    )
    return [json.loads(one.model_dump_json(exclude_none=True)) for one in made]


def breaks(
    given: list[Any], document: Json | None = None
) -> list[tuple[int, str, str]]:
    text = "\n".join(json.dumps(line) for line in given)
    found = annotation_breaks(read_decisions(text), [document or strike()])
    return [(n, one.where, one.message) for n, one in found]


def test_decisions_as_they_were_made_hold() -> None:
    assert breaks(lines()) == []


def _set(value: Any, *path: str | int) -> Callable[[Line], None]:
    def change(line: Line) -> None:
        inner: Any = line
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("n", "change", "where", "told"),
    [
        (1, _set("c99", "target"), "", "expected the item's id to be the target"),
        (5, _set("i99", "target"), "/target", "there is no implication 'i99'"),
        (
            5,
            _set("0" * 64, "briefing_sha256"),
            "/briefing_sha256",
            "no briefing beside",
        ),
        (
            1,
            _set("Other", "item", "evidence", 0, "quote"),
            "/item/evidence/0/quote",
            "",
        ),
        (
            1,
            _set(9, "item", "evidence", 0, "sentence"),
            "/item/evidence/0/sentence",
            "",
        ),
        (1, _set(["a99"], "item", "asserted_by"), "/item", "no actor 'a99'"),
        (1, _set("shouted", "item", "cue"), "/item", "'shouted' does not occur"),
        (1, _set("direct", "item", "quote_type"), "/item/quote_type", "expected"),
        (2, _set(["Eve"], "item", "aliases"), "/item/aliases", "'Eve' does not occur"),
        (5, _set(7, "n"), "/n", "expected 5, found 7"),
        (5, _set("", "by"), "", "by: String should have at least 1 character"),
        (5, _set("today", "at"), "", "at: Value error"),
        (5, _set("2031-05-07T08:09:10", "at"), "", "expected a time with its offset"),
        (5, _set("approve", "action"), "", "action: Input should be"),
        (5, _set({}, "item"), "", "expected an item if, and only if"),
    ],
)
def test_what_was_changed_is_found(
    n: int, change: Callable[[Line], None], where: str, told: str
) -> None:
    given = lines()
    change(given[n - 1])

    found = breaks(given)

    assert found[0][:2] == (n, where)
    assert told in found[0][2]


def test_a_line_that_was_taken_out_is_missed() -> None:
    given = lines()
    del given[4]

    assert breaks(given) == [(5, "/n", "expected 5, found 6: lines are missing")]


def test_a_line_that_is_no_json_is_told() -> None:
    [(n, found)] = list(read_decisions("{"))

    assert n == 1
    assert "expected a decision as JSON" in str(found)


def test_a_briefing_that_was_written_anew_is_no_longer_the_one_decided_about() -> None:
    document = strike()
    document["briefing"]["headline"] = "Another."

    assert {where for _, where, _ in breaks(lines(), document)} == {"/briefing_sha256"}
