from pathlib import Path

from extractor.backends.ray import Place, place_of
from extractor.backends.ray.spool import Spool

ROW = {"key": "aa", "source": "a.txt", "status": "done", "file": "{}"}
OTHER = {**ROW, "key": "bb"}


def _spool(where: Path) -> Spool:
    return Spool(place_of(str(where / "spool")))


def test_the_rows_of_a_block_are_found_again(tmp_path: Path):
    _spool(tmp_path).add("aa", ROW)
    _spool(tmp_path).add("aa", OTHER)
    assert _spool(tmp_path).rows("aa") == {"aa": ROW, "bb": OTHER}
    assert _spool(tmp_path).rows("cc") == {}


def test_a_row_that_a_kill_cut_off_is_passed_over(tmp_path: Path):
    _spool(tmp_path).add("aa", ROW)
    with (tmp_path / "spool" / "aa.jsonl").open("ab") as file:
        file.write(b'\n{"key": "bb", "sou')
    _spool(tmp_path).add("aa", OTHER)
    assert list(_spool(tmp_path).all_rows()) == [ROW, OTHER]


def test_a_block_that_is_written_is_forgotten(tmp_path: Path):
    spool = _spool(tmp_path)
    spool.add("aa", ROW)
    spool.forget("aa")
    spool.forget("bb")
    assert list(spool.all_rows()) == []


def test_in_a_store_nothing_is_kept(tmp_path: Path):
    spool = Spool(Place(None, str(tmp_path), "s3"))
    spool.add("aa", ROW)
    assert spool.rows("aa") == {}
    assert list(tmp_path.iterdir()) == []
