import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from extractor.backends.ray import ParquetOutlet, place_of
from extractor.backends.ray.parquet import write_table
from extractor.backends.ray.rows import CAME, table_of
from extractor.errors import OutputError
from extractor.journal import Ended, Kept, Left
from extractor.records.outcome import Failed

KEY, OTHER = b"\x01" * 32, b"\x02" * 32
FAILED = Failed(source="b", reason="refused", message="the model refuses")


def _done(key: bytes = KEY, source: str = "a") -> dict[str, str]:
    return {"key": key.hex(), "source": source, "status": "done", "file": "{}"}


def _failed(key: bytes = OTHER) -> dict[str, str]:
    told = {"reason": FAILED.reason, "message": FAILED.message}
    return {"key": key.hex(), "source": "b", "status": "failed", **told}


def _write(folder: Path, name: str, *rows: dict[str, str]) -> None:
    write_table(table_of(rows, CAME), place_of(str(folder / name)))


def _outlet(folder: Path, *, retry_failed: bool = False) -> ParquetOutlet:
    return ParquetOutlet(place_of(str(folder)), retry_failed=retry_failed)


def _rows(folder: Path) -> list[tuple[str, str]]:
    rows = pq.read_table(folder, schema=table_of((), CAME).schema).to_pylist()
    return sorted((row["source"], row["status"]) for row in rows)


def test_what_is_there_is_not_asked_about_again(tmp_path: Path):
    _write(tmp_path, "x.parquet", _done(), _failed())
    outlet = _outlet(tmp_path)
    assert outlet.recall("a", KEY) == Kept("a")
    assert outlet.recall("b", OTHER) == Left(FAILED)
    assert outlet.recall("c", b"\x03" * 32) is None


def test_what_failed_is_asked_about_again_when_that_is_wanted(tmp_path: Path):
    _write(tmp_path, "x.parquet", _failed())
    assert _outlet(tmp_path, retry_failed=True).recall("b", OTHER) is None


def test_in_the_end_every_key_has_one_row(tmp_path: Path):
    outlet = _outlet(tmp_path)
    outlet.keep(Ended(FAILED, OTHER))
    _write(tmp_path, "x.parquet", _failed())
    _write(tmp_path, "y.parquet", _failed())
    outlet.finish()
    assert _rows(tmp_path) == [("b", "failed")]
    assert len(list(tmp_path.glob("*.parquet"))) == 1


def test_a_briefing_takes_the_place_of_an_earlier_failure(tmp_path: Path):
    _write(tmp_path, "old.parquet", _failed())
    _write(tmp_path, "new.parquet", _done(OTHER, "b"))
    outlet = _outlet(tmp_path)
    outlet.keep(Ended(Failed(source="c", reason="empty", message=""), b"\x04" * 32))
    row = {"key": "04" * 32, "source": "c", "status": "failed"}
    _write(tmp_path, "c.parquet", {**row, "reason": "empty", "message": ""})
    outlet.finish()
    assert _rows(tmp_path) == [("b", "done"), ("c", "failed")]


def test_failures_are_listed_beside_the_rows(tmp_path: Path):
    _write(tmp_path, "x.parquet", _failed())
    outlet = _outlet(tmp_path)
    outlet.keep(Ended(Failed(source="e", reason="empty", message="no words"), None))
    outlet.finish()
    lines = (tmp_path / "_failed.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["source"] for line in lines] == ["e", "b"]


def test_a_file_that_a_kill_left_unfinished_is_removed(tmp_path: Path):
    (tmp_path / "half.parquet").write_bytes(b"PAR1 and then the machine died")
    _outlet(tmp_path)
    assert not (tmp_path / "half.parquet").exists()


def test_a_row_that_has_gone_missing_is_an_error(tmp_path: Path):
    outlet = _outlet(tmp_path)
    outlet.keep(Ended(FAILED, OTHER))
    with pytest.raises(OutputError, match="expected 1 rows"):
        outlet.finish()
