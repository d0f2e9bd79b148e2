"""Streams, devices and single files: briefings only, each of them whole."""

import io
import json
import os

import pytest

from extractor.errors import OutputError, SettingsError
from extractor.sinks import listed_failures, open_sink
from extractor.sinks.failures import failed_line
from extractor.verification import verify
from tests.sinks.outcomes import done, failed, written


def test_one_article_prints_pretty_and_several_print_a_line_each():
    one, several = io.StringIO(), io.StringIO()

    open_sink(None, single=True, stdout=one).write(done())
    lines = open_sink("-", single=False, stdout=several)
    for outcome in (done(), failed(), done()):
        lines.write(outcome)

    assert one.getvalue().startswith('{\n  "format": "extractor/briefing.v1",\n')
    whole = json.loads(one.getvalue())
    assert [json.loads(line) for line in several.getvalue().splitlines()] == [whole] * 2


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


def test_a_device_without_room_is_an_output_error_and_closes_quietly(tmp_path):
    (tmp_path / "full.jsonl").symlink_to("/dev/full")
    sink = open_sink(str(tmp_path / "full.jsonl"), single=False, stdout=io.StringIO())

    with pytest.raises(OutputError, match="No space left"):
        sink.write(done())

    sink.close()


def test_a_pipe_gets_a_line_an_article(tmp_path):
    os.mkfifo(tmp_path / "pipe.jsonl")
    reader = os.open(tmp_path / "pipe.jsonl", os.O_RDONLY | os.O_NONBLOCK)
    sink = open_sink(str(tmp_path / "pipe.jsonl"), single=False, stdout=io.StringIO())

    for outcome in (done(), failed(), done()):
        sink.write(outcome)
    read = os.read(reader, 1_000_000).splitlines()
    os.close(reader)

    assert [verify(json.loads(line)).holds for line in read] == [True, True]
    with pytest.raises(OutputError, match="cannot write"):
        sink.write(done())
    sink.close()


def test_a_failed_article_is_a_line_of_three_facts():
    assert json.loads(failed_line(failed())) == {
        "source": "empty.txt",
        "reason": "empty",
        "message": "expected text, found “”",
    }


def test_a_name_that_is_no_utf8_is_written_so_that_it_is_read_the_same():
    told = failed_line(failed("name\udcff.txt"))

    assert told.encode() == told.encode(errors="strict")
    assert json.loads(told)["source"] == "name\udcff.txt"


def test_a_list_of_failures_is_read_as_it_was_written(tmp_path):
    named = [failed("name\udcff.txt"), failed("line\u2028.txt")]
    path = tmp_path / "failed.jsonl"
    path.write_text("".join(map(failed_line, named)), encoding="utf-8")

    assert list(listed_failures(path)) == named
