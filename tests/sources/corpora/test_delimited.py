import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.run import Source
from tests.sources.corpora.reading import ends, items, message, sources


def _write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def _values(source: Source) -> dict[str, str]:
    return dict(source.record.values)  # type: ignore[attr-defined]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str):
    text = f"id{delimiter}body\r\n7{delimiter}It, began; then | ended.\r\n"
    if delimiter != "\t":
        text = text.replace("It,", '"It,').replace("ended.", 'ended."')

    path = _write(tmp_path / "a.csv", text)

    assert ends(path) == ["It, began; then | ended."]
    assert items(path) == ["#7"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_files_of_spreadsheets_are_read_in_the_encoding_of_their_mark(
    tmp_path: Path, encoding: str
):
    path = _write(
        tmp_path / "a.csv", "Text;Date\nZürich — 東京.;2015-08-21\n", encoding
    )

    assert ends(path) == ["Zürich — 東京."]


def test_a_row_in_an_older_encoding_is_read_and_a_finding(tmp_path: Path):
    text = 'title,text\n“Over”,"“It’s over,” she said –\nand left."\nplain,It began.\n'
    path = _write(tmp_path / "a.csv", text, "cp1252")

    first, second = (source.read() for source in sources(path))

    assert first.text == "“It’s over,” she said –\nand left."
    assert first.title == "“Over”"
    assert [each.code for each in first.notices] == ["assumed_encoding"]
    assert (second.text, second.notices) == ("It began.", ())


def test_a_row_of_an_unknown_encoding_is_one_failure(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"text\nOne.\ncaf\xff\xe9 \x81\nThree.\n")

    assert ends(path) == ["One.", "encoding", "Three."]


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp949", "북한은 오늘 탄도미사일을 발사했다고 밝혔다. 똠방각하와 펲시콜라."),
        (
            "cp932",
            "政府は、北朝鮮がミサイルを発射したと発表した。髙橋首相は記者団に対し、"
            "厳重に抗議すると述べた。けがをした人はいないということである。",
        ),
    ],
)
def test_letters_that_only_the_wider_form_of_an_encoding_has_are_read(
    tmp_path: Path, codec: str, text: str
):
    path = _write(tmp_path / "a.csv", f"text\nOne.\n{text}\nThree.\n", codec)

    assert ends(path) == ["One.", text, "Three."]


@pytest.mark.parametrize("row", [b"\xff\xfeabc", b"\xfe\xffab", b"\xff\xfe"])
def test_bytes_like_a_mark_within_a_file_are_one_failure(tmp_path: Path, row: bytes):
    path = tmp_path / "a.csv"
    path.write_bytes(b"text\nOne.\n" + row + b"\nThree.\n")

    assert ends(path) == ["One.", "encoding", "Three."]


def test_a_file_that_belies_its_mark_is_one_failure(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xff\xfe\x00\xd8a\x00,\x00text\n")

    assert ends(path) == ["broken_row"]


def test_a_broken_row_is_one_failure_and_the_others_are_read(tmp_path: Path):
    text = 'id,text\n1,One.\n2\n3,Three,and more\n4,"a "b" c"\n\n6,Six.\n'
    path = _write(tmp_path / "a.csv", text)

    assert ends(path) == ["One.", "broken_row", "broken_row", "broken_row", "Six."]
    assert items(path)[1:4] == ["#row-2", "#row-3", "#row-4"]


def test_a_quote_that_is_never_closed_is_one_failure(tmp_path: Path):
    path = _write(tmp_path / "a.csv", 'text\nOne.\n"Two.\nThree.\n')

    assert ends(path) == ["One.", "broken_row"]


def test_a_tsv_file_has_tabs_whatever_its_first_row_holds(tmp_path: Path):
    path = _write(tmp_path / "a.tsv", "text, or body, if any\tbody\nno\tIt began.\n")

    assert ends(path) == ["It began."]


def test_a_text_longer_than_the_library_s_own_limit_is_read(tmp_path: Path):
    long = "It began. " * 13_200

    [row] = sources(_write(tmp_path / "a.csv", f'text\n"{long}"\n'))

    assert _values(row) == {"text": long}


def test_a_file_without_a_column_of_text_names_its_columns(tmp_path: Path):
    path = _write(tmp_path / "a.csv", "when,prose\n2015-08-21,It began.\n")

    assert "found the fields when, prose; name it with --text-field" in message(path)
    assert ends(path, text="prose") == ["It began."]


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n")),
        min_size=1,
        max_size=4,
    )
)
def test_every_row_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
):
    path = tmp_path_factory.mktemp("corpus") / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "text"])
        writer.writerows((n, text) for n, text in enumerate(texts))

    assert [_values(row) for row in sources(path)] == [
        {"id": str(n), "text": text} for n, text in enumerate(texts)
    ]
