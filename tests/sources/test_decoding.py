import codecs

import pytest

from extractor.errors import UnreadableArticle
from extractor.sources.decoding import decode

TEXT = "Zürich — 東京"
MARKED = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
OTHER_FORMATS = {
    b"%PDF-1.7\n\x00": "found a PDF file; take its text out first: `pdftotext FILE -`",
    b"PK\x03\x04\x14\x00": "a zip archive, as office documents",
    b"\xd0\xcf\x11\xe0\xa1\xb1": "an office document",
    b"{\\rtf1 Text}": "a rich text document",
    b"\x89PNG\r\n\x1a\n": "a PNG picture; give the text instead",
    b"\xff\xd8\xff\xe0": "a JPEG picture",
    b"GIF89a": "a GIF picture",
    b"\x1f\x8b\x08": "a gzip archive; unpack it first",
    b"\n<!DOCTYPE html><p>": "a web page",
    b"a\x00b": "a file with NUL bytes",
    TEXT.encode("utf-16-le"): "a file with NUL bytes",
}


def test_text_is_utf_8_unless_it_says_otherwise():
    assert decode(TEXT.encode()) == TEXT


@pytest.mark.parametrize(("encoding", "mark"), MARKED.items())
def test_a_byte_order_mark_is_followed_and_taken_off(encoding: str, mark: bytes):
    assert decode(mark + TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(("raw", "words"), OTHER_FORMATS.items())
def test_a_file_that_is_no_text_is_refused_with_a_way_out(raw: bytes, words: str):
    with pytest.raises(UnreadableArticle) as caught:
        decode(raw)

    assert caught.value.reason == "unreadable"
    assert words in str(caught.value)


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
