"""Rows of Parquet, as the Ray backend writes them: an article each."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import OutputError
from extractor.extras import require
from extractor.merging.items import Found, Lost
from extractor.records.outcome import Failed

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

SUFFIX = ".parquet"
COLUMNS = ("key", "source", "status", "reason", "message", "file")
ROWS_AT_ONCE = 500


def holds_rows(path: Path) -> bool:
    """Tell whether a Parquet file has the columns of rows; others are not ours.

    Raises:
        SettingsError: pyarrow is not installed.
        OutputError: It is no Parquet file, or cannot be read.
    """
    with _opened(path) as file:
        return not _missing(file)


def rows_of(path: Path) -> Iterator[Found | Lost]:
    """Yield the articles of a Parquet file.

    Raises:
        SettingsError: pyarrow is not installed.
        OutputError: It holds something else, or cannot be read.
    """
    with _opened(path) as file:
        if missing := _missing(file):
            raise _no_rows(path, f"no column {', '.join(missing)}")
        for batch in file.iter_batches(ROWS_AT_ONCE, columns=list(COLUMNS)):
            yield from (_row(row, path) for row in batch.to_pylist())


@contextmanager
def _opened(path: Path) -> Iterator["ParquetFile"]:
    require("pyarrow", extra="corpora", to="read Parquet")
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:
            yield file
    except (ArrowException, OSError) as error:
        raise _no_rows(path, error) from None


def _missing(file: "ParquetFile") -> list[str]:
    names = file.schema_arrow.names
    return [name for name in COLUMNS if name not in names]


def _row(row: dict[str, Any], path: Path) -> Found | Lost:
    try:
        key, source = bytes.fromhex(row["key"]), row["source"]
    except (TypeError, ValueError) as error:
        raise _no_rows(path, f"the key {row['key']!r:.80}: {error}") from None
    if row["file"]:
        where = f"{path}: {source}"
        return Found(where=where, source=source, key=key, text=row["file"])
    reason, message = row["reason"] or "", row["message"] or ""
    failed = Failed(source=source, reason=reason, message=message)
    return Lost(failed=failed, source=source, key=key)


def _no_rows(path: Path, found: object) -> OutputError:
    return OutputError(
        f"expected Parquet with the columns {', '.join(COLUMNS)} in {path}, found: "
        f"{found}; put it right, or leave it out"
    )
