"""A JSONL file that a later run goes on with: whole lines, none twice."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from extractor.errors import OutputError
from extractor.sinks import LinesStore
from extractor.verification import verify
from tests.sinks.outcomes import done, room_for


@contextmanager
def opened(path: Path) -> Iterator[LinesStore]:
    """Open a store, and close it in the end."""
    store = LinesStore(path)
    yield store
    store.close([])


def add(store: LinesStore, text: str) -> str:
    """Add a line and return its place."""
    noted: list[str] = []
    store.write(text, place=None, noted=noted.append)
    return noted[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "all.jsonl"


def test_lines_are_added_to_what_is_there(path):
    path.write_text("earlier\n", encoding="utf-8")

    with opened(path) as store:
        add(store, store.text(done()))

    first, second = path.read_text(encoding="utf-8").splitlines()
    assert first == "earlier"
    assert verify(json.loads(second)).holds


def test_a_line_is_read_again_where_it_was_noted(path):
    with opened(path) as store:
        places = [add(store, text) for text in ("“one”\n", "two\n")]

        assert [store.read(place) for place in places] == ["“one”\n", "two\n"]
        assert all(map(store.holds, places))


def test_a_changed_or_missing_line_is_not_held(path):
    with opened(path) as store:
        changed, missing = add(store, "one\n"), add(store, "two\n")

        path.write_text("won\n", encoding="utf-8")

        assert not store.holds(changed)
        assert not store.holds(missing)


def test_a_full_disk_leaves_whole_lines_and_the_next_one_follows_them(path):
    with opened(path) as store:
        add(store, "one\n")
        with room_for(50), pytest.raises(OutputError, match="its lines are whole"):
            add(store, "x" * 100 + "\n")
        add(store, "two\n")

    assert path.read_text(encoding="utf-8") == "one\ntwo\n"


@pytest.mark.parametrize(
    ("ours", "left"), [(True, "one\nnew\n"), (False, "one\n{half a\nnew\n")]
)
def test_half_a_line_is_cut_off_when_it_is_ours_and_ended_when_not(ours, left, path):
    path.write_text("one\n{half a", encoding="utf-8")

    with opened(path) as store:
        store.mend(ours=ours)
        add(store, "new\n")

    assert path.read_text(encoding="utf-8") == left


@pytest.mark.parametrize("length", [0, 1, 65_535, 65_536, 65_537, 200_000])
def test_half_a_line_of_any_length_is_cut_off(length, path):
    path.write_text("one\n" + "x" * length, encoding="utf-8")

    with opened(path) as store:
        store.mend(ours=True)

    assert path.read_text(encoding="utf-8") == "one\n"


def test_a_file_without_any_line_end_is_emptied_when_it_is_ours(path):
    path.write_text("x" * 70_000, encoding="utf-8")

    with opened(path) as store:
        store.mend(ours=True)

    assert path.read_bytes() == b""


def test_a_line_that_cannot_be_read_is_told_as_that(path):
    store = LinesStore(path)
    place = add(store, "one\n")
    os.close(store._file.fileno())

    with pytest.raises(OutputError, match=f"cannot read {path}: Bad file descriptor"):
        store.read(place)
    with pytest.raises(OutputError, match="cannot write"):
        store.close([])


def test_a_file_that_cannot_be_opened_is_an_output_error(path):
    path.mkdir()

    with pytest.raises(OutputError, match="cannot write"):
        LinesStore(path)
