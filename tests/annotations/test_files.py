import threading
from pathlib import Path

import pytest

from extractor.annotations import (
    AnnotationFile,
    Asked,
    Decision,
    annotations_beside,
    decide,
)
from extractor.errors import OutputError
from tests.annotations.deciders import AT, about
from tests.report.reports import strike


def add(file: AnnotationFile, target: str, by: str = "ana") -> list[Decision]:
    asked = Asked.model_validate(about(target))
    return file.append(lambda before: decide(asked, strike(), before, by=by, at=AT))


@pytest.fixture
def file(tmp_path: Path) -> AnnotationFile:
    return AnnotationFile(tmp_path / "strike.annotations.jsonl")


def test_decisions_stand_beside_their_briefing() -> None:
    assert annotations_beside(Path("out/a.b.json")) == Path("out/a.b.annotations.jsonl")


def test_a_file_that_is_not_there_has_no_decision(file: AnnotationFile) -> None:
    assert file.decisions() == []


def test_what_is_added_is_read_again(file: AnnotationFile) -> None:
    add(file, "c1")
    added = add(file, "c2", by="bo")

    assert file.decisions() == added
    assert [(one.n, one.by) for one in added] == [(1, "ana"), (2, "bo")]


def test_what_is_refused_leaves_the_file_as_it_was(file: AnnotationFile) -> None:
    add(file, "c1")
    before = file.path.read_bytes()

    with pytest.raises(ValueError, match="there is no claim"):
        add(file, "c99")

    assert file.path.read_bytes() == before


def test_two_windows_and_two_programs_lose_nothing_of_each_other(
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.annotations.jsonl"
    files = [AnnotationFile(path), AnnotationFile(path)]
    threads = [
        threading.Thread(target=add, args=(files[n % 2], f"c{n % 6 + 1}"))
        for n in range(24)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [one.n for one in files[0].decisions()] == list(range(1, 25))


def test_the_part_of_a_line_that_a_crash_left_is_cut_off(file: AnnotationFile) -> None:
    add(file, "c1")
    whole = file.path.read_bytes()
    file.path.write_bytes(whole + whole[:40])

    add(file, "c2")

    assert file.path.read_bytes().startswith(whole + b'{"format"')
    assert [one.target for one in file.decisions()] == ["c1", "c2"]


def test_a_last_line_without_its_end_is_kept(file: AnnotationFile) -> None:
    add(file, "c1")
    file.path.write_bytes(file.path.read_bytes().rstrip(b"\n"))

    add(file, "c2")

    assert [one.target for one in file.decisions()] == ["c1", "c2"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"cannot write .*gone"):
        add(AnnotationFile(tmp_path / "gone" / "x.annotations.jsonl"), "c1")


def test_a_full_disk_adds_nothing() -> None:
    with pytest.raises(OutputError, match="cannot write /dev/full"):
        add(AnnotationFile(Path("/dev/full")), "c1")


def test_decisions_that_another_program_adds_or_takes_out_are_seen(
    file: AnnotationFile,
) -> None:
    other = AnnotationFile(file.path)
    first = [one.target for one in add(file, "c1")]
    add(other, "c2")
    both = [one.target for one in file.decisions()]
    whole = file.path.read_bytes()
    file.path.write_bytes(whole[whole.index(b"\n") + 1 :])

    assert first == ["c1"]
    assert both == ["c1", "c2"]
    assert [one.target for one in file.decisions()] == ["c2"]
