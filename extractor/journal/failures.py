"""The failed articles that a journal names, read beside a run or after it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from extractor.journal.database import FILE, connect_to_read, translated
from extractor.records.outcome import Failed


def failures_in(folder: Path) -> Iterator[Failed]:
    """Yield the failed articles of the journal in a folder; none where none is.

    Raises:
        OutputError: There is a journal, and it cannot be read.
    """
    path = folder / FILE
    if not path.is_file():
        return
    query = (
        "SELECT source, reason, message FROM article WHERE state = 'failed'"
        " ORDER BY source"
    )
    with closing(connect_to_read(path)) as rows, translated(path):
        for source, reason, message in rows.execute(query):
            yield Failed(source=source, reason=reason or "", message=message or "")
