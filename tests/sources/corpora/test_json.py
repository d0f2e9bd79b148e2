import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.sources.files import LARGEST_FILE
from tests.sources.corpora.reading import ends, items, sources, write_lines
from tests.sources.samples import writable


def _file(tmp_path: Path, held: object) -> Path:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(held), encoding="utf-8")
    return path


def test_a_broken_line_is_one_failure_and_the_others_are_read(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    lines = [
        *(b'\xef\xbb\xbf{"text": "One."}', b'{"text": "Tw', b"", b"[1]", b"NaN"),
        *(b'{"text": "caf\xff\xe9 \x81"}', b'{"text": "Last."}'),
    ]
    path.write_bytes(b"\r\n".join(lines))

    assert ends(path) == [
        *("One.", "broken_row", "broken_row", "broken_row", "encoding", "Last.")
    ]
    assert items(path)[-1] == "#row-7"


def test_what_nests_too_deep_is_one_failure(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One."}\n' + "[" * 100_000 + "\n", encoding="utf-8")

    assert ends(path) == ["One.", "broken_row"]


def test_a_line_that_is_too_long_is_one_failure(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "One."}\n{"text": "')
        file.write(b"a" * (2 * LARGEST_FILE + 7))
        file.write(b'"}\n{"text": "Three."}\n')

    assert ends(path) == ["One.", "too_large", "Three."]
    assert items(path) == ["#row-1", "#row-2", "#row-3"]


def test_a_line_in_an_older_encoding_is_read_and_a_finding(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "“It’s over,” she said – and left."}\n'.encode("cp1252"))

    [source] = sources(path)

    assert source.read().text == "“It’s over,” she said – and left."
    assert [each.code for each in source.read().notices] == ["assumed_encoding"]


@given(st.lists(writable, min_size=1, max_size=5))
def test_every_row_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
):
    path = tmp_path_factory.mktemp("corpus") / "a.jsonl"
    write_lines(path, [{"id": f"n{n}", "body": text} for n, text in enumerate(texts)])

    rows = sources(path)

    assert [row.name for row in rows] == [f"{path}#n{n}" for n in range(len(texts))]
    assert [row.record.values["body"] for row in rows] == texts  # type: ignore[attr-defined]


def test_an_object_is_one_article_under_the_name_of_its_file(tmp_path: Path):
    path = _file(tmp_path, {"id": 7, "title": "Kim", "text": "It began."})

    assert ends(path) == ["It began."]
    assert items(path) == [""]


def test_a_list_is_an_article_each(tmp_path: Path):
    path = _file(tmp_path, [{"id": "a", "text": "One."}, 7, {"text": "Three."}])

    assert ends(path) == ["One.", "broken_row", "Three."]
    assert items(path) == ["#a", "#row-2", "#row-3"]


def test_a_list_in_an_answer_of_a_web_service_is_found(tmp_path: Path):
    held = {"status": "ok", "articles": [{"content": "One."}, {"content": "Two."}]}

    assert ends(_file(tmp_path, held)) == ["One.", "Two."]


@pytest.mark.parametrize("held", [{}, {"name": "x"}, 7, "text", None])
def test_json_of_another_kind_is_one_failure(tmp_path: Path, held: object):
    [reason] = ends(_file(tmp_path, held))

    assert reason in {"no_field", "broken_row"}


def test_an_empty_list_is_empty(tmp_path: Path):
    assert ends(_file(tmp_path, [])) == ["empty"]
