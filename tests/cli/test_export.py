import json
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet
import pytest

from tests.cli.conftest import Ran
from tests.report.reports import strike

Run = Callable[..., Ran]


@pytest.fixture
def file(here: Path) -> Path:
    (here / "out").mkdir()
    path = here / "out" / "strike.json"
    path.write_text(json.dumps(strike()), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("x.md", "# "),
        ("x.csv", "\ufefffile,"),
        ("x.jsonl", '{"file": "out/strike.json", "article_id": "'),
        ("x.json", '{\n  "type": "bundle"'),
    ],
)
def test_the_name_of_the_output_says_what_it_is(
    name: str, start: str, run: Run, file: Path, here: Path
) -> None:
    ran = run("export", "out", "-o", name)

    assert ran == Ran(0, "", f"1 briefing: {name}\n")
    assert (here / name).read_text(encoding="utf-8").startswith(start)
    assert file.exists()


def test_several_files_and_folders_become_one_output(
    run: Run, file: Path, here: Path
) -> None:
    line = json.dumps(strike())
    (here / "more.jsonl").write_text(f"{line}\n{line}\n", encoding="utf-8")

    ran = run("export", "out", "more.jsonl", file, "-o", "all.parquet")

    table = pyarrow.parquet.read_table(here / "all.parquet")
    assert ran.err == "4 briefings: all.parquet\n"
    assert len(set(table["file"].to_pylist())) == 4


def test_without_an_output_it_is_printed(run: Run, file: Path) -> None:
    ran = run("export", file, "--to", "jsonl")

    assert ran.status == 0
    assert json.loads(ran.out.splitlines()[0])["claim"] == "c1"
    assert ran.err == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "expected --to with one of markdown, csv"),
        (("-o", "x.doc"), "expected --to with one of"),
        (("--to", "parquet"), "name one with -o"),
        (("--to", "csv", "-o", "out"), "cannot write out"),
    ],
)
def test_what_cannot_be_written_is_refused(
    arguments: tuple[str, ...], told: str, run: Run, file: Path
) -> None:
    ran = run("export", file, *arguments)

    assert ran.status == 2
    assert told in ran.err


def test_what_is_no_briefing_is_told_and_the_others_are_written(
    run: Run, file: Path, here: Path
) -> None:
    other = strike()
    other["provenance"]["recipe"] = "promises"
    (here / "out" / "bad.json").write_text("{", encoding="utf-8")
    (here / "out" / "other.json").write_text(json.dumps(other), encoding="utf-8")
    (here / "out" / "part.json").write_text(
        '{"format": "extractor/briefing.v1"}', encoding="utf-8"
    )

    ran = run("export", "out", "-o", "x.csv")

    assert ran.status == 1
    assert "bad.json: expected JSON" in ran.err
    assert "other.json: expected the recipe 'briefing', found 'promises'" in ran.err
    assert "part.json: expected a briefing file" in ran.err
    assert "1 briefing, 3 left out: x.csv" in ran.err
    assert file.exists()


def test_text_that_is_no_unicode_is_told(run: Run, file: Path) -> None:
    document = strike()
    document["briefing"]["headline"] = "\ud800"
    file.write_text(json.dumps(document), encoding="utf-8")

    ran = run("export", file, "-o", "x.md")

    assert ran.status == 1
    assert "strike.json: expected a briefing file in Unicode" in ran.err


@pytest.mark.parametrize("held", [{}, {"headline": "Ours."}])
def test_another_recipes_file_is_told_its_recipe(
    held: dict[str, str], run: Run, file: Path
) -> None:
    document = strike()
    document["provenance"]["recipe"] = "minutes"
    document["briefing"] = held
    file.write_text(json.dumps(document), encoding="utf-8")

    ran = run("export", file, "-o", "x.md")

    assert ran.status == 1
    assert "strike.json: expected the recipe 'briefing', found 'minutes'" in ran.err


def test_nothing_to_export_is_refused(run: Run, here: Path) -> None:
    (here / "empty").mkdir()

    ran = run("export", "empty", "-o", "x.csv")

    assert ran.status == 2
    assert "expected briefing files in empty, found none" in ran.err
    assert not (here / "x.csv").exists()


@pytest.mark.parametrize(
    ("module", "output", "extra"),
    [
        ("stix2", "x.json", "article-briefing[stix]"),
        ("pyarrow", "x.parquet", "article-briefing[corpora]"),
    ],
)
def test_a_missing_library_is_told_with_its_extra(
    module: str,
    output: str,
    extra: str,
    run: Run,
    file: Path,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, module, None)

    ran = run("export", file, "-o", output)

    assert ran.status == 2
    assert extra in ran.err
    assert not (here / output).exists()
