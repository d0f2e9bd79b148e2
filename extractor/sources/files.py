"""Takes bytes from files and streams, as many as an article may have."""

from collections.abc import Iterator
from contextlib import contextmanager
from os import fstat
from pathlib import Path
from typing import BinaryIO, NoReturn

from extractor.errors import UnreadableArticle
from extractor.sources.folders import articles_in

LARGEST_FILE = 20_000_000
AHEAD = 1 << 16  # bytes read at once


def read_file(source: str | Path) -> bytes:
    """Return what is in a file.

    Raises:
        UnreadableArticle: It is not there (`missing`), is a folder (`folder`,
            `empty_folder`), may not be read (`unreadable`) or is `too_large`.
    """
    with opened(source) as file:
        _refuse_large(fstat(file.fileno()).st_size)
        return read_stream(file)


@contextmanager
def opened(source: str | Path) -> Iterator[BinaryIO]:
    """Open a file; what goes wrong while it is read is the article's error.

    Raises:
        UnreadableArticle: As `read_file` says.
    """
    path = Path(source)
    if not str(source):  # which Path takes for the current folder
        raise _missing(path)
    try:
        with _stream(path) as file:
            yield file
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _missing(path) from error
    except OSError as error:
        raise _unreadable(error.strerror or str(error), check="rights") from error


def _stream(path: Path) -> BinaryIO:
    try:
        if path.is_dir():
            _refuse_folder(path)
        return path.open("rb", buffering=AHEAD)
    except ValueError as error:  # as a NUL in the name is
        raise _unreadable(str(error), check="name") from error


def read_stream(stream: BinaryIO) -> bytes:
    """Return what is in a stream.

    Raises:
        UnreadableArticle: It holds more than an article may have (`too_large`).
    """
    raw = stream.read(LARGEST_FILE + 1)
    _refuse_large(len(raw))
    return raw


def _refuse_large(size: int) -> None:
    if size > LARGEST_FILE:
        limit = LARGEST_FILE // 1_000_000
        message = f"expected an article, found more than {limit} MB; give one article"
        raise UnreadableArticle("too_large", message)


def _refuse_folder(path: Path) -> NoReturn:
    """Raise UnreadableArticle for a folder where a file was expected."""
    first = next(articles_in(path), None)
    if first is None:
        message = (
            "expected articles, found none in the folder; they end in .txt, .md, "
            ".html, .pdf, .docx, .rss, .jsonl, .csv, .parquet and the like"
        )
        raise UnreadableArticle("empty_folder", message)
    if first == path:
        raise UnreadableArticle("unreadable", "expected a folder that may be listed")
    message = f"expected a file, found a folder; name a file, such as {first.name!r}"
    raise UnreadableArticle("folder", message)


def _missing(path: Path) -> UnreadableArticle:
    message = "expected a file, found nothing of that name; check the path"
    if path.parts and path.parts[0].endswith(":"):
        message = (
            "expected a file or an http(s) address, found an address of another kind; "
            "fetch it, and give the file"
        )
    return UnreadableArticle("missing", message)


def _unreadable(found: str, *, check: str) -> UnreadableArticle:
    message = f"expected a file that can be read, found: {found}; check its {check}"
    return UnreadableArticle("unreadable", message)
