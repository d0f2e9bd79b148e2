import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from extractor.backends.ray.reading import Files, read
from extractor.backends.ray.rows import article_of_row
from extractor.errors import SettingsError
from extractor.journal import Keys
from extractor.recipes import load_recipe
from extractor.rendering import render, system_message
from extractor.sources import iter_inputs, read_article
from tests.backends.ray.ordering import order_of, write

TEXT = "Harbour deal signed\n\nThe port will be widened, mayor Ada Quill said.\n"


def _read(*inputs: str) -> list[dict[str, Any]]:
    files = Files()
    for named in inputs:
        files.add(named)
    batch = pa.Table.from_pylist(files.rows)
    tables = read(batch, order=order_of(), systems=files.systems)
    return [row for table in tables for row in table.to_pylist()]


def test_a_folder_is_read_as_it_is_in_one_process(tmp_path: Path):
    write(tmp_path / "in" / "a.txt", TEXT)
    rows = [json.dumps({"id": n, "text": f"{TEXT}{n}"}) for n in range(3)]
    write(tmp_path / "in" / "corpus.jsonl", "\n".join(rows))
    named = str(tmp_path / "in")
    read_here = {source.name: source.read() for source in iter_inputs([named])}
    read_there = {row["source"]: article_of_row(row) for row in _read(named)}
    assert read_there == read_here


def test_a_key_is_the_one_that_a_run_in_one_process_gives(tmp_path: Path):
    path = write(tmp_path / "a.txt", TEXT)
    article, recipe, order = read_article(path), load_recipe(), order_of()
    prompt = render(
        article,
        system=system_message(recipe, describes_fields=False),
        user=recipe.user,
        answer_language="English",
    )
    keys = Keys(fingerprint=recipe.fingerprint, asked=order.asked)
    [row] = _read(str(path))
    assert row["key"] == keys.of(article, prompt).hex()


def test_what_reading_found_travels_with_the_article(tmp_path: Path):
    path = write(tmp_path / "a.txt", TEXT + "Hidden\u200b\u202e words.\n")
    [row] = _read(str(path))
    article = article_of_row(row)
    assert article.removed == read_article(path).removed != {}
    assert article.notices == read_article(path).notices


def test_what_cannot_be_read_is_a_row_without_a_key(tmp_path: Path):
    rows = _read(str(write(tmp_path / "a.txt", "")), str(tmp_path / "none.txt"))
    assert [row["key"] for row in rows] == [None, None]
    assert rows[0]["reason"] == "empty"


def test_files_in_a_store_are_named_by_their_address(tmp_path: Path):
    write(tmp_path / "in" / "deep" / "a.txt", TEXT)
    write(tmp_path / "in" / ".hidden" / "b.txt", TEXT)
    write(tmp_path / "in" / "picture.png", TEXT)
    [row] = _read(f"file://{tmp_path}/in")
    assert row["source"] == f"file://{tmp_path}/in/deep/a.txt"


def test_a_row_in_a_store_is_named_by_its_file_and_id(tmp_path: Path):
    write(tmp_path / "corpus.jsonl", json.dumps({"id": "x", "text": TEXT}))
    [row] = _read(f"file://{tmp_path}/corpus.jsonl")
    assert row["source"] == f"file://{tmp_path}/corpus.jsonl#x"


def test_an_address_without_articles_is_an_error(tmp_path: Path):
    with pytest.raises(SettingsError, match="found none"):
        Files().add(f"file://{tmp_path}/nothing")


def test_an_object_that_its_store_does_not_give_fails_alone(tmp_path: Path):
    write(tmp_path / "in" / "a.txt", TEXT)
    gone = write(tmp_path / "in" / "b.txt", TEXT)
    files = Files()
    files.add(f"file://{tmp_path}/in")
    gone.unlink()
    batch = pa.Table.from_pylist(files.rows)

    tables = read(batch, order=order_of(), systems=files.systems)

    first, second = [row for table in tables for row in table.to_pylist()]
    assert first["key"] is not None
    assert (second["key"], second["reason"]) == (None, "unreadable")
    assert f"expected to read file://{tmp_path}/in/b.txt" in second["message"]


def test_an_unknown_store_is_an_error():
    with pytest.raises(SettingsError, match="expected a store that pyarrow can open"):
        Files().add("gopher://hole/in")


def test_a_machine_with_another_recipe_says_so(tmp_path: Path):
    order = order_of(recipes=tmp_path)
    other = type(order)(
        **{
            name: getattr(order, name)
            for name in order.__dataclass_fields__
            if name != "fingerprint"
        },
        fingerprint="another",
    )
    with pytest.raises(SettingsError, match="the same on all machines"):
        other.recipe()
