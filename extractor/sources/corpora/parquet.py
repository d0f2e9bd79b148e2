"""Parquet files: a row an article, read a few at a time."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from extractor.errors import UnreadableArticle
from extractor.run import Source
from extractor.sources.corpora.parquet_rows import faults, records_of
from extractor.sources.corpora.records import Record, broken
from extractor.sources.corpora.rows import sources_of
from extractor.sources.extras import required
from extractor.sources.files import LARGEST_FILE, opened
from extractor.sources.options import Options

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

AT_ONCE = 64  # rows: articles are long, and a run takes them one by one
MOST_AT_ONCE = 400_000_000  # bytes of rows, if each were as large as its whole group
BUFFER = 1 << 20  # bytes of a column that are read ahead


def parquet(file: str, options: Options) -> Iterator[Source]:
    """Yield the articles of a Parquet file."""
    return sources_of(file, _records(file, options), options=options)


def _records(file: str, options: Options) -> Iterator[Record]:
    required("pyarrow", extra="corpora")
    with opened(file) as raw:
        table = _table(raw)
        columns = _columns(table.schema_arrow.names, options)
        before = 0
        for group in range(table.num_row_groups):
            yield from _group(table, group, columns=columns, before=before)
            before += table.metadata.row_group(group).num_rows


def _table(raw: BinaryIO) -> "ParquetFile":
    """Return the table in a file.

    Raises:
        UnreadableArticle: There is none whose columns have names (`unreadable`).
    """
    from pyarrow.parquet import ParquetFile

    try:
        table = ParquetFile(raw, pre_buffer=False, buffer_size=BUFFER)
        table.schema_arrow.names  # noqa: B018
    except faults() as error:
        message = f"expected a whole Parquet file, found: {error}; get it again"
        raise UnreadableArticle("unreadable", message) from error
    return table


def _columns(names: Sequence[str], options: Options) -> list[str]:
    """Return the columns to read: all, for a message, when one is missing."""
    lacking = options.fields.missing([dict.fromkeys(names, "")])
    return list(names) if lacking else options.fields.used(names)


def _group(
    table: "ParquetFile", group: int, *, columns: list[str], before: int
) -> Iterator[Record]:
    """Yield the rows of one group: what is broken in it does not reach the others."""
    n, rows, broken_off = before, table.metadata.row_group(group).num_rows, faults()
    size = _size(table, group, columns=columns)
    if size > max(1, rows) * LARGEST_FILE:
        yield _refused(before + 1, before + rows, size=size)
        return
    try:
        for batch in table.iter_batches(
            batch_size=min(AT_ONCE, max(1, MOST_AT_ONCE // max(1, size))),
            row_groups=[group],
            columns=columns,
            use_threads=False,
        ):
            yield from records_of(batch, before=n)
            n += batch.num_rows
    except broken_off as error:
        yield broken(n + 1, _told(n + 1, before + rows, error))


def _size(table: "ParquetFile", group: int, *, columns: list[str]) -> int:
    """Return how many bytes the columns have in a group, unpacked."""
    parts = table.metadata.row_group(group)
    chunks = [parts.column(n) for n in range(parts.num_columns)]
    return sum(
        chunk.total_uncompressed_size
        for chunk in chunks
        for name in columns
        if f"{chunk.path_in_schema}.".startswith(f"{name}.")
    )


def _refused(first: int, last: int, *, size: int) -> Record:
    message = (
        f"expected rows of at most {LARGEST_FILE // 1_000_000} MB, found that rows "
        f"{first:,} to {last:,} have {size // 1_000_000:,} MB; give articles"
    )
    return broken(first, message, reason="too_large")


def _told(first: int, last: int, error: Exception) -> str:
    return (
        f"expected whole rows, found that rows {first:,} to {last:,} cannot be read: "
        f"{error}; get the file again"
    )
