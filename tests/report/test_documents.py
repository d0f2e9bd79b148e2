import json
from pathlib import Path

import pytest

from extractor.errors import SettingsError
from extractor.report import Broken, Found, documents_in
from tests.report.reports import strike


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_gives_its_files_and_lines_in_order(tmp_path: Path) -> None:
    whole = json.dumps(strike())
    write(tmp_path / "b.json", whole)
    write(tmp_path / "a" / "x.json", whole)
    write(tmp_path / "c.jsonl", f"{whole}\n\n{whole}\n")

    found = list(documents_in([tmp_path]))

    assert [one.place.as_posix() for one in found if isinstance(one, Found)] == [
        "a/x.json",
        "b.json",
        "c-1.jsonl",
        "c-3.jsonl",
    ]


def test_hidden_files_and_lists_of_failures_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "failed.jsonl", '{"source": "x"}\n')
    write(tmp_path / ".extractor" / "x.json", "{}")

    assert list(documents_in([tmp_path])) == []


def test_another_format_of_this_package_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "x.json", '{"format": "extractor/other.v1"}')

    assert list(documents_in([tmp_path])) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"format": "x"}',
        "\ud800".encode("utf-8", "replace").decode() + "[" * 5,
    ],
)
def test_a_file_that_is_no_briefing_is_broken_and_the_others_go_on(
    text: str, tmp_path: Path
) -> None:
    write(tmp_path / "a.json", text)
    write(tmp_path / "b.json", json.dumps(strike()))

    first, second = documents_in([tmp_path])

    assert isinstance(first, Broken)
    assert first.message.startswith("expected")
    assert isinstance(second, Found)


def test_a_line_that_is_no_utf8_is_broken_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'{"format": "\xff"}\n' + json.dumps(strike()).encode() + b"\n")

    first, second = documents_in([path])

    assert isinstance(first, Broken)
    assert isinstance(second, Found)
    assert second.name.endswith("x.jsonl:2")


def test_nothing_at_a_path_ends_the_command(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="found nothing"):
        list(documents_in([tmp_path / "none.json"]))
