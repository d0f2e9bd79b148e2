"""A folder of briefing files: a place for every input, none outside of it."""

import json
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import OutputError
from extractor.sinks import FolderStore
from tests.sinks.outcomes import done, failed, room_for, written


def names(store: FolderStore, source: str, number: int = 3) -> list[str]:
    """Return the first places for a source."""
    return list(islice(store.names(source), number))


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("a.txt", ["a.json", "a.txt.json", "a-2.json"]),
        ("x/one/a.txt", ["a.json", "one/a.json", "x/one/a.json"]),
        ("/a.txt", ["a.json", "a.txt.json", "a-2.json"]),
        ("../up/a.md", ["a.json", "up/a.json", "a.md.json"]),
        ("c.tar.txt", ["c.tar.json", "c.tar.txt.json", "c.tar-2.json"]),
        ("-", ["stdin.json", "stdin-2.json", "stdin-3.json"]),
        ("", ["article.json", "article-2.json", "article-3.json"]),
        (".hidden", ["hidden.json", "hidden-2.json", "hidden-3.json"]),
        (".git/a.txt", ["a.json", "git/a.json", "a.txt.json"]),
        ("n.csv#7", ["n/7.json", "n.csv/7.json", "n/7-2.json"]),
        ("in/n.csv#a/b", ["n/a_b.json", "in/n/a_b.json", "n.csv/a_b.json"]),
        ("n.json#..", ["n/article.json", "n.json/article.json", "n/article-2.json"]),
    ],
)
def test_a_file_is_named_after_its_input_then_after_its_folders(
    source, places, tmp_path
):
    assert names(FolderStore(tmp_path), source) == places


@pytest.mark.parametrize(
    "source",
    [
        "../../escape.txt",
        "/etc/passwd",
        "..",
        "../..",
        "/",
        "a\\..\\..\\escape.txt",
        "nul\0byte.txt",
        "new\nline.txt",
        "bad\udcff.txt",
        "x" * 300 + ".txt",
        "北" * 84 + ".md",
        "👩‍🚀" * 30 + ".md",
        "https://example.test/a?b=c:d",
        "n.jsonl#../../escape",
        "n.jsonl#https://example.test/a?b=c:d",
        "n.jsonl#" + "x" * 500,
        ".extractor.jsonl#journal",
        ".extractor/journal.txt",
        "https://example.test/" + "%D0%BF" * 60 + "/a",
        "x" * 250 + "/" + "北" * 80 + "/a.txt",
    ],
)
def test_no_name_leads_out_of_the_folder_or_cannot_be_written(source, tmp_path):
    store = FolderStore(tmp_path / "out")
    noted: list[str] = []

    for place in names(store, source):
        store.write(store.text(done()), place=place, noted=noted.append)

    assert written(tmp_path) == sorted(f"out/{place}" for place in noted)
    assert len(set(noted)) == 3


@given(st.text("ab./\\-2é\0", max_size=12))
def test_every_place_of_every_source_stands_below_the_folder(tmp_path_factory, source):
    store = FolderStore(tmp_path_factory.mktemp("out"))

    places = names(store, source, 6)

    assert len(set(places)) == 6
    for place in places:
        path = (store.output / place).resolve()
        assert path.is_relative_to(store.output.resolve())
        assert path.suffix == ".json"


def test_a_place_is_noted_only_after_its_file_is_whole(tmp_path):
    store, noted = FolderStore(tmp_path), list[str]()

    with room_for(100), pytest.raises(OutputError):
        store.write(store.text(done()), place="a.json", noted=noted.append)
    assert (noted, written(tmp_path)) == ([], [])
    store.write(store.text(done()), place="a.json", noted=noted.append)

    assert noted == written(tmp_path) == ["a.json"]
    assert store.holds("a.json")


def test_an_empty_or_missing_file_is_not_held(tmp_path):
    (tmp_path / "empty.json").touch()
    store = FolderStore(tmp_path)

    assert not store.holds("empty.json")
    assert not store.holds("none.json")
    with pytest.raises(OutputError, match="cannot read"):
        store.read("none.json")


def test_failed_articles_are_listed_a_line_each_when_the_run_ends(tmp_path):
    FolderStore(tmp_path).close([failed("a.txt"), failed("b.txt")])

    lines = (tmp_path / "failed.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["source"] for line in lines] == ["a.txt", "b.txt"]


def test_a_list_of_failures_of_an_earlier_run_goes_when_none_fails(tmp_path):
    (tmp_path / "failed.jsonl").write_text("{}\n", encoding="utf-8")

    FolderStore(tmp_path).close([])

    assert written(tmp_path) == []


def test_a_folder_that_cannot_be_made_is_an_output_error(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(OutputError, match="Name a folder with -o"):
        FolderStore(tmp_path / "file" / "out")
