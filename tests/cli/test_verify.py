import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ran, answer
from tests.cli.processes import model_of
from tests.servers.loopback import Loopback, chat

Run = Callable[..., Ran]


@pytest.fixture
def briefing(run: Run, server: Loopback, article: Path, here: Path) -> Path:
    """Return the path of a valid briefing file."""
    server.script(chat(answer()))
    path = here / "harbour.json"
    run("brief", article, "--model", "toy", "--base-url", server.url, "-o", path)
    return path


def _changed(path: Path, change: Callable[[Any], None]) -> Path:
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_a_valid_file_holds(run: Run, briefing: Path) -> None:
    ran = run("verify", briefing)

    assert ran.status == 0
    assert ran.out == ""
    assert "holds" in ran.err


def test_each_break_is_named_with_its_place(run: Run, briefing: Path) -> None:
    def change(document: Any) -> None:
        document["briefing"]["claims"][0]["evidence"][0]["quote"] = "invented"

    ran = run("verify", _changed(briefing, change))

    assert ran.status == 1
    assert f"{briefing}#/briefing/claims/0/evidence/0/quote" in ran.out


def test_lines_of_jsonl_and_folders_are_files_too(
    run: Run, briefing: Path, here: Path
) -> None:
    document = json.loads(briefing.read_text(encoding="utf-8"))
    lines = here / "all.jsonl"
    lines.write_text(f"{json.dumps(document)}\n{{\n", encoding="utf-8")

    ran = run("verify", lines, here)

    assert ran.status == 1
    assert f"{lines}:2" in ran.out
    assert f"{lines}:1" not in ran.out


def test_a_line_end_of_unicode_inside_a_statement_ends_no_line(
    run: Run, server: Loopback, article: Path, here: Path
) -> None:
    claim = json.loads(answer())["claims"][0]
    claim["statement"] = "Larnby's port is widened\u2028next\u2029year\u0085."
    server.script(chat(answer(claims=[claim])))
    run("brief", article, *model_of(server), "-o", "all.jsonl")

    ran = run("verify", "all.jsonl")

    assert "\u2028" in (here / "all.jsonl").read_text(encoding="utf-8")
    assert (ran.status, ran.out) == (0, "")


def test_a_folder_is_proved_with_its_lines_and_without_its_failures(
    run: Run, briefing: Path, here: Path
) -> None:
    document = json.loads(briefing.read_text(encoding="utf-8"))
    (here / "all.jsonl").write_text(f"{json.dumps(document)}\n{{\n", encoding="utf-8")
    (here / "failed.jsonl").write_text('{"source": "x"}\n', encoding="utf-8")

    ran = run("verify", ".")

    assert ran.status == 1
    assert ran.out.splitlines() == [
        "all.jsonl:2#/format: expected 'extractor/briefing.v1', found 'no JSON'"
    ]
    assert "all.jsonl:1: holds" in ran.err


def test_a_folder_without_briefings_proves_nothing_and_ends_with_2(
    run: Run, here: Path
) -> None:
    (here / "empty").mkdir()

    ran = run("verify", "empty")

    assert ran.status == 2
    assert "expected briefing files in empty, found none" in ran.err


def test_rows_of_parquet_are_left_to_merge(run: Run, here: Path) -> None:
    (here / "rows").mkdir()
    (here / "rows" / "part-0.parquet").write_bytes(b"PAR1")

    ran = run("verify", "rows")

    assert ran.status == 2
    assert "`extractor merge` proves" in ran.err


def test_rules_that_cannot_be_run_are_said(run: Run, briefing: Path) -> None:
    def change(document: Any) -> None:
        document["provenance"]["schema_sha256"] = "0" * 64

    ran = run("verify", _changed(briefing, change))

    assert ran.status == 0
    assert "rules were not run" in ran.err


@pytest.mark.parametrize("name", ["missing.json", "binary.json"])
def test_a_file_that_cannot_be_read_ends_with_2(
    run: Run, here: Path, name: str
) -> None:
    (here / "binary.json").write_bytes(b"\xff\xfe\x00")

    ran = run("verify", name)

    assert ran.status == 2
    assert f"expected a briefing file at {name}, found: " in ran.err
    assert "Errno" not in ran.err
    assert "codec" not in ran.err


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": 1}', "{}"])
def test_what_is_no_briefing_file_is_a_break_and_no_traceback(
    run: Run, here: Path, text: str
) -> None:
    (here / "odd.json").write_text(text, encoding="utf-8")

    ran = run("verify", "odd.json")

    assert ran.status == 1
    assert "/format" in ran.out


def test_show_prints_headline_asserter_quote_and_implications(
    run: Run, briefing: Path
) -> None:
    ran = run("show", briefing)

    assert ran.status == 0
    for words in ("Larnby's port", "Ada Quill", "“The port of Larnby will be widened"):
        assert words in ran.out
    assert "\x1b[" not in ran.out


def test_show_disarms_control_sequences(run: Run, briefing: Path) -> None:
    def change(document: Any) -> None:
        document["briefing"]["headline"] = "\x1b[2J[bold]gone[/bold]"

    ran = run("show", _changed(briefing, change))

    assert "\x1b" not in ran.out
    assert "[bold]gone[/bold]" in ran.out


def test_show_of_something_else_ends_with_2(run: Run, article: Path) -> None:
    ran = run("show", article)

    assert ran.status == 2
    assert str(article) in ran.err
