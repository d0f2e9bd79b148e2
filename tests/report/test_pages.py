import base64
import hashlib
import json

import pytest

from extractor.report import NoBriefing
from tests.report.parsed import Element, parsed
from tests.report.reports import (
    HOSTILE,
    Json,
    elements,
    emoji,
    hostile,
    overlapping,
    page,
    strike,
    uncovered,
)

LOADS = {"src", "srcset", "data", "poster", "action", "formaction", "style"}
PLACES = {"strike": strike, "hostile": hostile, "emoji": emoji}


@pytest.fixture(scope="module", params=PLACES)
def whole(request: pytest.FixtureRequest) -> Element:
    return elements(PLACES[request.param]())


@pytest.fixture(scope="module")
def shown() -> Element:
    return elements(strike())


def digest(text: str) -> str:
    raw = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(raw).decode()}'"


def test_a_page_loads_nothing_and_has_no_script_in_its_attributes(
    whole: Element,
) -> None:
    attributes = {name for one in whole.all() for name in one.attributes}

    assert not attributes & LOADS
    assert not [name for name in attributes if name.startswith("on")]


def test_a_page_holds_one_script_one_style_and_the_policy_names_both(
    whole: Element,
) -> None:
    (style,) = whole.all("style")
    (data, script) = whole.all("script")
    (policy,) = (
        one.attributes["content"]
        for one in whole.all("meta")
        if one.attributes.get("http-equiv") == "Content-Security-Policy"
    )

    assert data.attributes["type"] == "application/json"
    assert f"script-src {digest(script.text)}" in policy
    assert f"style-src {digest(style.text)}" in policy


def test_links_lead_into_the_page_or_to_the_web(whole: Element) -> None:
    addresses = [one.attributes["href"] for one in whole.all("a")]

    assert all(address.startswith(("#", "https://")) for address in addresses)


def test_every_link_within_the_page_has_its_end(whole: Element) -> None:
    ids = [one.attributes["id"] for one in whole.all() if "id" in one.attributes]
    ends = {
        one.attributes["href"][1:]
        for one in whole.all("a")
        if one.attributes["href"].startswith("#")
    }

    assert len(ids) == len(set(ids))
    assert ends <= set(ids)


def test_a_script_address_is_text() -> None:
    assert "javascript:window.ran=4" in elements(hostile()).named("article").text


@pytest.mark.parametrize("words", HOSTILE)
def test_markup_in_the_article_or_the_answer_is_text(words: str) -> None:
    whole = elements(hostile())

    assert words in whole.named("text").text
    assert words in whole.named("main").text


def test_the_data_block_is_the_file() -> None:
    document = hostile()

    block = elements(document).named("briefing-data").text

    assert json.loads(block) == document


def test_the_text_on_the_page_is_the_text_of_the_article() -> None:
    document = emoji()

    lines = [e.text for e in elements(document).of_class("line")]

    assert lines == document["article"]["text"].split("\n")


def test_evidence_after_an_emoji_is_marked_where_it_stands() -> None:
    marked = {
        m.attributes["data-claims"]: m.text for m in elements(emoji()).all("mark")
    }

    assert marked == {"c1": "“We stay,”", "c2": "the port may close"}


def test_words_that_two_claims_share_name_both() -> None:
    marks = list(elements(overlapping()).all("mark"))

    assert [(m.text, m.attributes["data-claims"]) for m in marks] == [
        ("the bridge was closed and ", "c1"),
        ("the road was open", "c1 c2"),
    ]


def test_a_quote_leads_to_its_words(shown: Element) -> None:
    for quote in shown.of_class("quote"):
        end = shown.named(quote.attributes["href"][1:])
        assert quote.of_class("where")[0].text.isdecimal()
        assert next(quote.all("q")).text.startswith(end.text)


def test_the_chain_goes_from_the_outermost_relay_to_the_asserter(
    shown: Element,
) -> None:
    (chain,) = shown.named("claim-c2").of_class("chain")

    assert chain.text == "Harbour Post relays Pavel Branttold".replace(
        "Brant", "Brandt"
    )


def test_a_card_says_how_it_is_told_and_how_firmly(shown: Element) -> None:
    traits = shown.named("claim-c2").of_class("traits")[0].text

    assert "direct quote" in traits
    assert "certain" in traits
    assert "negative" in traits


def test_an_inference_is_told_from_what_is_stated(shown: Element) -> None:
    bases = {
        card.attributes["data-basis"]: card.of_class("basis")[0].text.split()[0]
        for card in shown.of_class("implication")
    }

    assert bases == {"stated": "Stated", "inferred": "Inferred"}


def test_an_uncovered_quote_is_marked() -> None:
    document = uncovered()

    (marked,) = elements(document).of_class("uncovered")

    assert document["findings"][0]["code"] == "uncovered_quote"
    assert marked.text == "“We will never leave this town,”"


def test_a_sentence_with_a_finding_has_a_flag_that_says_it() -> None:
    (flag,) = elements(uncovered()).of_class("flag")

    assert "no claim covers" in flag.attributes["aria-label"]


def test_a_finding_stands_with_its_claim_and_in_the_list() -> None:
    document = strike()
    document["findings"] = [
        {
            "code": "hedge_differs",
            "severity": "warning",
            "where": "/briefing/claims/0/statement",
            "message": "it hedges",
        }
    ]

    whole = elements(document)

    assert "it hedges" in whole.named("claim-c1").text
    assert "it hedges" in whole.named("findings").text


def test_a_finding_about_an_item_that_cannot_be_there_stands_in_the_list() -> None:
    document = strike()
    where = f"/briefing/claims/{'9' * 5000}/statement"
    document["findings"] = [
        {"code": "odd", "severity": "info", "where": where, "message": "it is odd"}
    ]

    assert "it is odd" in elements(document).named("findings").text


def test_a_file_that_does_not_verify_says_so() -> None:
    document = strike()
    document["briefing"]["claims"][0]["evidence"][0]["start"] += 1

    made = page(document)

    assert not made.holds
    assert "does not verify" in parsed(made.html).named("main").text


def test_offsets_outside_the_text_break_no_page() -> None:
    document = strike()
    document["briefing"]["claims"][0]["evidence"][0] |= {"start": -5, "end": 10**9}

    assert not page(document).holds


def test_what_a_later_version_adds_is_ignored() -> None:
    document = strike()
    document["later"] = document["article"]["later"] = {"x": [1]}
    document["briefing"]["claims"][0]["later"] = None

    assert page(document).html


def test_what_an_earlier_version_lacks_is_not_missed() -> None:
    document = strike()
    for key in ("findings", "dropped"):
        del document[key]
    del document["provenance"]["attempts"], document["provenance"]["usage"]

    assert page(document).html


def test_what_is_no_news_is_shown_as_such_with_its_reason() -> None:
    document = strike()
    trailer = document["article"]["sentences"][-1]
    excluded = {"start": trailer["start"], "end": trailer["end"], "reason": "share_bar"}
    document["article"]["excluded"] = [excluded]

    (shown,) = elements(document).of_class("excluded")

    assert shown.text == "Original Source: www.harbour-post.test"
    assert shown.attributes["title"] == "Not read as news: share bar"


def test_when_a_claim_happens_is_shown_as_a_date_where_the_file_has_one() -> None:
    document = strike()
    document["briefing"]["claims"][0]["when"] = "2031-05-09"

    (when,) = elements(document).named("claim-c1").of_class("when")

    assert " ".join(when.text.split()) == "when: on Friday 2031-05-09"


def test_half_a_surrogate_pair_breaks_no_page() -> None:
    document = strike()
    document["dropped"] = [{"item": "\ud800", "reason": "shape", "where": "/claims/0"}]

    assert page(document).html.encode()


def test_json_nested_too_deeply_is_no_briefing() -> None:
    document = strike()
    nested: Json = {}
    for _ in range(100_000):
        nested = {"x": nested}
    document["dropped"] = [{"item": nested, "reason": "shape", "where": ""}]

    with pytest.raises(NoBriefing, match="nested"):
        page(document)


@pytest.mark.parametrize("key", ["article", "briefing", "provenance"])
def test_a_document_without_its_parts_is_no_briefing(key: str) -> None:
    document = strike()
    del document[key]

    with pytest.raises(NoBriefing, match=key):
        page(document)


def test_whatever_its_lists_are_called_a_recipes_items_have_ids_of_their_own() -> None:
    document = strike()
    document["provenance"]["recipe"] = "promises"
    document["briefing"] = {
        "a b": [{"x": 1}],
        '"><script>': [{"x": 1}],
        "list1": [{"x": [{"y": None}, [], {}]}],
    }

    ids = [card.attributes["id"] for card in elements(document).of_class("card")]

    assert ids == ["claim-list-1.1", "claim-list-2.1", "claim-list1.1"]


def test_a_recipe_of_ones_own_is_shown_item_by_item() -> None:
    document = strike()
    document["provenance"]["recipe"] = "promises"

    whole = elements(document)

    assert len(whole.of_class("card")) == sum(
        len(document["briefing"][key]) for key in ("actors", "claims", "implications")
    )
    assert next(whole.all("mark")).text == (
        "Dock workers in Tarnholm will strike on Friday"
    )
