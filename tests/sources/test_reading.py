import os
from io import BytesIO
from pathlib import Path

import pytest

from extractor import sources
from extractor.errors import SettingsError, UnreadableArticle
from extractor.records.article import Article, article_id
from extractor.sources import article_from_text, read_article
from extractor.sources.files import LARGEST_FILE
from extractor.sources.reading import LONGEST_ARTICLE

STORY = "Kim tests missile\n\nHe did so on Monday.\n\nSource: www.example.com"


def _reason(source: str | Path) -> str:
    with pytest.raises(UnreadableArticle) as caught:
        read_article(source)
    return caught.value.reason


def test_an_article_is_its_normalised_text_split_and_named_by_its_hash():
    article = article_from_text(STORY.replace("\n", "\r\n") + "\u200b")

    assert article.text == STORY
    assert article.id == article_id(STORY)
    assert [unit.kind for unit in article.sentences] == ["heading", "body", "trailer"]
    assert (article.title, article.publisher) == (
        "Kim tests missile",
        "www.example.com",
    )
    assert article.removed == {"zero_width": 1}


def test_stated_facts_win_over_what_the_text_says():
    article = article_from_text(
        STORY, title="Mine", published="2015-08-21", language="en", authors=["Me"]
    )

    assert (article.title, article.publisher) == ("Mine", "www.example.com")
    assert (article.published, article.language) == ("2015-08-21", "en")
    assert article.authors == ("Me",)


def test_a_stated_date_that_is_none_ends_the_run_and_not_the_article():
    with pytest.raises(SettingsError):
        article_from_text(STORY, published="soon")


def test_a_fact_nobody_knows_is_refused_by_name():
    with pytest.raises(TypeError, match="titel"):
        article_from_text(STORY, titel="Mine")  # type: ignore[call-arg]


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\ufeff\x00", "\u3000"])
def test_a_text_without_words_is_empty(text: str):
    with pytest.raises(UnreadableArticle) as caught:
        article_from_text(text)

    assert caught.value.reason == "empty"


def test_an_article_of_the_greatest_length_is_read():
    article = article_from_text("a" * LONGEST_ARTICLE)

    assert len(article.text) == LONGEST_ARTICLE


@pytest.mark.parametrize("length", [LONGEST_ARTICLE + 1, 10 * LONGEST_ARTICLE])
def test_a_longer_article_is_refused_and_told_what_to_do(length: int):
    with pytest.raises(UnreadableArticle, match="cut this one into parts") as caught:
        article_from_text("a" * length)

    assert caught.value.reason == "too_long"


def test_a_file_is_read_as_it_stands(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("* $body {{ x }} *", encoding="utf-8")

    assert read_article(path) == read_article(str(path))
    assert read_article(path).text == "* $body {{ x }} *"


def test_a_markdown_file_is_read_as_its_words_and_front_matter(tmp_path: Path):
    path = tmp_path / "a.MD"
    path.write_bytes(
        b"---\r\nauthor: Jane Doe\r\n---\r\n# Kim *tests*\r\n\r\nOn&shy;ly."
    )

    article = read_article(path, language="en")

    assert article.text == "# Kim tests\n\nOnly."
    assert (article.title, article.authors) == ("Kim tests", ("Jane Doe",))
    assert article.language == "en"


def test_a_dash_is_standard_input():
    assert read_article("-", stdin=BytesIO(STORY.encode())).text == STORY


def test_standard_input_is_held_to_the_same_size():
    with pytest.raises(UnreadableArticle, match="more than 20 MB"):
        read_article("-", stdin=BytesIO(b"a" * (LARGEST_FILE + 1)))


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path):
    path = tmp_path / "sparse.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)

    assert _reason(path) == "too_large"


@pytest.mark.parametrize("name", ["a.txt/b.txt", "nul\0.txt"])
def test_a_path_that_leads_nowhere_fails_the_article(tmp_path: Path, name: str):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")

    assert _reason(str(tmp_path / name)) in {"missing", "unreadable"}


def test_an_address_of_another_kind_is_told_apart_from_a_missing_file():
    with pytest.raises(UnreadableArticle, match="address of another kind"):
        read_article("ftp://example.org/story.txt")


def test_a_missing_file_and_an_empty_name_are_called_missing(tmp_path: Path):
    assert _reason(tmp_path / "no.txt") == "missing"
    assert _reason("") == "missing"


def test_a_folder_is_told_from_a_folder_without_articles(tmp_path: Path):
    assert _reason(tmp_path) == "empty_folder"
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    assert _reason(tmp_path) == "folder"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_fails_the_article(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(STORY, encoding="utf-8")
    path.chmod(0)

    assert _reason(path) == "unreadable"


def test_a_file_that_cannot_be_opened_fails_the_article(tmp_path: Path):
    path = tmp_path / "loop.txt"
    path.symlink_to(path)

    assert _reason(path) == "unreadable"


def test_an_article_survives_json():
    article = article_from_text(STORY)

    assert Article.model_validate_json(article.model_dump_json()).text == STORY


def test_the_package_exports_what_others_use():
    assert sources.__all__ == [
        "FetchLimits",
        "Input",
        "Options",
        "Web",
        "article_from_text",
        "is_one",
        "is_web",
        "iter_inputs",
        "read_article",
    ]
