"""CSV and TSV: a first row with the names of the columns, then a row an article."""

import codecs
import csv
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from pathlib import PurePath
from typing import TextIO

from extractor.errors import UnreadableArticle
from extractor.records.findings import Finding
from extractor.run import Source
from extractor.sources.corpora.records import Record, broken
from extractor.sources.corpora.rows import sources_of
from extractor.sources.decoding import decode
from extractor.sources.files import LARGEST_FILE, opened
from extractor.sources.options import Options

LONGEST_HEADER = 1 << 16  # characters
DELIMITERS = (",", ";", "\t", "|")
_WIDE = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def delimited(file: str, options: Options) -> Iterator[Source]:
    """Yield the articles of a CSV or TSV file."""
    return sources_of(file, _records(file), options=options)


def _records(file: str) -> Iterator[Record]:
    # The default, 131,072, is a process-wide limit that long articles pass.
    csv.field_size_limit(LARGEST_FILE)
    with opened(file) as raw:
        encoding = _encoding(raw.read(4))
        raw.seek(0)
        text = TextIOWrapper(
            raw, encoding=encoding, errors="surrogateescape", newline=""
        )
        delimiter = _delimiter(file, text)
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        names = _names(reader)
        yield from _rows(reader, names)


def _encoding(head: bytes) -> str:
    """Return the encoding that a mark names, else UTF-8: rows may still differ."""
    marked = (name for mark, name in _WIDE.items() if head.startswith(mark))
    return next(marked, "utf-8-sig")


def _delimiter(file: str, text: TextIO) -> str:
    """Return what stands between the names of the columns most often."""
    if PurePath(file).suffix.lower() == ".tsv":
        return "\t"
    try:
        start = text.readline(LONGEST_HEADER)
    except UnicodeError as error:
        raise _no_names(error) from error
    text.seek(0)
    return max(DELIMITERS, key=start.count)


def _names(reader: Iterator[list[str]]) -> list[str]:
    """Return the names in the first row.

    Raises:
        UnreadableArticle: There is none, or it is broken (`broken_row`).
    """
    try:
        return [name.strip() for name in next(reader, [])]
    except (csv.Error, UnicodeError) as error:
        raise _no_names(error) from error


def _no_names(error: Exception) -> UnreadableArticle:
    message = f"expected a first row with the names of columns, found: {error}"
    return UnreadableArticle("broken_row", message)


def _rows(reader: Iterator[list[str]], names: Sequence[str]) -> Iterator[Record]:
    n = 0
    while True:
        n += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield broken(n, f"expected a row of CSV, found: {error}; mend its quotes")
            continue
        except UnicodeError as error:
            yield broken(n, f"expected text, found: {error}", reason="encoding")
            return
        if cells:
            yield _record(n, names, cells)


def _record(n: int, names: Sequence[str], cells: Sequence[str]) -> Record:
    if len(cells) != len(names):
        message = (
            f"expected {len(names)} cells, as the first row has, found {len(cells)}; "
            "mend the row's quotes"
        )
        return broken(n, message)
    try:
        whole, notices = _readable(cells)
    except UnreadableArticle as error:
        return Record(n=n, error=error)
    values: dict[str, str] = {}
    for name, cell in zip(names, whole, strict=True):
        values.setdefault(name, cell)  # of two columns of one name the first counts
    return Record(n=n, values=values, notices=notices)


def _readable(cells: Sequence[str]) -> tuple[Sequence[str], tuple[Finding, ...]]:
    """Return cells of another encoding than UTF-8 in the one that they can be in.

    Raises:
        UnreadableArticle: It is not sure which (`encoding`).
    """
    if all(map(_is_whole, cells)):
        return cells, ()
    raw = [cell.encode("utf-8", "surrogateescape") for cell in cells]
    # Not at the start: bytes like a mark say nothing within a file.
    decoded = decode(b"\n".join((b"", *raw)))
    codec = decoded.codec or "utf-8"
    try:
        return [cell.decode(codec) for cell in raw], decoded.notices
    except UnicodeDecodeError as error:
        message = f"expected cells of one encoding, found: {error}; convert the file"
        raise UnreadableArticle("encoding", message) from error


def _is_whole(cell: str) -> bool:
    """Tell whether a cell was UTF-8: else bytes of it stand in for characters."""
    return cell.isascii() or not any("\udc80" <= c <= "\udcff" for c in cell)
