import json

import pytest
import stix2

from extractor.errors import SettingsError
from extractor.exports import Exported, exported, stix_bundle
from extractor.exports.stix import alpha_2
from tests.answers import actor, answer, claim, inference, said
from tests.articles import article_of
from tests.exports.exports import all_of_them
from tests.report.reports import Json, document_of, hostile, strike


def of_states() -> Json:
    """Return a briefing with actors of every kind and country."""
    article = article_of(
        "Norway's minister Ada Quill and the Bank said rebels and Fog may stay.",
        source_url="https://example.org/a",
        publisher="Example Post",
        published="2031-05-06",
    )
    filled = answer(
        actors=[
            actor("Norway", kind="state", country="NOR"),
            actor("Ada Quill", country="NOR", role="minister"),
            actor("Bank", kind="organization", country="XKX"),
            actor("rebels", kind="group", named=False),
            actor("Fog", kind="other"),
        ],
        claims=[
            claim(
                1,
                "rebels and Fog may stay",
                statement="Rebels and Fog may stay.",
                by=[2, 3],
                attribution=said("said"),
                about=[4, 5],
            )
        ],
        inferences=[inference(1, affected=[1])],
    )
    return document_of(filled, article)


def read(*briefings: Exported) -> "stix2.Bundle":
    return stix2.parse(stix_bundle(briefings), version="2.1")


def of_type(bundle: "stix2.Bundle", kind: str) -> list[Json]:
    return [json.loads(one.serialize()) for one in bundle.objects if one.type == kind]


@pytest.fixture(scope="module")
def bundle() -> "stix2.Bundle":
    return read(exported(of_states(), "states.json"))


def test_each_kind_of_actor_has_its_class(bundle: "stix2.Bundle") -> None:
    classes = {o["name"]: o["identity_class"] for o in of_type(bundle, "identity")}

    assert classes == {
        "extractor": "system",
        "Norway": "organization",
        "Ada Quill": "individual",
        "Bank": "organization",
        "rebels": "group",
        "Fog": "unknown",
    }


def test_countries_are_places_in_two_letters(bundle: "stix2.Bundle") -> None:
    assert {o["country"] for o in of_type(bundle, "location")} == {"NO", "XK"}
    assert len(of_type(bundle, "relationship")) == 3


@pytest.mark.parametrize(
    ("three", "two"),
    [("PRK", "KP"), ("KOR", "KR"), ("XKX", "XK"), ("ZZZ", None), (None, None)],
)
def test_three_letters_become_two(three: str | None, two: str | None) -> None:
    assert alpha_2(three) == two


def test_a_claim_is_a_note_with_its_words_as_a_reference(
    bundle: "stix2.Bundle",
) -> None:
    note = of_type(bundle, "note")[0]

    assert note["content"] == "Rebels and Fog may stay."
    assert note["authors"] == ["Ada Quill", "Bank"]
    [reference] = note["external_references"]
    assert reference["description"] == "rebels and Fog may stay"
    assert reference["url"] == "https://example.org/a"
    assert reference["source_name"] == "Example Post"
    assert reference["external_id"].endswith("#char=46,69")


def test_an_inference_is_a_note_on_its_claims_with_its_confidence(
    bundle: "stix2.Bundle",
) -> None:
    first, second = of_type(bundle, "note")

    assert second["object_refs"][0] == first["id"]
    assert second["confidence"] in (15, 50)
    assert second["labels"][0] == "inferred"


def test_the_report_holds_everything_and_the_day_it_was_published(
    bundle: "stix2.Bundle",
) -> None:
    [report] = of_type(bundle, "report")

    held = {o["id"] for kind in ("note", "relationship") for o in of_type(bundle, kind)}
    assert held <= set(report["object_refs"])
    assert report["published"].startswith("2031-05-06T00:00:00")


def test_every_reference_is_to_something_in_the_bundle() -> None:
    bundle = read(*all_of_them())
    known = {one.id for one in bundle.objects}

    for one in bundle.objects:
        assert set(one.get("object_refs", ())) <= known
        assert one.get("created_by_ref", one.id) in known


def test_the_same_briefing_gives_the_same_bundle_and_another_another() -> None:
    changed = strike()
    changed["briefing"]["headline"] = "Another."

    first = stix_bundle([exported(strike(), "a.json")])

    assert first == stix_bundle([exported(strike(), "b.json")])
    ids = {one["id"] for one in json.loads(first)["objects"]}
    others = json.loads(stix_bundle([exported(changed, "a.json")]))["objects"]
    assert ids & {one["id"] for one in others} == {
        json.loads(first)["objects"][0]["id"]
    }


def test_an_address_that_is_no_web_address_is_left_out() -> None:
    assert "javascript:" not in stix_bundle([exported(hostile(), "hostile.json")])


def test_a_briefing_without_claims_is_a_report_still() -> None:
    empty = document_of(answer(), article_of("Rain fell."))

    [report] = of_type(read(exported(empty, "empty.json")), "report")

    assert report["name"] == empty["briefing"]["headline"]


def test_a_time_that_is_none_is_told() -> None:
    document = strike()
    document["provenance"]["run"]["started_at"] = "yesterday"

    with pytest.raises(SettingsError, match=r"x\.json: expected an ISO 8601 time"):
        stix_bundle([exported(document, "x.json")])
