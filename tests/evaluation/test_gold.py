"""Gold as people write it, and what they are told when it does not fit."""

import json
from typing import Any

import pytest

from extractor.errors import SettingsError
from extractor.evaluation import GoldRow, read_gold

TEXT = "Ada said ten. Bo said ten."


def line(**changes: Any) -> str:
    plain = {"id": "one", "text": TEXT, "gold": {"claims": [claim()]}}
    return json.dumps({**plain, **changes})


def claim(**changes: Any) -> dict[str, Any]:
    return {"id": "k1", "content": [{"start": 9, "end": 12}], **changes}


def read(*lines: str) -> list[GoldRow]:
    return read_gold(lines, name="gold.jsonl")


def fault(*lines: str) -> str:
    with pytest.raises(SettingsError) as raised:
        read(*lines)
    return str(raised.value)


def test_rows_are_read_and_empty_lines_left_out() -> None:
    rows = read(line(), "", line(id="two", text=f"{TEXT} So."))

    assert [row.id for row in rows] == ["one", "two"]


def test_words_that_stand_once_need_no_offsets() -> None:
    [row] = read(line(gold={"claims": [claim(content=[{"text": "Bo said"}])]}))

    [span] = row.gold.claims[0].content
    assert (span.start, span.end) == (14, 21)


def test_keys_that_a_corpus_brings_along_are_left_alone() -> None:
    entity = {"id": "e1", "type": "person", "mentions": [{"start": 0, "end": 3}]}
    gold = {"entities": [{**entity, "salient": True}], "sentences": []}

    [row] = read(line(gold=gold, licence="CC BY"))

    assert row.gold.entities[0].id == "e1"


@pytest.mark.parametrize(
    ("span", "told"),
    [
        ({"text": "ten"}, "'ten' stands 2 times"),
        ({"text": "eleven"}, "'eleven' stands 0 times"),
        ({"start": 9, "end": 99}, "9 to 99 is no range"),
        ({"start": 9, "end": 9}, "9 to 9 is no range"),
        ({"start": -3, "end": 9}, "-3 to 9 is no range"),
        ({"start": "9", "end": 12}, "'9' to 12 is no range"),
        ({"start": 0, "end": 3, "text": "Bo "}, "expected 'Bo ', the text has 'Ada'"),
        ({"start": 0}, "content/0/end: Field required"),
    ],
)
def test_a_span_that_does_not_stand_there_is_named(
    span: dict[str, Any], told: str
) -> None:
    message = fault(line(gold={"claims": [claim(content=[span])]}))

    assert message.startswith("gold.jsonl:1: ")
    assert told in message
    assert "docs/evaluation.md" in message


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{", "expected a JSON object"),
        ("[1]", "valid dictionary"),
        (line(id=""), "id: String should have at least 1 character"),
        (line(text="", gold={"claims": []}), "text: String should have at least 1"),
        (line(gold={}), "expected attributions, entities, actors or claims"),
        (line(gold={"claims": [claim(content=[])]}), "claims/0/content"),
        (line(gold={"claims": [], "atributions": []}), "expected 'attributions'"),
        (line(gold={"claims": [claim(), claim()]}), "found 'k1' twice"),
        (line(gold={"claims": [claim(disputes=["k9"])]}), "in disputes, found 'k9'"),
        (
            line(gold={"attributions": [{**claim(), "source_entity": "e9"}]}),
            "in source_entity, found 'e9'",
        ),
        (line(gold={"claims": [claim(certianty="sure")]}), "claims/0/certianty"),
        (line(gold={"claims": [claim(certainty="sure")]}), "claims/0/certainty"),
    ],
)
def test_a_row_that_does_not_fit_is_named_with_its_place(row: str, told: str) -> None:
    message = fault(line(id="before", text=f"{TEXT} So."), row)

    assert message.startswith("gold.jsonl:2: ")
    assert told in message


def test_a_file_without_rows_is_no_gold() -> None:
    assert "expected a row on each line" in fault("", " ")


def test_two_rows_of_one_id_or_text_are_refused() -> None:
    assert "the same id" in fault(line(), line(text=f"{TEXT} So."))
    assert "the same text" in fault(line(), line(id="two"))
