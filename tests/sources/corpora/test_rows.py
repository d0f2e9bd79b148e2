from pathlib import Path

import pytest

from extractor.records.article import Article
from extractor.sources.corpora.rows import SAMPLE
from extractor.sources.reading import LONGEST_RAW
from tests.sources.corpora.reading import ends, items, message, sources, write_lines

RICH = {
    "id": 7,
    "Headline": "Kim tests a missile",
    "full_text": "It began. It ended.",
    "Published-At": "2015-08-21T09:30:00Z",
    "source": "https://www.example.com/a",
    "link": "https://news.example.org/b?c=1",
    "author": "By Jane Doe and John Roe",
    "lang": "en",
}


def _article(path: Path, **fields: str) -> Article:
    [source] = sources(path, **fields)
    return source.read()


def test_the_usual_names_of_fields_are_known(tmp_path: Path):
    article = _article(write_lines(tmp_path / "a.jsonl", [RICH]))

    assert article.text == "It began. It ended."
    assert article.title == "Kim tests a missile"
    assert article.published == "2015-08-21"
    assert article.publisher == "www.example.com"
    assert article.source_url == "https://news.example.org/b?c=1"
    assert article.authors == ("Jane Doe", "John Roe")
    assert article.language == "en"


def test_named_fields_are_taken_instead_even_inside_of_others(tmp_path: Path):
    row = {"text": "no", "meta": {"story": "It began.", "when": "2015-08-21"}}
    path = write_lines(tmp_path / "a.jsonl", [row])

    article = _article(path, text="meta.story", date="meta.when")

    assert (article.text, article.published) == ("It began.", "2015-08-21")


def test_a_row_is_named_by_its_id_or_by_its_number(tmp_path: Path):
    rows = [
        {"id": "a/b", "text": "One."},
        {"text": "Two."},
        {"id": 3, "text": "Three."},
    ]
    path = write_lines(tmp_path / "a.jsonl", rows)

    assert items(path) == ["#a/b", "#row-2", "#3"]
    assert items(path, id="text") == ["#One.", "#Two.", "#Three."]


def test_no_two_rows_have_one_name(tmp_path: Path):
    rows = [{"id": "a", "text": "One."}, {"id": "a", "text": "Two."}]
    path = write_lines(tmp_path / "a.jsonl", rows)

    assert items(path) == ["#a", "#a@row-2"]
    assert ends(path) == ["One.", "Two."]


def test_a_corpus_without_a_text_is_one_failure_that_names_its_fields(tmp_path: Path):
    path = write_lines(tmp_path / "a.jsonl", [{"headline": "x", "prose": "It began."}])

    assert ends(path) == ["no_field"]
    assert message(path) == (
        "expected a field with the text, found the fields headline, prose; name it "
        "with --text-field"
    )


def test_a_named_field_that_is_in_no_row_is_one_failure(tmp_path: Path):
    path = write_lines(tmp_path / "a.jsonl", [{"text": "It began."}] * 3)

    assert ends(path, date="day") == ["no_field"]
    assert "expected a field 'day', found the fields text" in message(path, date="day")


def test_a_named_field_that_is_null_in_all_rows_is_one_failure(tmp_path: Path):
    path = write_lines(tmp_path / "a.jsonl", [{"text": "It began.", "by": None}] * 3)

    assert ends(path, authors="by") == ["no_field"]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ({"by": None}, {"by": "Jane Doe"}),
        ({"meta": {"by": None}}, {"meta": {"by": "Jane Doe"}}),
        ({"meta": None}, {"meta": {"by": "Jane Doe"}}),
    ],
)
def test_a_named_field_may_be_null_in_many_rows(
    tmp_path: Path, first: dict[str, object], last: dict[str, object]
):
    rows = [first | {"text": "It began."}] * SAMPLE + [last | {"text": "It ended."}]
    path = write_lines(tmp_path / "a.jsonl", rows)

    *_, article = sources(path, authors="by" if "by" in first else "meta.by")

    assert article.read().authors == ("Jane Doe",)


@pytest.mark.parametrize("held", [{}, {"meta": {}}, {"meta": "x"}])
def test_a_named_field_that_stands_in_no_row_is_one_failure(
    tmp_path: Path, held: dict[str, object]
):
    rows = [held | {"text": "It began."}] * (SAMPLE + 1)

    assert ends(write_lines(tmp_path / "a.jsonl", rows), authors="meta.by") == [
        "no_field"
    ]


def test_a_text_may_be_null_in_many_rows(tmp_path: Path):
    rows = [{"text": None}] * SAMPLE + [{"text": "It began."}]

    assert ends(write_lines(tmp_path / "a.jsonl", rows)) == [
        *["empty"] * SAMPLE,
        "It began.",
    ]


def test_a_row_without_a_text_is_one_failure_and_the_others_are_read(tmp_path: Path):
    rows = [
        {"text": "One."},
        {"title": "x"},
        {"text": None},
        {"text": 7},
        {"text": " "},
    ]

    assert ends(write_lines(tmp_path / "a.jsonl", rows)) == [
        *("One.", "empty", "empty", "broken_row", "empty")
    ]


def test_a_text_that_is_too_long_is_not_kept_until_its_turn(tmp_path: Path):
    long = "It began. " * (LONGEST_RAW // 10 + 1)
    path = write_lines(tmp_path / "a.jsonl", [{"id": "a", "text": long}, {"text": "x"}])

    first, _ = sources(path)

    assert ends(path) == ["too_long", "x"]
    assert items(path) == ["#a", "#row-2"]
    record = first.record  # type: ignore[attr-defined]
    assert dict(record.values) == {"id": "a"}
    assert record.error.__traceback__ is None


def test_a_list_of_texts_is_paragraphs(tmp_path: Path):
    path = write_lines(tmp_path / "a.jsonl", [{"text": ["One.", "Two."]}])

    assert ends(path) == ["One.\n\nTwo."]


@pytest.mark.parametrize(
    ("date", "published"),
    [
        *(("2015-08-21", "2015-08-21"), ("20150821", "2015-08-21")),
        *(("Fri, 21 Aug 2015 09:30:00 GMT", "2015-08-21"), ("", None)),
        *(("03/04/2015", None), ("soon", None), (1440150000, None)),
    ],
)
def test_a_date_is_taken_when_it_is_certain(
    tmp_path: Path, date: object, published: str | None
):
    path = write_lines(tmp_path / "a.jsonl", [{"text": "It began.", "date": date}])

    article = _article(path)

    assert article.published == published
    assert bool(article.notices) is (published is None and date != "")


def test_authors_may_be_objects_as_in_web_pages(tmp_path: Path):
    people = [{"@type": "Person", "name": "Jane Doe"}, "John Roe", {"id": 1}]
    path = write_lines(tmp_path / "a.jsonl", [{"text": "It began.", "authors": people}])

    assert _article(path).authors == ("Jane Doe", "John Roe")


def test_briefings_are_no_articles(tmp_path: Path):
    ours = {"format": "extractor/briefing.v1", "article": {"text": "It began."}}

    for name in ("out.jsonl", "out.json"):
        path = write_lines(tmp_path / name, [ours])
        assert ends(path) == ["briefing_file"]
        assert "`extractor verify`" in message(path)


def test_a_corpus_that_is_not_there_is_one_failure(tmp_path: Path):
    for name in ("a.jsonl", "a.json", "a.csv", "a.tsv", "a.parquet"):
        assert ends(tmp_path / name) == ["missing"]
        assert items(tmp_path / name) == [""]


def test_a_corpus_without_rows_is_one_failure(tmp_path: Path):
    for name in ("a.jsonl", "a.csv", "a.tsv"):
        (tmp_path / name).write_text("\n", encoding="utf-8")
        assert ends(tmp_path / name) == ["empty"]
