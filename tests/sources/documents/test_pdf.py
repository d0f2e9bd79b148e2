import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from extractor.errors import UnreadableArticle
from extractor.records.article import Article
from extractor.sources import read_article
from extractor.sources.documents.legible import refuse_illegible
from tests.sources.documents.files import DATA, likeness, paragraphs


def _read(name: str) -> Article:
    return read_article(DATA / name)


def _body(article: Article) -> list[str]:
    return [part.removeprefix("# ") for part in article.text.split("\n\n")]


def _codes(article: Article) -> list[str]:
    return [finding.code for finding in article.notices]


def _locked(tmp_path: Path, *, password: str) -> Path:
    """Return the path of a PDF file with a lock."""
    writer = PdfWriter(clone_from=PdfReader(DATA / "flag.pdf"))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    path = tmp_path / "locked.pdf"
    writer.write(path)
    return path


def test_one_column_is_read_paragraph_by_paragraph():
    article = _read("korea.pdf")

    assert _body(article)[:8] == paragraphs("korea")
    assert article.title == "North Korea puts military in 'quasi-state of war'"
    assert article.published == "2015-08-21"
    assert article.authors == ("Wikinews contributors",)


def test_two_columns_are_read_one_after_the_other():
    article = _read("election.pdf")

    assert likeness(article.text, "election") > 0.998
    assert sum(part in _body(article) for part in paragraphs("election")) >= 15


def test_words_that_the_ends_of_narrow_lines_divide_are_whole_again():
    article = _read("clock.pdf")

    assert _body(article) == paragraphs("clock")
    assert "divided_words" in _codes(article)


def test_a_page_that_a_browser_printed_is_its_text():
    article = _read("flag.pdf")

    assert _body(article) == paragraphs("flag")
    assert _codes(article) == ["running_lines"]


def test_heads_feet_and_page_numbers_are_no_text_and_a_finding():
    article = _read("election.pdf")

    assert "The Wikinews Reader" not in article.text
    assert "Page 2 of" not in article.text
    assert any("The Wikinews Reader" in each.message for each in article.notices)


def test_a_scan_is_told_how_it_becomes_text():
    with pytest.raises(UnreadableArticle, match="ocrmypdf") as caught:
        _read("worship-scan.pdf")

    assert caught.value.reason == "no_text"


def test_pages_without_text_among_others_are_a_finding():
    writer = PdfWriter(clone_from=PdfReader(DATA / "flag.pdf"))
    writer.append(DATA / "worship-scan.pdf")
    mixed = BytesIO()
    writer.write(mixed)

    article = read_article("-", stdin=BytesIO(mixed.getvalue()))

    [finding] = [f for f in article.notices if f.code == "pages_without_text"]
    assert finding.message.endswith("passed over: 2")


def test_a_locked_file_is_told_how_it_is_opened(tmp_path: Path):
    with pytest.raises(UnreadableArticle, match="qpdf --decrypt") as caught:
        read_article(_locked(tmp_path, password="secret"))

    assert caught.value.reason == "encrypted"


def test_a_lock_that_only_forbids_printing_does_not_keep_from_reading(tmp_path: Path):
    article = read_article(_locked(tmp_path, password=""))

    assert _body(article) == paragraphs("flag")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "/g3/g12/g7 /g9",
            "\ue001\ue002 \ue003",
            "caf\ufffd " * 9,
            "(cid:12)(cid:9) a",
        ),
        *("قال وزير الخارجية", "\ufe8e\ufeed Kim \ufe8e\ufeed\ufe8e"),
    ],
)
def test_letters_that_nobody_can_read_are_refused(text: str):
    with pytest.raises(UnreadableArticle) as caught:
        refuse_illegible(text)

    assert caught.value.reason == "unreadable"


@pytest.mark.parametrize(
    "text", ["", "12 %", "Kim said “قال” and left.", "\ue0ff " + "It began. " * 9]
)
def test_letters_that_can_be_read_are_not_refused(text: str):
    refuse_illegible(text)


@pytest.mark.parametrize(("name", "extra"), [("pypdf", "docs"), ("docx", "docs")])
def test_a_missing_package_is_one_failure_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, name: str, extra: str
):
    monkeypatch.setitem(sys.modules, name, None)

    with pytest.raises(UnreadableArticle) as caught:
        _read("flag.pdf" if name == "pypdf" else "korea.docx")
    assert caught.value.reason == "missing_extra"
    assert f'pip install "article-briefing[{extra}]"' in str(caught.value)


def test_a_file_that_is_no_pdf_is_refused_by_what_it_should_begin_with(tmp_path: Path):
    path = tmp_path / "page.pdf"
    path.write_text("It began.", encoding="utf-8")

    with pytest.raises(UnreadableArticle, match="%PDF-") as caught:
        read_article(path)
    assert caught.value.reason == "unreadable"


def test_a_pdf_under_another_name_is_read_as_what_it_is(tmp_path: Path):
    raw = (DATA / "flag.pdf").read_bytes()
    path = tmp_path / "flag.txt"
    path.write_bytes(raw)

    assert read_article(path).text == _read("flag.pdf").text
    assert read_article("-", stdin=BytesIO(raw)).text == _read("flag.pdf").text


def test_stated_facts_win_over_the_properties():
    article = read_article(DATA / "korea.pdf", title="Mine", authors=["Me"])

    assert (article.title, article.authors) == ("Mine", ("Me",))
