import json
from io import BytesIO
from pathlib import Path

import pytest

from extractor.errors import UnreadableArticle
from extractor.sources import Options, is_one, iter_inputs, read_article
from extractor.sources.corpora.fields import Fields
from extractor.sources.expanders import EXPANDERS, ONE_OR_MANY
from extractor.sources.extras import required
from extractor.sources.folders import SUFFIXES
from extractor.sources.readers import READERS, reader_of


def test_a_folder_counts_what_can_be_read():
    assert {*READERS, *EXPANDERS} == SUFFIXES
    assert set(EXPANDERS) >= ONE_OR_MANY


def test_the_end_of_a_name_says_how_a_file_is_read():
    assert reader_of(b"# Title", "a.MD") is READERS[".md"]
    assert reader_of(b"%PDF-1.7", "a.md") is READERS[".md"]
    assert reader_of(b"text", "a.unknown") is READERS[".txt"]


def test_what_is_in_a_file_says_so_where_its_name_does_not():
    assert reader_of(b"%PDF-1.7", "download") is READERS[".pdf"]
    assert reader_of(b"PK\x03\x04..word/document.xml", "-") is READERS[".docx"]
    assert reader_of(b"PK\x03\x04..", "-") is READERS[".txt"]


def test_a_file_of_many_articles_is_not_read_as_one(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One."}\n{"text": "Two."}\n', encoding="utf-8")

    with pytest.raises(UnreadableArticle, match="`extract_many`") as caught:
        read_article(path)
    assert caught.value.reason == "several"


def test_a_json_file_with_one_article_is_read_as_one(tmp_path: Path):
    path = tmp_path / "a.json"
    path.write_text('{"title": "Kim", "text": "It began."}', encoding="utf-8")

    article = read_article(path, publisher="Mine")

    assert (article.text, article.title) == ("It began.", "Kim")
    assert article.publisher == "Mine"


@pytest.mark.parametrize(
    "raw",
    [b'{"text": "One."}\n{"text": "Two."}\n', b'[{"text":\n"One."}]', b' {"a": 1}'],
)
def test_json_on_standard_input_is_told_how_it_is_read(raw: bytes):
    with pytest.raises(UnreadableArticle, match=r"ends in \.json or \.jsonl"):
        read_article("-", stdin=BytesIO(raw))


def test_a_text_that_only_begins_like_json_is_a_text():
    text = '{"It began," she said.}'

    assert read_article("-", stdin=BytesIO(text.encode())).text == text


def test_one_article_is_told_from_many_before_it_is_read(tmp_path: Path):
    for name, held in (("a.json", '{"text": "x"}'), ("b.json", '[{"text": "x"}]')):
        (tmp_path / name).write_text(held, encoding="utf-8")

    assert is_one(["-"])
    assert is_one(["no.txt"])
    assert is_one([str(tmp_path / "a.json")])
    assert not is_one([str(tmp_path / "b.json")])
    assert not is_one(["no.csv"])
    assert not is_one([str(tmp_path)])
    assert not is_one(["a.txt", "b.txt"])


def test_one_article_is_told_from_many_by_the_fields_that_are_named(tmp_path: Path):
    path = tmp_path / "a.json"
    held = {"story_text": "It began.", "comments": [{"text": "x"}]}
    path.write_text(json.dumps(held), encoding="utf-8")
    options = Options(fields=Fields(text="story_text"))

    assert is_one([str(path)], options=options)
    assert [each.name for each in iter_inputs([str(path)], options=options)] == [
        str(path)
    ]


def test_what_this_program_writes_is_passed_over_in_folders(tmp_path: Path):
    ours = '{\n  "format": "extractor/briefing.v1",\n'
    for name, held in (
        *(("out.json", ours), ("out.jsonl", '{"format":"extractor/briefing.v1"}')),
        *(("failed.jsonl", '{"source": "x"}'), ("a.txt", "It began.")),
    ):
        (tmp_path / name).write_text(held, encoding="utf-8")

    assert [Path(found.name).name for found in iter_inputs([str(tmp_path)])] == [
        "a.txt"
    ]


def test_a_package_that_is_missing_is_named_with_its_extra():
    with pytest.raises(UnreadableArticle) as caught:
        required("no_such_package", extra="docs")

    assert caught.value.reason == "missing_extra"
    assert 'pip install "article-briefing[docs]"' in str(caught.value)
