import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import UnreadableArticle
from extractor.sources.decoding import decode
from extractor.sources.plausible import is_plausible

TEXT = "Zürich — 東京"
MARKED = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
OTHER_FORMATS = {
    b"%PDF-1.7\n\x00": "found a PDF file; let its name end in .pdf",
    b"PK\x03\x04\x14\x00": "a zip archive",
    b"\xd0\xcf\x11\xe0\xa1\xb1": "soffice --headless --convert-to docx FILE",
    b"{\\rtf1 Text}": "a rich text document",
    b"PAR1\x15\x04": "a Parquet file; let its name end in .parquet",
    b"\x89PNG\r\n\x1a\n": "a PNG picture; give the text instead",
    b"\xff\xd8\xff\xe0": "a JPEG picture",
    b"GIF89a": "a GIF picture",
    b"\x1f\x8b\x08": "a gzip archive; unpack it first",
    b"\n<!DOCTYPE html><p>": "a web page",
    b"a\x00b": "a file with NUL bytes",
    bytes(range(256)): "a file with NUL bytes",
}


def test_text_is_utf_8_unless_it_says_otherwise():
    assert decode(TEXT.encode()) == (TEXT, None)


@pytest.mark.parametrize(("encoding", "mark"), MARKED.items())
def test_a_byte_order_mark_is_followed_and_taken_off(encoding: str, mark: bytes):
    assert decode(mark + TEXT.encode(encoding)) == (TEXT, None)


@pytest.mark.parametrize(("raw", "words"), OTHER_FORMATS.items())
def test_a_file_that_is_no_text_is_refused_with_a_way_out(raw: bytes, words: str):
    with pytest.raises(UnreadableArticle) as caught:
        decode(raw)

    assert caught.value.reason == "unreadable"
    assert words in str(caught.value)


def test_text_in_utf_16_needs_no_mark():
    text = "The talks in Zürich — and in 東京 — went on."

    assert decode(text.encode("utf-16-le")) == (text, "utf_16_le")


def test_an_encoding_that_is_assumed_is_a_finding():
    raw = "“It’s over,” she said – and left.".encode("cp1252")

    decoded = decode(raw)

    assert decoded.text == "“It’s over,” she said – and left."
    assert decoded.assumed == "windows-1252"
    assert [(each.code, each.severity) for each in decoded.notices] == [
        ("assumed_encoding", "warning")
    ]
    assert "read as windows-1252" in decoded.notices[0].message
    assert decode(b"Plain.").notices == ()


def test_a_shifted_encoding_whose_bytes_are_all_ascii_is_not_taken_for_ascii():
    text = "外務大臣は月曜日、交渉が来週も続くと述べた。"

    assert decode(text.encode("iso2022_jp")) == (text, "iso2022_jp")


def test_utf_8_with_a_broken_byte_is_refused_and_not_read_as_something_else():
    whole = "Zürich, Genève: à la carte. À bientôt.".encode()

    for raw in (whole[:-9] + b"\xff" + whole[-9:], whole.replace(b"\xc3\xa0", b"\xc3")):
        with pytest.raises(UnreadableArticle) as caught:
            decode(raw)
        assert caught.value.reason == "encoding"


@given(st.binary(max_size=80))
def test_random_bytes_are_refused_or_are_utf_8(raw: bytes):
    try:
        decoded = decode(raw)
    except UnreadableArticle:
        return

    assert decoded.assumed is None or is_plausible(decoded.text)


def test_another_encoding_is_refused_by_the_place_of_its_first_byte():
    with pytest.raises(UnreadableArticle) as caught:
        decode("Genf, Zürich".encode("latin-1"))

    assert caught.value.reason == "encoding"
    assert "found byte 0xfc at offset 7, which is not UTF-8" in str(caught.value)
    assert "`iconv -f WINDOWS-1252 -t UTF-8 FILE`" in str(caught.value)


def test_a_text_that_breaks_off_after_its_mark_is_refused():
    with pytest.raises(
        UnreadableArticle, match="in UTF-16, found byte 0x61 at offset 2"
    ):
        decode(codecs.BOM_UTF16_LE + b"a")
