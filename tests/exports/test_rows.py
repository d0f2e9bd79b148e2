import csv
import io
import json

import pyarrow.parquet
import pytest

from extractor.exports import (
    csv_lines,
    exported,
    json_lines,
    write_parquet,
)
from tests.exports.exports import all_of_them, claims_of, exported_strike
from tests.report.reports import strike


def rows_of_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_holds_a_row_for_each_claim() -> None:
    briefings = all_of_them()

    rows = rows_of_csv("".join(csv_lines(briefings)))

    assert len(rows) == len(claims_of(briefings))
    second = rows[1]
    assert second["claim"] == "c2"
    assert second["asserted_by"] == "Pavel Brandt"
    assert second["via"] == "Harbour Post"
    assert second["quotes"] == "“We will not load a single ship,”"
    assert second["sentences"] == "4"


def test_the_offsets_of_csv_are_those_of_the_words() -> None:
    briefing = exported_strike()

    rows = rows_of_csv("".join(csv_lines([briefing])))

    start, end = map(int, rows[0]["offsets"].split(":"))
    assert briefing.file.article.text[start:end] == rows[0]["quotes"]


@pytest.mark.parametrize(
    "formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1+1"]
)
def test_no_cell_of_csv_is_a_formula(formula: str) -> None:
    document = strike()
    document["briefing"]["claims"][0]["statement"] = formula
    for actor in document["briefing"]["actors"]:
        actor["name"] = formula

    rows = rows_of_csv("".join(csv_lines([exported(document, formula)])))

    assert rows[0]["statement"] == rows[0]["asserted_by"] == f"'{formula}"
    assert rows[0]["file"] == f"'{formula}"


def test_csv_opens_as_utf_8_in_a_spreadsheet() -> None:
    assert next(csv_lines([])).encode().startswith(b"\xef\xbb\xbffile,")


def test_jsonl_holds_a_claim_a_line_with_its_words() -> None:
    briefings = all_of_them()

    rows = [json.loads(line) for line in json_lines(briefings)]

    assert [row["statement"] for row in rows] == claims_of(briefings)
    texts = {one.file.article.id: one.file.article.text for one in briefings}
    for row in rows:
        for span in row["evidence"]:
            text = texts[row["article_id"]]
            assert text[span["start"] : span["end"]] == span["quote"]


def test_parquet_holds_the_same_rows_as_jsonl() -> None:
    briefings, file = all_of_them(), io.BytesIO()

    number = write_parquet(briefings, file)

    read = pyarrow.parquet.read_table(io.BytesIO(file.getvalue())).to_pylist()
    assert read == [json.loads(line) for line in json_lines(briefings)]
    assert number == len(read)


def test_parquet_of_nothing_has_its_columns() -> None:
    file = io.BytesIO()

    write_parquet([], file)

    table = pyarrow.parquet.read_table(io.BytesIO(file.getvalue()))
    assert table.num_rows == 0
    assert "evidence" in table.column_names
