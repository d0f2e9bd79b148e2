"""Parquet: a claim a row, for pandas, DuckDB, Spark and the like."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from extractor.exports.briefings import Exported
from extractor.exports.rows import COLUMNS, claim_rows
from extractor.extras import require

ROWS_AT_ONCE = 10_000  # of a row group: some megabytes in memory


def write_parquet(briefings: Iterable[Exported], file: BinaryIO) -> int:
    """Write each claim as a row into an open file and return their number.

    Raises:
        SettingsError: pyarrow is not installed.
    """
    require("pyarrow", extra="corpora", to="write Parquet")
    import pyarrow as arrow
    from pyarrow import parquet

    types = {
        "text": arrow.string(),
        "texts": arrow.list_(arrow.string()),
        "spans": arrow.list_(
            arrow.struct(
                [
                    ("sentence", arrow.int32()),
                    ("quote", arrow.string()),
                    ("start", arrow.int64()),
                    ("end", arrow.int64()),
                ]
            )
        ),
    }
    schema = arrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    rows = (row for briefing in briefings for row in claim_rows(briefing))
    number = 0
    with parquet.ParquetWriter(file, schema) as writer:
        for group in _groups(rows):
            writer.write_table(arrow.Table.from_pylist(group, schema=schema))
            number += len(group)
    return number


def _groups(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while group := list(islice(rows, ROWS_AT_ONCE)):
        yield group
