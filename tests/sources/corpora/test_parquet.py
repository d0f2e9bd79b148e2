import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.corpora.reading import ends, items, message, sources


def _write(path: Path, **columns: list[Any]) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def test_rows_are_articles(tmp_path: Path):
    path = _write(
        tmp_path / "a.parquet", url=["https://a.org/1", None], text=["a", "b"]
    )

    assert ends(path) == ["a", "b"]
    assert items(path, id="url") == ["#https://a.org/1", "#row-2"]


def test_dates_and_lists_are_taken_as_what_they_are(tmp_path: Path):
    path = _write(
        tmp_path / "a.parquet",
        text=["It began.", "It ended."],
        date=[datetime(2015, 8, 21, 23, tzinfo=UTC), None],
        authors=[["Jane Doe", "John Roe"], None],
    )

    first, second = (source.read() for source in sources(path))

    assert (first.published, first.authors) == ("2015-08-21", ("Jane Doe", "John Roe"))
    assert (second.published, second.authors) == (None, ())
    days = _write(tmp_path / "b.parquet", text=["x"], date=[date(2015, 8, 21)])
    assert sources(days)[0].read().published == "2015-08-21"


def test_only_columns_that_count_are_read(tmp_path: Path):
    path = _write(tmp_path / "a.parquet", text=["a"], vector=[[1.0, 2.0]])

    [row] = sources(path)

    assert set(row.record.values) == {"text"}  # type: ignore[attr-defined]


def test_a_file_without_a_column_of_text_names_its_columns(tmp_path: Path):
    path = _write(tmp_path / "a.parquet", prose=["a"], n=[1])

    assert "found the fields prose, n; name it with --text-field" in message(path)


@pytest.mark.parametrize("raw", [b"", b"PAR1", b"PAR1" + bytes(100) + b"PAR1", b"text"])
def test_a_file_that_is_no_parquet_is_one_failure(tmp_path: Path, raw: bytes):
    path = tmp_path / "a.parquet"
    path.write_bytes(raw)

    assert ends(path) == ["unreadable"]
    assert items(path) == [""]


def test_rows_that_are_broken_are_one_failure_and_the_others_are_read(tmp_path: Path):
    path = tmp_path / "a.parquet"
    texts = [f"It began {n} times." for n in range(300)]
    form = {"compression": "none", "use_dictionary": False, "row_group_size": 100}
    pq.write_table(pa.table({"text": texts}), path, **form)
    raw = bytearray(path.read_bytes())
    place = raw.rindex(b"It began 150 times.")
    raw[place - 1_200 : place] = bytes(1_200)
    path.write_bytes(raw)

    assert ends(path) == [*texts[:100], "broken_row", *texts[200:]]
    assert items(path)[100:102] == ["#row-101", "#row-201"]


def test_a_missing_package_is_one_failure_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    path = _write(tmp_path / "a.parquet", text=["a"])
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    assert ends(path) == ["missing_extra"]
    assert 'pip install "article-briefing[corpora]"' in message(path)


def test_a_file_without_rows_is_one_failure(tmp_path: Path):
    assert ends(_write(tmp_path / "a.parquet", text=[])) == ["empty"]


@given(st.lists(st.text(max_size=30), min_size=1, max_size=200))
def test_every_row_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
):
    path = _write(tmp_path_factory.mktemp("corpus") / "a.parquet", text=texts)

    assert [row.record.values["text"] for row in sources(path)] == texts  # type: ignore[attr-defined]
