"""Bytes to text: UTF-8, or what a byte order mark says. Anything else is refused."""

import codecs

from extractor.errors import UnreadableArticle

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PICTURE = "give the text instead of a picture of it"
_DOCUMENT = "take its text out first, for example `pandoc -t plain FILE`"
_FORMATS = (
    (b"%pdf-", "a PDF file", "take its text out first: `pdftotext FILE -`"),
    (b"pk\x03\x04", "a zip archive, as office documents and e-books are", _DOCUMENT),
    (b"\xd0\xcf\x11\xe0", "an office document", _DOCUMENT),
    (b"{\\rtf", "a rich text document", _DOCUMENT),
    (b"<!doctype html", "a web page", _DOCUMENT),
    (b"<html", "a web page", _DOCUMENT),
    (b"\x89png", "a PNG picture", _PICTURE),
    (b"\xff\xd8\xff", "a JPEG picture", _PICTURE),
    (b"gif8", "a GIF picture", _PICTURE),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
)
_LONGEST_MAGIC = max(len(magic) for magic, _, _ in _FORMATS)
_NUL = (
    "a file with NUL bytes",
    "a text in UTF-16 or UTF-32 needs its byte order mark, or "
    "`iconv -f UTF-16LE -t UTF-8 FILE`; any other file of that kind holds no text",
)


def decode(raw: bytes) -> str:
    """Return the text of a file's bytes, without a byte order mark.

    Raises:
        UnreadableArticle: The bytes are no text (`unreadable`), or not in the
            encoding that they should be in (`encoding`).
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decoded(raw, encoding, skip=len(mark))
    _refuse_other_formats(raw)
    return _decoded(raw, "utf-8", skip=0)


def _decoded(raw: bytes, encoding: str, *, skip: int) -> str:
    try:
        return raw[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        name, at = encoding.upper().removesuffix("-LE").removesuffix("-BE"), error.start
        message = (
            f"expected text in {name}, found byte 0x{raw[skip + at]:02x} at offset "
            f"{skip + at}, which is not {name}; convert it first, for example "
            "`iconv -f WINDOWS-1252 -t UTF-8 FILE`"
        )
        raise UnreadableArticle("encoding", message) from error


def _refuse_other_formats(raw: bytes) -> None:
    """Raise UnreadableArticle for what is known not to be plain text."""
    opening = raw[:1024].lstrip()[:_LONGEST_MAGIC].lower()
    for magic, name, way_out in _FORMATS:
        if opening.startswith(magic):
            _refuse(name, way_out)
    if b"\0" in raw:
        _refuse(*_NUL)


def _refuse(found: str, way_out: str) -> None:
    message = f"expected text in UTF-8, found {found}; {way_out}"
    raise UnreadableArticle("unreadable", message)
