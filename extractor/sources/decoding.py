"""Bytes to text: UTF-8, what a byte order mark says, or what it can only be."""

import codecs
import re
from typing import NamedTuple, NoReturn

from extractor.errors import UnreadableArticle
from extractor.records.findings import Finding
from extractor.sources.legacy_encodings import surely_read

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PICTURE = "give the text instead of a picture of it"
_DOCUMENT = "save it as .docx first: `soffice --headless --convert-to docx FILE`"
_TEXT = "take its text out first, for example `pandoc -t plain FILE`"
_FORMATS = (
    (b"%pdf-", "a PDF file", "let its name end in .pdf"),
    (b"pk\x03\x04", "a zip archive", "a Word document's name ends in .docx"),
    (b"\xd0\xcf\x11\xe0", "an older or encrypted office document", _DOCUMENT),
    (b"{\\rtf", "a rich text document", _DOCUMENT),
    (b"par1", "a Parquet file", "let its name end in .parquet"),
    (b"<!doctype html", "a web page", _TEXT),
    (b"<html", "a web page", _TEXT),
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
_SEQUENCE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
_SHIFTS = re.compile(rb"\x1b\$[@B]")  # ISO-2022-JP, whose bytes are all ASCII
_SHOWN = {"cp1252": "windows-1252", "cp932": "shift_jis", "cp949": "euc-kr"}


class Decoded(NamedTuple):
    """A text without its byte order mark.

    Attributes:
        text: The characters.
        codec: The encoding, as Python calls it, when nothing names it and it was not
            UTF-8.
    """

    text: str
    codec: str | None = None

    @property
    def assumed(self) -> str | None:
        """The same encoding, as people call it."""
        if self.codec is None:
            return None
        return _SHOWN.get(self.codec, self.codec.replace("_", "-"))

    @property
    def notices(self) -> tuple[Finding, ...]:
        """What a reader of a briefing should know of it."""
        if self.assumed is None:
            return ()
        message = f"the file names no encoding and is no UTF-8; read as {self.assumed}"
        return (
            Finding(
                code="assumed_encoding",
                severity="warning",
                where="/article/text",
                message=message,
            ),
        )


def decode(raw: bytes) -> Decoded:
    """Return the text of a file's bytes.

    Raises:
        UnreadableArticle: The bytes are no text (`unreadable`), or it is not sure
            which (`encoding`).
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return Decoded(_marked(raw, encoding, skip=len(mark)))
    _refuse_other_formats(raw)
    if b"\0" in raw:
        return _wide(raw)
    if _SHIFTS.search(raw):
        return _assumed(raw) or _refuse_byte(raw, raw.index(b"\x1b"))
    try:
        return Decoded(raw.decode())
    except UnicodeDecodeError as error:
        read = None if _is_damaged_utf_8(raw) else _assumed(raw)
        return read or _refuse_byte(raw, error.start)


def _marked(raw: bytes, encoding: str, *, skip: int) -> str:
    try:
        return raw[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        name, at = encoding.upper().removesuffix("-LE").removesuffix("-BE"), error.start
        message = (
            f"expected text in {name}, found byte 0x{raw[skip + at]:02x} at offset "
            f"{skip + at}, which is not {name}, though the file begins with its mark; "
            "get the file again, or convert it to UTF-8"
        )
        raise UnreadableArticle("encoding", message) from error


def _is_damaged_utf_8(raw: bytes) -> bool:
    """Tell whether most of what is beyond ASCII is UTF-8, as it never is by chance."""
    wrong = raw.decode("utf-8", "replace").count("\ufffd")
    return sum(1 for _ in _SEQUENCE.finditer(raw)) > wrong


def _assumed(raw: bytes) -> Decoded | None:
    """Return the text in the only encoding that it can be in, if there is one."""
    read = surely_read(raw)
    return None if read is None else Decoded(read.text, read.encoding)


def _wide(raw: bytes) -> Decoded:
    """Return the text of bytes with NUL among them, as UTF-16 without a mark has."""
    read = _assumed(raw)
    if read is None or "\0" in read.text:
        _refuse(*_NUL)
    return read


def _refuse_byte(raw: bytes, at: int) -> NoReturn:
    message = (
        f"expected text in UTF-8, found byte 0x{raw[at]:02x} at offset {at}, which is "
        "not UTF-8, and it is not sure what it is; convert it first, for example "
        "`iconv -f WINDOWS-1252 -t UTF-8 FILE`"
    )
    raise UnreadableArticle("encoding", message)


def _refuse_other_formats(raw: bytes) -> None:
    """Raise UnreadableArticle for what is known not to be plain text."""
    opening = raw[:1024].lstrip()[:_LONGEST_MAGIC].lower()
    for magic, name, way_out in _FORMATS:
        if opening.startswith(magic):
            _refuse(name, way_out)


def _refuse(found: str, way_out: str) -> NoReturn:
    message = f"expected text in UTF-8, found {found}; {way_out}"
    raise UnreadableArticle("unreadable", message)
