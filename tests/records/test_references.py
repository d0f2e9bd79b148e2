"""Ids and references of any published document, and their fingerprint."""

import pytest

from extractor.records.problems import json_pointer
from extractor.records.references import references, references_sha256

DOCUMENT = {
    "actors": [{"id": "a1", "name": "A1 Steel"}],
    "claims": [{"id": "c1", "by": ["a1"], "statement": "It is c1 or a1."}],
}


def test_every_id_and_reference_is_listed_after_its_key_and_its_items_place():
    assert list(references(DOCUMENT)) == [
        "actors[0]",
        "id=a1",
        "claims[0]",
        "by=a1",
        "id=c1",
    ]


def test_items_that_hold_no_reference_are_not_listed():
    assert list(references({"mentions": [{"start": 1}], "gaps": ["None?"]})) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([{"on": ["n1"]}, {"on": ["n2"]}], [{"on": ["n1", "n2"]}, {"on": []}]),
        ([{"on": ["n1"]}, {"on": []}], [{"on": []}, {"on": ["n1"]}]),
        ([["n1"], ["n2"]], [["n1", "n2"], []]),
    ],
)
def test_a_reference_moved_to_an_item_without_an_id_changes_the_fingerprint(one, other):
    assert references_sha256({"items": one}) != references_sha256({"items": other})


def test_the_order_of_keys_in_a_file_does_not_matter():
    turned = {name: DOCUMENT[name] for name in reversed(DOCUMENT)}

    assert references_sha256(turned) == references_sha256(DOCUMENT)


@pytest.mark.parametrize(
    "changed",
    [
        {**DOCUMENT, "claims": [{"id": "c1", "by": ["a2"], "statement": "x"}]},
        {**DOCUMENT, "claims": [{"id": "c2", "by": ["a1"], "statement": "x"}]},
        {**DOCUMENT, "claims": [{"id": "c1", "by": [], "statement": "x"}]},
        {**DOCUMENT, "claims": [{"id": "c1", "about": ["a1"], "statement": "x"}]},
    ],
)
def test_a_changed_reference_changes_the_fingerprint(changed):
    assert references_sha256(changed) != references_sha256(DOCUMENT)


def test_a_changed_wording_changes_no_fingerprint():
    claim = {"id": "c1", "by": ["a1"], "statement": "Other words."}

    changed = {**DOCUMENT, "claims": [claim]}

    assert references_sha256(changed) == references_sha256(DOCUMENT)


def test_ids_of_lists_with_two_words_are_listed_too():
    assert list(references({"id": "side_b12"})) == ["id=side_b12"]


@pytest.mark.parametrize(
    ("where", "pointer"),
    [
        ((), ""),
        (("claims", 0, "by"), "/claims/0/by"),
        (("a/b", "c~d"), "/a~1b/c~0d"),
    ],
)
def test_pointers_are_those_of_rfc_6901(where, pointer):
    assert json_pointer(where) == pointer
