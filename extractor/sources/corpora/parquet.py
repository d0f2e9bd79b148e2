"""Parquet files: a row an article, read a few at a time."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from extractor.errors import UnreadableArticle
from extractor.run import Source
from extractor.sources.corpora.records import Record, broken
from extractor.sources.corpora.rows import sources_of
from extractor.sources.extras import required
from extractor.sources.files import opened
from extractor.sources.options import Options

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

AT_ONCE = 64  # rows: articles are long, and a run takes them one by one
BUFFER = 1 << 20  # bytes of a column that are read ahead


def parquet(file: str, options: Options) -> Iterator[Source]:
    """Yield the articles of a Parquet file."""
    return sources_of(file, _records(file, options), options=options)


def _records(file: str, options: Options) -> Iterator[Record]:
    required("pyarrow", extra="corpora")
    from pyarrow.lib import ArrowException
    from pyarrow.parquet import ParquetFile

    with opened(file) as raw:
        try:
            table = ParquetFile(raw, pre_buffer=False, buffer_size=BUFFER)
        except (ArrowException, OSError) as error:
            message = f"expected a whole Parquet file, found: {error}; get it again"
            raise UnreadableArticle("unreadable", message) from error
        columns = _columns(table.schema_arrow.names, options)
        before = 0
        for group in range(table.num_row_groups):
            n = before
            before += table.metadata.row_group(group).num_rows
            try:
                for values in _rows(table, group, columns=columns):
                    n += 1
                    yield Record(n=n, values=values)
            except (ArrowException, OSError) as error:
                yield broken(n + 1, _told(n + 1, before, error))


def _columns(names: Sequence[str], options: Options) -> list[str]:
    """Return the columns to read: all, for a message, when one is missing."""
    lacking = options.fields.missing([dict.fromkeys(names, "")])
    return list(names) if lacking else options.fields.used(names)


def _rows(
    table: "ParquetFile", group: int, *, columns: list[str]
) -> Iterator[dict[str, Any]]:
    """Yield the rows of one group: what is broken in it does not reach the others."""
    for batch in table.iter_batches(
        batch_size=AT_ONCE, row_groups=[group], columns=columns, use_threads=False
    ):
        yield from batch.to_pylist()


def _told(first: int, last: int, error: Exception) -> str:
    return (
        f"expected whole rows, found that rows {first:,} to {last:,} cannot be read: "
        f"{error}; get the file again"
    )
