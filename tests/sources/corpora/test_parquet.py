import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.records.article import Article
from extractor.sources.corpora.parquet_rows import ROOM
from extractor.sources.files import LARGEST_FILE
from tests.sources.corpora.reading import ends, items, message, sources


def _write(path: Path, **columns: list[Any] | pa.Array) -> Path:
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


def _articles(path: Path) -> list[Article]:
    return [source.read() for source in sources(path)]


@pytest.mark.parametrize(
    "dates",
    [
        pa.array([0, 2**62, 86_400 * 10**6], pa.timestamp("us")),
        pa.array([0, 2**62, 86_400 * 10**6], pa.timestamp("us", tz="UTC")),
        pa.array([0, 2**31 - 1, 1], pa.date32()),
    ],
)
def test_a_date_out_of_every_calendar_is_not_taken(tmp_path: Path, dates: pa.Array):
    path = _write(tmp_path / "a.parquet", text=["a", "b", "c"], date=dates)

    articles = _articles(path)

    assert [each.published for each in articles] == ["1970-01-01", None, "1970-01-02"]
    assert [each.code for each in articles[1].notices] == ["unread_date"]


def test_a_moment_finer_than_python_knows_has_its_date(tmp_path: Path):
    moments = pa.array([1_440_198_000_000_000_001] * 2, pa.timestamp("ns"))
    path = _write(tmp_path / "a.parquet", text=["a", "b"], date=moments)

    assert [each.published for each in _articles(path)] == ["2015-08-21"] * 2


def test_a_row_that_is_no_utf_8_is_one_failure_and_the_others_are_read(tmp_path: Path):
    texts = pa.array([b"One.", b"T\xffwo.", b"Three."], pa.binary()).view(pa.string())
    path = _write(tmp_path / "a.parquet", text=texts)

    assert ends(path) == ["One.", "broken_row", "Three."]
    assert items(path) == ["#row-1", "#row-2", "#row-3"]


def test_names_of_columns_that_are_no_utf_8_are_one_failure(tmp_path: Path):
    path = _write(tmp_path / "a.parquet", text=["a"], prose=["b"])
    path.write_bytes(path.read_bytes().replace(b"prose", b"pr\xffse"))

    assert ends(path) == ["unreadable"]


def test_rows_larger_than_any_article_are_not_unpacked(tmp_path: Path):
    large = pa.array(["a" * (LARGEST_FILE + 1)])
    path = _write(tmp_path / "a.parquet", text=large)

    assert ends(path) == ["too_large"]


def test_one_value_that_many_rows_share_is_unpacked_for_one_at_a_time(tmp_path: Path):
    shared = pa.DictionaryArray.from_arrays(
        pa.array([0, 1, 0], pa.int32()), pa.array(["a" * (ROOM + 1), "It began."])
    )
    path = _write(tmp_path / "a.parquet", text=shared, n=[1, 2, 3])

    assert ends(path) == ["too_long", "It began.", "too_long"]


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
