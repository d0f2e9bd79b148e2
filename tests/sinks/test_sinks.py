"""Outcomes on disk and in streams: whole or not at all, and each in its own place."""

import io
import json
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import OutputError, SettingsError
from extractor.recipes import load_recipe
from extractor.records.outcome import Done, Failed
from extractor.sinks import open_sink, write_whole
from extractor.sinks.folders import FolderSink
from extractor.verification import verify
from tests.answers import strike_answer
from tests.articles import STRIKE
from tests.files import file_of


@cache
def _file() -> Any:
    return file_of(load_recipe(), strike_answer(), STRIKE)


def done(source: str = "strike.txt") -> Done[Any]:
    return Done(source=source, file=_file())


def failed(source: str = "empty.txt") -> Failed:
    return Failed(source=source, reason="empty", message="expected text, found “”")


def written(folder: Path) -> list[str]:
    """Return the files below a folder, hidden ones too."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    )


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond this size, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


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


def test_a_path_below_a_file_cannot_be_written_and_says_so(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(OutputError, match="cannot write"):
        write_whole(tmp_path / "file" / "x.json", "")
    with pytest.raises(OutputError, match="Name a folder with -o"):
        FolderSink(tmp_path / "file" / "out")


def test_one_article_prints_pretty_and_several_print_a_line_each():
    one, several = io.StringIO(), io.StringIO()

    open_sink(None, single=True, stdout=one).write(done())
    lines = open_sink("-", single=False, stdout=several)
    for outcome in (done(), failed(), done()):
        lines.write(outcome)

    assert one.getvalue().startswith('{\n  "format": "extractor/briefing.v1",\n')
    assert several.getvalue().count("\n") == 2
    assert {
        json.dumps(json.loads(line)) for line in several.getvalue().splitlines()
    } == {json.dumps(json.loads(one.getvalue()))}


def test_a_json_file_takes_one_article_only(tmp_path):
    with pytest.raises(SettingsError, match="expected one article for"):
        open_sink(str(tmp_path / "x.json"), single=False, stdout=io.StringIO())


def test_a_failed_article_leaves_the_json_file_alone(tmp_path):
    path = tmp_path / "x.json"
    sink = open_sink(str(path), single=True, stdout=io.StringIO())

    sink.write(failed())
    assert written(tmp_path) == []
    sink.write(done())
    sink.write(failed())
    sink.close()

    assert verify(path).holds


def test_a_jsonl_file_holds_a_line_for_each_finished_article(tmp_path):
    path = tmp_path / "all.jsonl"
    path.write_text("of an earlier run\n", encoding="utf-8")
    sink = open_sink(str(path), single=False, stdout=io.StringIO())

    for outcome in (done(), failed(), done()):
        sink.write(outcome)
    sink.close()

    lines = path.read_text(encoding="utf-8").splitlines()
    assert [verify(json.loads(line)).holds for line in lines] == [True, True]


def test_a_full_disk_leaves_whole_lines_in_a_jsonl_file(tmp_path):
    path = tmp_path / "all.jsonl"
    sink = open_sink(str(path), single=False, stdout=io.StringIO())
    sink.write(done())

    with room_for(path.stat().st_size + 500), pytest.raises(OutputError, match="whole"):
        sink.write(done())
    sink.close()

    (line,) = path.read_text(encoding="utf-8").splitlines()
    assert verify(json.loads(line)).holds


def test_a_device_without_room_is_an_output_error_and_closes_quietly(tmp_path):
    (tmp_path / "full.jsonl").symlink_to("/dev/full")
    sink = open_sink(str(tmp_path / "full.jsonl"), single=False, stdout=io.StringIO())

    with pytest.raises(OutputError, match="No space left"):
        sink.write(done())

    sink.close()


def test_a_folder_gets_a_file_named_after_each_input(tmp_path):
    sink = open_sink(str(tmp_path / "out"), single=False, stdout=io.StringIO())

    for source in ("news/a.txt", "-", "b.md", "c.tar.txt"):
        sink.write(done(source))
    sink.close()

    assert written(tmp_path) == [
        "out/a.json",
        "out/b.json",
        "out/c.tar.json",
        "out/stdin.json",
    ]


def test_equal_stems_keep_the_folder_of_their_input(tmp_path):
    sink = FolderSink(tmp_path)

    for source in (
        "x/one/a.txt",
        "x/two/a.txt",
        "y/two/a.txt",
        "y/two/a.md",
        "x/two/a.txt",
    ):
        sink.write(done(source))

    assert written(tmp_path) == ["a-2.json", "a.json", "two/a.json", "y/two/a.json"]


def test_failed_articles_are_listed_a_line_each(tmp_path):
    sink = FolderSink(tmp_path)

    sink.write(failed("empty.txt"))
    sink.write(failed("name\udcff.txt"))
    sink.close()

    text = (tmp_path / "failed.jsonl").read_text(encoding="utf-8")
    first, second = map(json.loads, text.splitlines())
    assert first == {
        "source": "empty.txt",
        "reason": "empty",
        "message": "expected text, found “”",
    }
    assert second["source"] == "name\udcff.txt"


def test_a_list_of_failures_of_an_earlier_run_goes_when_none_fails(tmp_path):
    (tmp_path / "failed.jsonl").write_text("{}\n", encoding="utf-8")
    sink = FolderSink(tmp_path)

    sink.write(done())
    sink.close()

    assert written(tmp_path) == ["strike.json"]


@pytest.mark.parametrize(
    "source",
    [
        "../../escape.txt",
        "/etc/passwd",
        "..",
        "../..",
        "",
        "/",
        "a\\..\\..\\escape.txt",
        "nul\0byte.txt",
        "new\nline.txt",
        "bad\udcff.txt",
        "x" * 300 + ".txt",
        "北" * 84 + ".md",
        "https://example.test/a?b=c:d",
    ],
)
def test_no_name_leads_out_of_the_folder_or_cannot_be_written(source, tmp_path):
    sink = FolderSink(tmp_path / "out")

    sink.write(done(source))
    sink.write(done(f"other/{source}"))

    assert len(written(tmp_path / "out")) == len({source, f"other/{source}"})
    assert written(tmp_path) == [f"out/{name}" for name in written(tmp_path / "out")]


@given(st.lists(st.text("ab./\\-2é", max_size=8), max_size=6, unique=True))
def test_every_source_has_a_path_of_its_own_below_the_folder(tmp_path_factory, sources):
    sink = FolderSink(tmp_path_factory.mktemp("out"))

    paths = [sink._path(source) for source in sources]

    assert len(set(paths)) == len(sources)
    for path in paths:
        assert path.resolve().is_relative_to(sink._folder.resolve())
