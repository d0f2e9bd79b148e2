"""Files are written whole or not at all."""

from collections.abc import Iterator

import pytest

from extractor.errors import OutputError
from extractor.sinks.whole_files import write_lines, write_whole
from tests.sinks.outcomes import room_for, written


def test_a_file_is_written_in_utf8_with_plain_line_ends(tmp_path):
    path = tmp_path / "new" / "folder" / "x.json"

    write_whole(path, "“déjà”\n")

    assert path.read_bytes() == "“déjà”\n".encode()
    assert written(tmp_path) == ["new/folder/x.json"]


def test_a_full_disk_leaves_the_old_file_and_no_part_of_the_new_one(tmp_path):
    path = tmp_path / "x.json"
    path.write_text("old", encoding="utf-8")

    with room_for(100), pytest.raises(OutputError, match=r"x\.json: File too large"):
        write_whole(path, "new" * 100_000)

    assert path.read_text(encoding="utf-8") == "old"
    assert written(tmp_path) == ["x.json"]


def test_a_text_that_cannot_be_written_leaves_no_part_of_it(tmp_path):
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "x.json", "x\ud800")

    assert written(tmp_path) == []


def test_lines_that_end_early_leave_the_old_file(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text("old\n", encoding="utf-8")

    def lines() -> Iterator[str]:
        yield "new\n"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_lines(path, lines())

    assert path.read_text(encoding="utf-8") == "old\n"
    assert written(tmp_path) == ["x.jsonl"]


def test_a_path_below_a_file_cannot_be_written_and_says_so(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(OutputError, match="cannot write"):
        write_whole(tmp_path / "file" / "x.json", "")


def test_a_folder_in_a_files_place_cannot_be_written_and_says_so(tmp_path):
    (tmp_path / "x.json").mkdir()

    with pytest.raises(OutputError, match="Is a directory"):
        write_whole(tmp_path / "x.json", "")

    assert written(tmp_path) == []
