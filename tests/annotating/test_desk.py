"""The desk keeps up with its files, and reads them once."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractor.annotating import Desk, Exporting
from tests.annotations.deciders import about, everything, keep
from tests.report.reports import Json, overlapping, strike

READ = Path("/proc/self/io")  # what this process has read, in bytes
LINES = 60


def desk_of(*paths: Path) -> Desk:
    desk = Desk("ana", lambda: datetime(2031, 5, 7, tzinfo=UTC))
    desk.lay(paths)
    return desk


def numbered(n: int) -> Json:
    document = strike()
    document["article"]["text"] += f" {n}"
    return document


def write(path: Path, *documents: Json) -> Path:
    text = "".join(json.dumps(one) + "\n" for one in documents)
    path.write_text(text, encoding="utf-8")
    return path


def headlines(desk: Desk) -> list[str]:
    return [one.document()["briefing"]["headline"] for one in desk.lying]


def named(headline: str) -> Json:
    document = strike()
    document["briefing"]["headline"] = headline
    return document


def bytes_read(do: Callable[[], object]) -> int:
    """Return how much this process reads while it does something."""
    before = _read_so_far()
    do()
    return _read_so_far() - before


def _read_so_far() -> int:
    text = READ.read_text(encoding="utf-8")
    fields = dict(line.split(": ") for line in text.splitlines())
    return int(fields["rchar"])


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Return a file of many briefings, one of them decided about."""
    documents = [numbered(n) for n in range(LINES)]
    keep(tmp_path / "all.annotations.jsonl", documents[3], *everything(strike()))
    return write(tmp_path / "all.jsonl", *documents)


@pytest.mark.skipif(not READ.exists(), reason="only Linux counts what is read")
def test_a_file_of_many_lines_is_read_about_once_for_gold_and_for_the_list(
    many: Path,
) -> None:
    desk, exporting = desk_of(many), Exporting(desk_of(many), partial=False)

    for_gold = bytes_read(lambda: list(exporting.lines()))
    for_the_list = bytes_read(desk.list_page)

    size = many.stat().st_size
    assert for_gold < 3 * size
    assert for_the_list < 3 * size


@pytest.mark.skipif(not READ.exists(), reason="only Linux counts what is read")
def test_a_briefing_of_a_long_file_is_read_alone(many: Path) -> None:
    desk = desk_of(many)

    read = bytes_read(desk.lying[-1].document)

    assert read < 3 * many.stat().st_size / LINES


@pytest.mark.skipif(not READ.exists(), reason="only Linux counts what is read")
def test_briefings_without_decisions_are_not_read_for_gold(
    many: Path, tmp_path: Path
) -> None:
    (tmp_path / "all.annotations.jsonl").unlink()
    exporting = Exporting(desk_of(many), partial=False)

    read = bytes_read(lambda: list(exporting.lines()))

    assert exporting.untouched == LINES
    assert read < many.stat().st_size / LINES


def test_lines_that_another_process_adds_move_none_of_the_others(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "all.jsonl", named("One."), named("Two is longer."))
    desk = desk_of(path)

    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(named("Three.")) + "\n")

    assert headlines(desk) == ["One.", "Two is longer."]


def test_a_last_line_without_its_end_is_a_line(tmp_path: Path) -> None:
    path = write(tmp_path / "all.jsonl", named("One."), named("Two."))
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    desk = desk_of(path)

    before = headlines(desk)
    path.write_bytes(path.read_bytes() + b"\n{}\n")

    assert before == headlines(desk) == ["One.", "Two."]


def test_a_file_that_was_written_anew_has_its_lines_by_their_numbers(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "all.jsonl", named("One."), named("Two."))
    desk = desk_of(path)

    write(path, named("One, and much longer now."), named("Two, as well."))

    assert headlines(desk) == ["One, and much longer now.", "Two, as well."]


def test_a_line_that_is_gone_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "all.jsonl", named("One."), named("Two."))
    desk = desk_of(path)

    write(path, named("Only one, which is a longer one."))

    with pytest.raises(ValueError, match="the file has no line 2"):
        desk.lying[1].document()


def test_a_file_whose_name_ends_like_a_line_is_not_taken_for_one(
    tmp_path: Path,
) -> None:
    write(tmp_path / "all.jsonl:1", named("Another."))
    path = write(tmp_path / "all.jsonl", named("One."))

    assert headlines(desk_of(path)) == ["One."]


def test_decisions_about_what_was_written_anew_are_counted_in_the_list(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "all.jsonl", strike(), overlapping())
    desk = desk_of(path)
    write(path, named("Written anew, and longer."), overlapping())
    keep(
        tmp_path / "all.annotations.jsonl",
        named("Written anew, and longer."),
        about("c1"),
        about("c2"),
    )

    assert '<td class="n">2</td><td class="n">14</td>' in desk.list_page()


def test_a_briefing_whose_name_is_no_utf_8_becomes_gold(tmp_path: Path) -> None:
    path = write(tmp_path / "bad\udcff.json", strike())
    keep(tmp_path / "bad\udcff.annotations.jsonl", strike(), *everything(strike()))

    [line] = Exporting(desk_of(path), partial=False).lines()

    assert json.loads(line.encode())["id"] == "bad?"
