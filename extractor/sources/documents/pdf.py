"""PDF files: what pypdf finds on each page, as an article."""

import logging
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.errors import UnreadableArticle
from extractor.records.article import Article
from extractor.records.findings import Finding
from extractor.sources.documents.legible import refuse_illegible
from extractor.sources.documents.lines import Line, without_running_lines
from extractor.sources.documents.noticing import divided_words, notice, running_lines
from extractor.sources.documents.paragraphs import flowed
from extractor.sources.documents.properties import pdf_facts
from extractor.sources.extras import required
from extractor.sources.metadata import Metadata
from extractor.sources.reading import LONGEST_RAW, article_of, refuse_long

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAGIC = b"%PDF-"
MAGIC_WITHIN = 1024  # bytes from the start, as readers of PDF allow
_PLAIN = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\xa0": " ",
        **dict.fromkeys("\uf0a7\uf0b7\uf0d8\uf0fc", "•"),  # of fonts of symbols
    }
)
_SPACES = re.compile(r"[ \t]{2,}")
_UNLOCK = "take the password off first, for example `qpdf --decrypt FILE OUT.pdf`"


class _Place(NamedTuple):
    """Where text begins on a page, and the size of its letters, in points."""

    x: float
    y: float
    size: float


def looks_like_pdf(raw: bytes) -> bool:
    """Tell whether the bytes begin as a PDF file does."""
    return MAGIC in raw[:MAGIC_WITHIN]


def read_pdf(raw: bytes, *, name: str, facts: Metadata) -> Article:
    """Return the article in a PDF file, in the order in which its text is drawn.

    Raises:
        UnreadableArticle: It is broken (`unreadable`), locked (`encrypted`), pictures
            only (`no_text`) or too long, or pypdf is missing (`missing_extra`).
    """
    del name
    required("pypdf", extra="docs")
    if not looks_like_pdf(raw):
        message = (
            "expected a PDF file, found another beginning than %PDF-; get the file "
            "again, or let its name say what it is"
        )
        raise UnreadableArticle("unreadable", message)
    with _translated():
        document = _opened(raw)
        pages = list(_pages(document))
        known = pdf_facts(document)
    return _article(pages, facts=facts, known=known)


def _article(
    pages: Sequence[list[Line]], *, facts: Metadata, known: Metadata
) -> Article:
    cleaned = without_running_lines(pages)
    text = flowed(cleaned.pages)
    if not text.text.strip():
        message = (
            f"expected text, found none on {len(pages)} page(s), as in a scan; "
            "recognise its letters first, for example `ocrmypdf FILE OUT.pdf`"
        )
        raise UnreadableArticle("no_text", message)
    refuse_illegible(text.text)
    notices = (
        *_pictures(pages),
        *running_lines(cleaned.left_out),
        *divided_words(text.divided),
    )
    facts = facts.over(Metadata(title=text.title))
    return article_of(text.text, facts=facts, assumed=known, notices=notices)


def _opened(raw: bytes) -> "PdfReader":
    from pypdf import PasswordType, PdfReader

    document = PdfReader(BytesIO(raw))
    if document.is_encrypted and document.decrypt("") is PasswordType.NOT_DECRYPTED:
        message = f"expected a PDF file that anybody may read, found a lock; {_UNLOCK}"
        raise UnreadableArticle("encrypted", message)
    return document


def _pages(document: "PdfReader") -> Iterator[list[Line]]:
    """Yield the lines of each page."""
    length = 0
    for page in document.pages:
        lines = _lines(page)
        length += sum(len(line.text) for line in lines)
        refuse_long(length, LONGEST_RAW)
        yield lines


def _lines(page: "PageObject") -> list[Line]:
    """Return the lines of a page that hold words, in the order of the file."""
    found = list[Line]()
    pieces, place = list[str](), _Place(0.0, 0.0, 0.0)

    def take(text: str, cm: Any, tm: Any, _font: Any, size: Any) -> None:
        nonlocal place
        first, *others = text.split("\n")
        for n, words in enumerate((first, *others)):
            if n:
                end_line()
            if words.strip() and not "".join(pieces).strip():
                place = _place(cm, tm, float(size))
            pieces.append(words)

    def end_line() -> None:
        words = _SPACES.sub(" ", "".join(pieces).translate(_PLAIN))
        pieces.clear()
        if words.strip():
            found.append(Line(words, place.x, place.y, place.size))

    page.extract_text(visitor_text=take)
    end_line()
    return found


def _place(cm: Sequence[float], tm: Sequence[float], size: float) -> _Place:
    """Return a place in the page's own coordinates."""
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    return _Place(x, y, round(size * abs(tm[3] * cm[3]), 1))


def _pictures(pages: Sequence[list[Line]]) -> list[Finding]:
    empty = [str(n) for n, lines in enumerate(pages, 1) if not lines]
    if not empty:
        return []
    told = ", ".join(empty)
    message = f"pages without text, such as pictures, were passed over: {told}"
    return [notice("pages_without_text", "warning", message)]


@contextmanager
def _translated() -> Iterator[None]:
    """Turn what pypdf raises into an error of the article; it logs nothing.

    pypdf raises its own errors, and whatever its parser stumbles over in a broken file:
    tests/sources/documents/test_broken.py damages files in every way.
    """
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        yield
    except DependencyError as error:
        message = f"expected a PDF file without a lock, found {error}; {_UNLOCK}"
        raise UnreadableArticle("encrypted", message) from error
    except LimitReachedError as error:
        message = f"expected an article, found more than it may hold: {error}"
        raise UnreadableArticle("too_large", message) from error
    except (
        *(PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError),
        *(NotImplementedError, OSError, RecursionError, TypeError, ValueError),
        *(struct.error, zlib.error),
    ) as error:
        message = (
            "expected a PDF file, found a broken one "
            f"({type(error).__name__}: {error}); get it again, or mend it: "
            "`qpdf FILE OUT.pdf`"
        )
        raise UnreadableArticle("unreadable", message) from error
