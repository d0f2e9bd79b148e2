import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.annotations import (
    DraftRefused,
    briefing_sha256,
    standings,
    working_copy,
)
from tests.annotations.deciders import (
    about,
    adding,
    decided,
    of_actor,
    of_claim,
    of_implication,
)
from tests.articles import STRIKE
from tests.report.reports import emoji, strike


def status_of(identity: str, *asked: Any) -> str:
    return standings(strike()["briefing"], decided(*asked))[identity].status


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ([], "open"),
        ([about("c1")], "accepted"),
        ([about("c1", "reject")], "rejected"),
        ([about("c1", "correct", item=of_claim(certainty="possible"))], "corrected"),
        ([about("c1"), about("c1", "reject")], "rejected"),
        ([about("c1", "reject"), about("c1", "reopen")], "open"),
        (
            [
                about("c1", "correct", item=of_claim(certainty="possible")),
                about("c1", "reject"),
                about("c1"),
            ],
            "corrected",
        ),
    ],
)
def test_the_last_decision_wins_and_all_are_kept(asked: list[Any], status: str) -> None:
    standing = standings(strike()["briefing"], decided(*asked))["c1"]

    assert standing.status == status
    assert [one.n for one in standing.history] == list(range(1, len(asked) + 1))


def test_an_added_item_has_the_next_id_and_can_be_decided_about() -> None:
    added = adding("claim", of_claim(statement="Another."))

    assert status_of("c7", added) == "added"
    assert status_of("c7", added, about("c7", "reject")) == "rejected"
    assert status_of("c7", added, about("c7", "reject"), about("c7")) == "added"
    assert status_of("c8", added, added) == "added"


def test_an_item_is_added_beside_one_whose_number_nobody_can_count() -> None:
    document = strike()
    document["briefing"]["claims"][-1]["id"] = f"c{'9' * 5000}"

    [decision] = decided(adding("claim", of_claim()), document=document)

    assert decision.target == "c6"


def test_selected_words_are_grounded_and_cut_where_a_sentence_ends() -> None:
    start = STRIKE.text.index("Brandt told")
    end = STRIKE.text.index("denied")
    item = of_claim(evidence=[{"start": start, "end": end}])

    [decision] = decided(about("c1", "correct", item=item))

    assert decision.item is not None
    spans = decision.item["evidence"]
    assert [(s["sentence"], s["quote"]) for s in spans] == [
        (4, "Brandt told the Harbour Post."),
        (5, "The port office"),
    ]


@given(st.integers(0, 420), st.integers(0, 420))
def test_whatever_is_selected_the_words_are_the_articles_or_it_is_refused(
    start: int, end: int
) -> None:
    item = of_claim(evidence=[{"start": start, "end": end}])

    for span in selected_or_refused(item):
        assert STRIKE.text[span["start"] : span["end"]] == span["quote"]
        assert start <= span["start"] < span["end"] <= end


def selected_or_refused(item: Any) -> list[Any]:
    """Return the evidence that an item comes to have; none when it is refused."""
    try:
        [decision] = decided(about("c1", "correct", item=item))
    except DraftRefused:
        return []
    assert decision.item is not None
    return list(decision.item["evidence"])


def test_words_after_characters_of_two_utf_16_units_are_found() -> None:
    document = emoji()
    start = document["article"]["text"].index("the port may close")
    item = of_claim(
        evidence=[{"start": start, "end": start + len("the port")}],
        asserted_by=[],
        about=[],
        voice="article",
        cue=None,
        when_text=None,
    )

    [decision] = decided(adding("claim", item), document=document)

    assert decision.item is not None
    assert decision.item["evidence"][0]["quote"] == "the port"


def test_a_quote_is_found_in_its_sentence_whatever_its_typography() -> None:
    item = of_claim("c2", evidence=[{"sentence": 4, "quote": '"We will not load'}])

    [decision] = decided(about("c2", "correct", item=item))

    assert decision.item is not None
    assert decision.item["evidence"][0]["quote"] == "“We will not load"
    assert decision.item["quote_type"] == "direct"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            {"evidence": [{"sentence": 4, "quote": "We will load"}]},
            "is not in sentence 4",
        ),
        ({"evidence": [{"sentence": 2}]}, "byline line"),
        ({"evidence": [{"start": 30, "end": 40}]}, "is a byline line"),
        ({"evidence": [{}]}, "expected words of the article"),
        ({"evidence": []}, "evidence: Tuple should have at least 1 item"),
        ({"statement": " "}, "statement: String should have at least 1 character"),
        ({"cue": "shouted"}, "cue: 'shouted' does not stand in the article"),
        ({"hedges": ["maybe"]}, "hedges: 'maybe' does not stand"),
        ({"voice": "article"}, "asserted_by: name who says so if, and only if"),
        ({"asserted_by": []}, "asserted_by: name who says so"),
        ({"asserted_by": ["a99"]}, "there is no actor 'a99'"),
        ({"about": ["c1"]}, "there is no actor 'c1'"),
        ({"disputes": ["c1"]}, "c1 cannot name itself"),
        ({"certainty": "sure"}, "certainty: Input should be"),
        ({"truth": True}, "truth: Extra inputs are not permitted"),
    ],
)
def test_a_claim_that_does_not_fit_is_refused(
    change: dict[str, Any], told: str
) -> None:
    with pytest.raises(DraftRefused, match="(?s)" + told.replace("(", r"\(")):
        decided(about("c1", "correct", item=of_claim(**change)))


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (of_actor("Nobody Here"), "neither 'Nobody Here' nor an alias stands"),
        (of_actor(aliases=["Evening Post"]), "aliases: 'Evening Post' does not stand"),
        (of_actor(country="Atlantis"), "expected a country or its ISO code"),
        (of_actor(kind="ship"), "kind: Input should be"),
    ],
)
def test_an_actor_that_does_not_fit_is_refused(item: Any, told: str) -> None:
    with pytest.raises(DraftRefused, match=told):
        decided(adding("actor", item))


def test_a_country_becomes_its_code_and_mentions_are_found_by_code() -> None:
    item = of_actor("talks", country="Norway", kind="other")
    made = decided(adding("actor", item))

    copy = working_copy(strike(), standings(strike()["briefing"], made))

    [added] = [a for a in copy["briefing"]["actors"] if a["id"] == "a7"]
    assert added["country"] == "NOR"
    [mention] = added["mentions"]
    assert STRIKE.text[mention["start"] : mention["end"]] == "talks"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (about("c99"), "there is no claim 'c99'"),
        ({**about("c1"), "kind": "actor"}, "there is no actor 'c1'"),
        ({"action": "accept", "kind": "claim"}, "there is no claim None"),
        (about("i1", "correct", item=of_implication()), "i1 is stated: correct its"),
        (adding("implication", of_implication(rests_on=["c9"])), "no claim 'c9'"),
        (adding("claim", {}), "evidence: Field required"),
    ],
)
def test_what_cannot_be_decided_is_refused(asked: Any, told: str) -> None:
    with pytest.raises(DraftRefused, match=told):
        decided(asked)


def test_a_working_copy_holds_corrections_and_additions_in_the_articles_order() -> None:
    consequence = of_claim("c1", kind="consequence", evidence=[{"sentence": 1}])
    made = decided(
        adding("claim", consequence),
        about("c2", "correct", item=of_claim("c2", statement="Corrected.")),
        adding("implication", of_implication(rests_on=["c7"])),
    )

    briefing = working_copy(strike(), standings(strike()["briefing"], made))["briefing"]

    ids = [claim["id"] for claim in briefing["claims"]]
    assert ids == ["c7", "c1", "c2", "c3", "c4", "c5", "c6"]
    assert briefing["claims"][2]["statement"] == "Corrected."
    assert [i["id"] for i in briefing["implications"]] == ["i-c7", "i1", "i2", "i3"]


def test_the_briefing_itself_is_never_touched() -> None:
    document = strike()
    before = json.dumps(document)
    made = decided(about("c1", "reject"), adding("actor", of_actor()))

    working_copy(document, standings(document["briefing"], made))

    assert json.dumps(document) == before


def test_a_briefing_is_known_whatever_its_layout_and_not_when_it_changed() -> None:
    document = strike()
    turned = dict(reversed(document.items()))
    changed = {**document, "findings": [{}]}

    assert briefing_sha256(turned) == briefing_sha256(document)
    assert briefing_sha256(changed) != briefing_sha256(document)
