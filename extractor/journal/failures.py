"""The failed articles that a journal names, read beside a run or after it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from extractor.journal.database import FILE, connect_to_read, translated
from extractor.journal.entries import COLUMNS, entry_of, failure_of
from extractor.records.outcome import Failed


def failures_in(folder: Path) -> Iterator[Failed]:
    """Yield the failed articles of the journal in a folder; none where none is.

    Raises:
        OutputError: There is a journal, and it cannot be read.
    """
    path = folder / FILE
    if not path.is_file():
        return
    query = f"SELECT {COLUMNS} FROM article WHERE state = 'failed' ORDER BY source"  # noqa: S608 - ours
    with closing(connect_to_read(path)) as rows, translated(path):
        yield from (failure_of(entry_of(row)) for row in rows.execute(query))
