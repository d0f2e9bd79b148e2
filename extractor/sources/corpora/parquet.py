"""Parquet files: a row an article, read a few at a time."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

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

    n = 0
    with opened(file) as raw:
        try:
            table = ParquetFile(raw, pre_buffer=False, buffer_size=BUFFER)
            for record in _rows(table, options):
                n = record.n
                yield record
        except ArrowException as error:
            yield broken(n + 1, f"expected a whole Parquet file, found: {error}")


def _rows(table: "ParquetFile", options: Options) -> Iterator[Record]:
    names = list(table.schema_arrow.names)
    # Without a column that may be the text, all are named in the message.
    columns = options.fields.used(names) or names
    if options.fields.missing([dict.fromkeys(names, "")]):
        columns = names
    n = 0
    batches = table.iter_batches(batch_size=AT_ONCE, columns=columns, use_threads=False)
    for batch in batches:
        for values in batch.to_pylist():
            n += 1
            yield Record(n=n, values=values)
