"""Rows of a Parquet file from the form that pyarrow keeps them in."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from extractor.sources.corpora.records import Record, broken
from extractor.sources.files import LARGEST_FILE

if TYPE_CHECKING:
    from pyarrow import RecordBatch

ROOM = 4_000_000  # bytes: of larger rows no more than one is held twice


def faults() -> tuple[type[Exception], ...]:
    """Return what pyarrow raises for files and values that are broken."""
    from pyarrow.lib import ArrowException

    return (
        *(ArrowException, ArithmeticError, LookupError, OSError),
        *(TypeError, ValueError),
    )


def records_of(batch: "RecordBatch", *, before: int) -> Iterator[Record]:
    """Yield the rows; one that is broken or too large does not reach the others."""
    together = _together(batch)
    for n in range(batch.num_rows):
        if together is None:
            yield _alone(batch.slice(n, 1), before + n + 1)
        else:
            yield Record(n=before + n + 1, values=together[n])


def _together(batch: "RecordBatch") -> list[dict[str, Any]] | None:
    """Return the values of all rows, or None when they are to be taken one by one."""
    if batch.nbytes > ROOM:
        return None
    try:
        return list(batch.to_pylist())
    except faults():
        return None


def _alone(row: "RecordBatch", n: int) -> Record:
    """Return one row."""
    try:
        row = _plain(row)
        if row.nbytes > LARGEST_FILE:
            message = f"expected at most {LARGEST_FILE // 1_000_000} MB, found more"
            return broken(n, message, reason="too_large")
        return Record(n=n, values=_values(row))
    except faults() as error:
        message = f"expected a row that can be read, found: {error}; mend it"
        return broken(n, message)


def _plain(row: "RecordBatch") -> "RecordBatch":
    """Return a row whose values stand in it, rather than in a list for all rows."""
    from pyarrow import types

    for at, column in enumerate(row.columns):
        if types.is_dictionary(column.type):
            name = row.schema.names[at]
            row = row.set_column(at, name, column.dictionary_decode())
    return row


def _values(row: "RecordBatch") -> Mapping[str, Any]:
    """Return what a row holds; dates that Python has no form for, as text."""
    try:
        [values] = row.to_pylist()
    except faults():
        [values] = _dates_as_text(row).to_pylist()
    return dict(values)


def _dates_as_text(row: "RecordBatch") -> "RecordBatch":
    from pyarrow import string, types

    for at, column in enumerate(row.columns):
        if types.is_temporal(column.type):
            row = row.set_column(at, row.schema.names[at], column.cast(string()))
    return row
