"""Each figure about own cases, with its value worked out by hand."""

from typing import Any

import pytest

from extractor.evaluation.cases import judge_claims
from extractor.evaluation.counts import Count
from extractor.evaluation.gold import GoldRow
from extractor.evaluation.judgments import counted
from extractor.schemas.briefing import Briefing, StatedImplication
from tests.evaluation.briefings import actor, briefing, claim, row_of, spans

TEXT = (
    "Ten may pay, Ada Quill told the Post. Ten will not pay, Bo Reed said. Ten may pay."
)
MAY, NOT, AGAIN = (0, 11), (38, 54), (70, 81)
ADA, BO, POST = actor("Ada Quill"), actor("Bo Reed"), actor("Post")
EVERYBODY = (ADA, BO, POST)


def gold(*claims: dict[str, Any]) -> GoldRow:
    return row_of(TEXT, claims=list(claims))


def asked(name: str, *content: tuple[int, int], **traits: Any) -> dict[str, Any]:
    return {"id": name, "content": spans(*content), **traits}


def figures(row: GoldRow, published: Briefing) -> dict[str, Count]:
    return counted(judge_claims(row, published))


@pytest.mark.parametrize(
    ("trait", "value", "other"),
    [
        ("certainty", "possible", "certain"),
        ("polarity", "negative", "positive"),
        ("voice", "unattributed", "article"),
        ("kind", "prediction", "fact"),
        ("quote_type", "direct", "indirect"),
    ],
)
def test_a_trait_is_right_when_it_is_the_golds(
    trait: str, value: str, other: str
) -> None:
    row = gold(asked("k1", MAY, **{trait: value}), asked("k2", NOT, **{trait: value}))
    claims = (
        claim(TEXT, MAY, **{trait: value}),
        claim(TEXT, NOT, **{trait: other}),
    )

    found = figures(row, briefing(EVERYBODY, claims))

    assert found == {"case_found": Count(2, 2), trait: Count(1, 2)}


def test_a_claim_that_is_not_there_has_no_trait_right() -> None:
    row = gold(asked("k1", MAY, certainty="possible", via=[], stated=False))

    assert figures(row, briefing()) == {
        "case_found": Count(0, 1),
        "certainty": Count(0, 1),
        "relay": Count(0, 1),
        "stated": Count(0, 1),
    }


def test_the_claim_that_fits_best_is_the_one_judged() -> None:
    row = gold(asked("k1", MAY, certainty="possible"))
    loose = claim(TEXT, (0, 36), id="c1")
    close = claim(TEXT, MAY, id="c2", certainty="possible")

    assert figures(row, briefing((), (loose, close)))["certainty"] == Count(1, 1)


def test_asserters_are_right_when_all_and_only_they_are_there() -> None:
    row = gold(asked("k1", MAY, asserted_by=["Bo Reed", "Quill"]))

    for by, value in (((ADA, BO), 1), ((ADA,), 0), ((ADA, BO, POST), 0)):
        published = briefing(EVERYBODY, (claim(TEXT, MAY, by=by),))
        assert figures(row, published)["asserter"] == Count(value, 1)


def test_relays_are_right_in_their_order_only() -> None:
    row = gold(asked("k1", MAY, via=["Post", "Bo Reed"]))

    for via, value in (((POST, BO), 1), ((BO, POST), 0), ((), 0)):
        published = briefing(EVERYBODY, (claim(TEXT, MAY, by=(ADA,), via=via),))
        assert figures(row, published)["relay"] == Count(value, 1)


def test_a_dispute_counts_from_either_side() -> None:
    row = gold(asked("k1", MAY), asked("k2", NOT, disputes=["k1"]))
    one, other = claim(TEXT, MAY, id="c1"), claim(TEXT, NOT, id="c2")
    forth = other.model_copy(update={"disputes": ("c1",)})
    back = one.model_copy(update={"disputes": ("c2",)})

    assert figures(row, briefing((), (one, forth)))["dispute"] == Count(1, 1)
    assert figures(row, briefing((), (back, other)))["dispute"] == Count(1, 1)
    assert figures(row, briefing((), (one, other)))["dispute"] == Count(0, 1)


def test_a_repeated_point_is_told_once_at_either_place() -> None:
    row = gold(asked("k1", MAY, repeats=[spans(AGAIN)], once=True))
    lead, end = claim(TEXT, MAY, id="c1"), claim(TEXT, AGAIN, id="c2")

    assert figures(row, briefing((), (end,)))["told_once"] == Count(1, 1)
    assert figures(row, briefing((), (lead, end)))["told_once"] == Count(0, 1)
    assert figures(row, briefing())["told_once"] == Count(0, 1)
    partial = row.model_copy(update={"partial": True})
    assert "told_once" not in figures(partial, briefing((), (end,)))


def test_stated_is_right_when_an_implication_is_there_and_should_be() -> None:
    row = gold(asked("k1", MAY, stated=True), asked("k2", NOT, stated=False))
    claims = (claim(TEXT, MAY, id="c1"), claim(TEXT, NOT, id="c2"))
    made = [
        StatedImplication(id=f"i{n}", basis="stated", statement="So.", claim=f"c{n}")
        for n in (1, 2)
    ]

    for implications, value in ((made[:1], 2), (made[1:], 0), (made, 1)):
        published = briefing((), claims, implications=tuple(implications))
        assert figures(row, published)["stated"] == Count(value, 2)
