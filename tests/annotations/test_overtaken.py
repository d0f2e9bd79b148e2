"""Nobody overwrites what they have not seen."""

import pytest

from extractor.annotations import Asked, Decision, Overtaken, briefing_sha256, decide
from tests.annotations.deciders import (
    AT,
    about,
    adding,
    decided,
    of_actor,
    of_claim,
)
from tests.report.reports import Json, strike

CORRECTED = about("c1", "correct", item=of_claim(statement="As bo has it."))
MINE = about("c1", "correct", item=of_claim(statement="As ana has it."))


def after(made: list[Decision], **asked: object) -> Decision:
    """Return what ana decides after these."""
    request = Asked.model_validate(asked)
    return decide(request, strike(), made, by="ana", at=AT)


@pytest.mark.parametrize(
    "mine", [MINE, about("c1"), about("c1", "reject"), about("c1", "reopen")]
)
def test_what_somebody_changed_meanwhile_is_not_decided_about_unseen(
    mine: Json,
) -> None:
    made = decided(about("c2"), CORRECTED, by="bo")

    with pytest.raises(Overtaken, match="bo changed c1 meanwhile; nothing") as told:
        after(made, **mine, seen=1)

    assert told.value.n == 2
    assert after(made, **mine, seen=2).n == 3


def test_a_correction_that_was_taken_back_is_a_change() -> None:
    made = decided(CORRECTED, about("c1", "reopen"), by="bo")

    with pytest.raises(Overtaken, match="bo changed c1"):
        after(made, **MINE, seen=1)

    assert after(made, **MINE, seen=0).item is not None


def test_the_last_decision_wins_where_the_words_are_the_same() -> None:
    made = decided(about("c1"), CORRECTED, by="bo")
    same = decided(about("c1"), about("c1", "reject"), by="bo")

    assert after(same, **about("c1"), seen=0).n == 3
    assert after(made, **about("c2"), seen=0).n == 3
    assert after(made, **MINE).n == 3


def test_what_is_sent_again_after_its_answer_was_lost_is_not_added_twice() -> None:
    add = adding("actor", of_actor("talks"))
    made = decided(add)

    with pytest.raises(Overtaken, match="there already, as a7, added by ana") as told:
        after(made, **add, seen=0)

    assert after(made, **add, seen=told.value.n).target == "a8"
    assert after(made, **adding("actor", of_actor("grain")), seen=0).target == "a8"


def test_a_briefing_that_was_written_anew_is_not_decided_about_unseen() -> None:
    shown = briefing_sha256(strike())

    with pytest.raises(Overtaken, match="was written anew since") as told:
        after([], **about("c1"), briefing_sha256=shown.replace(shown[0], "x"))

    assert told.value.n is None
    assert after([], **about("c1"), briefing_sha256=shown, seen=0).n == 1
