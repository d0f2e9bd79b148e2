"""Word documents (.docx): what python-docx opens, as an article."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import (
    ZIP_DEFLATED,
    ZIP_STORED,
    BadZipFile,
    ZipFile,
    ZipInfo,
    is_zipfile,
)

from extractor.errors import UnreadableArticle
from extractor.records.article import Article
from extractor.sources.documents.noticing import hidden_text
from extractor.sources.documents.properties import authors_of, language_of, title_of
from extractor.sources.documents.word_blocks import Blocks
from extractor.sources.extras import required
from extractor.sources.metadata import Metadata
from extractor.sources.reading import article_of

if TYPE_CHECKING:
    from docx.document import Document

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
LARGEST_UNPACKED = 200_000_000  # bytes; pictures count, since python-docx holds them
LARGEST_XML = 20_000_000  # bytes: its parser takes twenty times as much
MOST_PARTS = 10_000
MAIN_PART = "word/document.xml"
BEGINNING = 64  # bytes that tell XML from pictures and fonts
_BEFORE_XML = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"  # marks, and halves of letters
_LESS_THAN_IN_EBCDIC = b"\x4c\x6f\xa7\x94"
_PACKED = frozenset({ZIP_STORED, ZIP_DEFLATED})
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_AGAIN = "save it again as .docx: `soffice --headless --convert-to docx FILE`"


def looks_like_docx(raw: bytes) -> bool:
    """Tell whether the bytes are a zip archive with a Word document in it."""
    return raw.startswith(ZIP) and MAIN_PART.encode() in raw


def read_docx(raw: bytes, *, name: str, facts: Metadata) -> Article:
    """Return the article in a Word document: headings, paragraphs, lists, tables.

    Raises:
        UnreadableArticle: It is broken or another format (`unreadable`), locked
            (`encrypted`), unpacks to too much (`too_large`), or python-docx is
            missing (`missing_extra`).
    """
    del name
    required("docx", extra="docs")
    _refuse_others(raw)
    with _translated():
        _refuse_large(raw)
        document = _opened(raw)
        blocks = Blocks(document)
        text = "\n\n".join(blocks.texts())
        said = document.core_properties
        known = Metadata(
            title=title_of(said.title),
            authors=authors_of(said.author),
            language=language_of(said.language),
        )
    return article_of(
        text, facts=facts, assumed=known, notices=hidden_text(blocks.hidden)
    )


def _opened(raw: bytes) -> "Document":
    from docx import Document

    return Document(BytesIO(raw))


def _refuse_others(raw: bytes) -> None:
    """Raise UnreadableArticle for what is no zip archive."""
    if raw.startswith(OLE) and _LOCKED in raw:
        message = (
            "expected a Word document that anybody may read, found a locked one; save "
            "it without a password first"
        )
        raise UnreadableArticle("encrypted", message)
    if raw.startswith(OLE):
        message = f"expected a .docx document, found an older one (.doc); {_AGAIN}"
        raise UnreadableArticle("unreadable", message)
    if not is_zipfile(BytesIO(raw)):
        message = "expected a Word document, found no whole zip archive; get it again"
        raise UnreadableArticle("unreadable", message)


def _refuse_large(raw: bytes) -> None:
    """Raise UnreadableArticle for an archive that unpacks to too much.

    The sizes that an archive declares are the most that Python unpacks.
    """
    with ZipFile(BytesIO(raw)) as archive:
        parts = archive.infolist()
        if not _PACKED.issuperset(part.compress_type for part in parts):
            raise BadZipFile("packed in another way than the format allows")
        size = sum(part.file_size for part in parts)
        if size > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
            raise _too_large(size, LARGEST_UNPACKED, parts=len(parts))
        if size > LARGEST_XML:
            texts = [part.file_size for part in parts if _is_xml(archive, part)]
            if sum(texts) > LARGEST_XML:
                raise _too_large(sum(texts), LARGEST_XML, parts=len(texts))


def _is_xml(archive: ZipFile, part: ZipInfo) -> bool:
    """Tell whether a parser of XML might read a part, whatever its name says."""
    with archive.open(part) as unpacked:
        start = unpacked.read(BEGINNING).lstrip(_BEFORE_XML)
    return not start or start.startswith((b"<", _LESS_THAN_IN_EBCDIC))


def _too_large(size: int, limit: int, *, parts: int) -> UnreadableArticle:
    kind = "text and formatting" if limit == LARGEST_XML else "all parts"
    message = (
        f"expected a Word document of at most {limit // 1_000_000} MB unpacked "
        f"({kind}), found {size // 1_000_000} MB in {parts:,} parts; save its text "
        "alone"
    )
    return UnreadableArticle("too_large", message)


@contextmanager
def _translated() -> Iterator[None]:
    """Turn what python-docx and its XML parser raise into an error of the article.

    tests/sources/documents/test_broken.py damages files in every way.
    """
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        yield
    except (
        *(OpcError, LxmlError, BadZipFile, zlib.error, EOFError),
        *(AttributeError, LookupError, NotImplementedError, RuntimeError),
        *(TypeError, ValueError),
    ) as error:
        message = (
            "expected a Word document, found a broken one or another kind of file "
            f"({type(error).__name__}: {error}); {_AGAIN}"
        )
        raise UnreadableArticle("unreadable", message) from error
