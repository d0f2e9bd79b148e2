import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, answer
from tests.report.reports import strike
from tests.servers.loopback import Loopback, chat

Run = Callable[..., Ran]


@pytest.fixture
def file(here: Path) -> Path:
    path = here / "strike.json"
    path.write_text(json.dumps(strike()), encoding="utf-8")
    return path


def test_a_briefing_becomes_a_page(run: Run, file: Path, here: Path) -> None:
    ran = run("report", file, "-o", here / "report.html")

    assert ran == Ran(0, "", "")
    assert (here / "report.html").read_text(encoding="utf-8").startswith("<!doctype")


def test_without_an_output_the_page_is_printed(run: Run, file: Path) -> None:
    ran = run("report", file)

    assert ran.out.startswith("<!doctype html>")
    assert ran.out.endswith("</html>\n")


def test_a_folder_becomes_a_folder_of_pages(run: Run, file: Path, here: Path) -> None:
    ran = run("report", file.parent, "-o", here / "pages")

    assert ran.status == 0
    assert ran.err == f"1 page: {here / 'pages' / 'index.html'}\n"
    assert (here / "pages" / "strike.html").is_file()


def test_a_jsonl_file_becomes_a_folder_of_pages(run: Run, here: Path) -> None:
    line = json.dumps(strike())
    (here / "out.jsonl").write_text(f"{line}\n{line}\n", encoding="utf-8")

    ran = run("report", "out.jsonl", "-o", "pages", "-q")

    assert ran == Ran(0, "", "")
    assert {p.name for p in (here / "pages").iterdir()} == {
        "actors.html",
        "index.html",
        "out-1.html",
        "out-2.html",
    }


def test_a_broken_file_is_told_and_the_others_are_written(
    run: Run, file: Path, here: Path
) -> None:
    (here / "bad.json").write_text("{", encoding="utf-8")

    ran = run("report", here, "-o", "pages")

    assert ran.status == 1
    assert "bad.json: expected JSON" in ran.err
    assert "1 page, 1 not shown" in ran.err
    assert file.exists()


def test_what_failed_in_the_run_stands_in_the_index(
    run: Run, server: Loopback, article: Path, here: Path
) -> None:
    server.script(chat(answer()))
    (here / "empty.txt").write_text("", encoding="utf-8")
    model = ("--model", "m", "--base-url", server.url)
    run("brief", article, "empty.txt", *model, "-o", "out", "-q")

    ran = run("report", "out", "-o", "pages")

    index = (here / "pages" / "index.html").read_text(encoding="utf-8")
    assert ran.status == 0
    assert "empty.txt" in index
    assert "harbour.html" in index


def test_a_list_of_failures_counts_where_no_journal_is(
    run: Run, file: Path, here: Path
) -> None:
    failed = '{"source": "x.txt", "reason": "empty", "message": "no text"}\nnoise\n'
    (here / "failed.jsonl").write_text(failed, encoding="utf-8")

    run("report", here, "-o", "pages")

    assert "x.txt" in (here / "pages" / "index.html").read_text(encoding="utf-8")
    assert file.exists()


def test_a_broken_journal_is_told_in_the_index_and_ends_nothing(
    run: Run, file: Path, here: Path
) -> None:
    (here / ".extractor").mkdir()
    (here / ".extractor" / "journal.sqlite").write_bytes(b"noise" * 500)

    ran = run("report", here, "-o", "pages")

    index = (here / "pages" / "index.html").read_text(encoding="utf-8")
    assert ran.status == 0
    assert "unreadable" in index
    assert file.exists()


def test_one_page_for_several_briefings_is_refused(run: Run, file: Path) -> None:
    ran = run("report", file, file, "-o", "report.html")

    assert ran.status == 2
    assert "for several name a folder with -o; found several" in ran.err


def test_a_page_of_nothing_is_refused(run: Run, here: Path) -> None:
    ran = run("report", here, "-o", "report.html")

    assert ran.status == 2
    assert "found none" in ran.err


def test_pages_of_nothing_are_refused(run: Run, here: Path) -> None:
    (here / "empty").mkdir()

    ran = run("report", "empty", "-o", "pages")

    assert ran.status == 2
    assert "expected briefing files in empty, found none" in ran.err
    assert not (here / "pages").exists()


@pytest.mark.parametrize("text", ["{", "[]", '{"format": "extractor/briefing.v1"}'])
def test_a_file_that_is_no_briefing_is_refused_in_one_line(
    text: str, run: Run, here: Path
) -> None:
    (here / "x.json").write_text(text, encoding="utf-8")

    ran = run("report", "x.json", "-o", "report.html")

    assert ran.status == 2
    assert ran.err.startswith("extractor: ")
    assert "expected a briefing file" in ran.err or "expected JSON" in ran.err
    assert not (here / "report.html").exists()


def test_a_file_where_a_folder_should_be_is_refused(
    run: Run, file: Path, here: Path
) -> None:
    (here / "pages").write_text("mine", encoding="utf-8")

    ran = run("report", file, "-o", "pages")

    assert ran.status == 2
    assert (here / "pages").read_text(encoding="utf-8") == "mine"
