import json

import pytest

from extractor.annotations import Undecided, annotated_gold
from extractor.evaluation import read_gold
from tests.annotations.deciders import (
    about,
    adding,
    decided,
    everything,
    of_actor,
    of_claim,
)
from tests.report.reports import Json, strike


def gold(*asked: Json, partial: bool = False) -> Json:
    """Return the gold of decisions after everything was accepted."""
    first = [] if partial else everything(strike())
    made = decided(*first, *asked)
    row = annotated_gold(strike(), made, name="strike", partial=partial)
    [read] = read_gold([json.dumps(row)], name="gold.jsonl")
    assert read.text == strike()["article"]["text"]
    found: Json = row["gold"]
    return found


def ids(found: Json) -> list[str]:
    return [claim["id"] for claim in found["claims"]]


def test_what_was_accepted_is_gold() -> None:
    found = gold()

    assert ids(found) == ["c1", "c2", "c3", "c4", "c5", "c6"]
    assert len(found["actors"]) == 6
    assert found["claims"][3]["stated"] is True
    assert found["attributions"][1]["source"] == [
        {"start": 105, "end": 117},
        {"start": 158, "end": 164},
    ]


def test_what_was_rejected_is_not() -> None:
    found = gold(about("c2", "reject"), about("a3", "reject"))

    assert ids(found) == ["c1", "c3", "c4", "c5", "c6"]
    assert len(found["actors"]) == 5


def test_what_was_corrected_is_gold_as_corrected() -> None:
    found = gold(about("c1", "correct", item=of_claim(certainty="possible")))

    assert found["claims"][0]["certainty"] == "possible"


def test_what_was_added_is_gold() -> None:
    found = gold(
        adding("actor", of_actor("talks")),
        adding("claim", of_claim("c3", evidence=[{"sentence": 1}], asserted_by=["a7"])),
    )

    assert found["claims"][0]["id"] == "c7"
    assert found["claims"][0]["asserted_by"] == ["talks"]
    assert len(found["actors"]) == 7


def test_a_claim_falls_with_all_who_assert_it_and_not_with_a_relay() -> None:
    found = gold(about("a4", "reject"), about("a3", "reject"))

    assert "c3" not in ids(found)
    assert found["claims"][1]["via"] == []


def test_a_dispute_with_a_rejected_claim_is_gone() -> None:
    found = gold(
        about("c3", "correct", item=of_claim("c3", disputes=["c1", "c2"])),
        about("c1", "reject"),
    )

    assert found["claims"][1]["disputes"] == ["c2"]


def test_a_consequence_that_is_none_has_no_kind_in_gold() -> None:
    found = gold(about("i1", "reject"))

    [claim] = [claim for claim in found["claims"] if claim["id"] == "c4"]
    assert "kind" not in claim
    assert claim["stated"] is False


def test_a_briefing_that_is_half_decided_is_no_gold() -> None:
    made = decided(*everything(strike())[:-3])

    with pytest.raises(Undecided, match="1 undecided: c6"):
        annotated_gold(strike(), made, name="strike")


def test_half_a_briefing_may_be_asked_for_with_the_actors_it_names() -> None:
    found = gold(about("c2"), partial=True)

    assert ids(found) == ["c2"]
    assert len(found["actors"]) == 3


@pytest.mark.parametrize(("decisions", "told"), [(11, True), (12, None)])
def test_gold_says_when_claims_or_actors_are_undecided(
    decisions: int, told: bool | None
) -> None:
    made = decided(*everything(strike())[:decisions])

    row = annotated_gold(strike(), made, name="strike", partial=True)

    assert row.get("partial") is told


def test_gold_says_who_decided() -> None:
    row = annotated_gold(strike(), decided(*everything(strike())), name="strike")

    assert row["annotation"]["by"] == ["ana"]
    assert row["annotation"]["decisions"] == 14
