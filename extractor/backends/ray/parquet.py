"""A folder of Parquet files in any store: a run's finished rows are its output."""

import uuid
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from extractor.backends.ray.places import Place
from extractor.backends.ray.rows import CAME, DONE, Row, table_of
from extractor.errors import OutputError
from extractor.journal import Ended, Kept, Left, Taken
from extractor.records.outcome import Failed
from extractor.sinks.failures import failed_line

ROWS_A_FILE = 20_000  # some 200 MB of briefing files
KNOWN = ["key", "source", "status", "reason", "message"]
SUFFIX = ".parquet"
FAILED = "_failed.jsonl"  # so begin the names that readers of Parquet pass over


class ParquetOutlet:
    """Rows {key, source, status, reason, message, file, paid}, one for each key.

    What no article could be read from has no key, and stands in _failed.jsonl alone.

    Attributes:
        rows: The folder.
        work: Below it, what a run needs until its end.
    """

    def __init__(self, folder: Place, *, retry_failed: bool) -> None:
        """Learn what is in the folder.

        Args:
            folder: The output.
            retry_failed: Whether articles that failed before are asked about again.

        Raises:
            OutputError: It cannot be written.
        """
        self.rows, self.work = folder, folder.below("_work")
        self._retry = retry_failed
        self._known: dict[bytes, Failed | None] = {}
        self._now = set[bytes]()
        self._unread: list[Failed] = []
        folder.make()
        for file in folder.files(SUFFIX):
            self._learn(file)

    def recall(self, source: str, key: bytes) -> Taken | None:
        """Return what is known of an article, or None to ask about it."""
        if key not in self._known:
            return None
        failed = self._known[key]
        if failed is None:
            return Kept(source)
        if self._retry and key not in self._now:
            return None
        return Left(Failed(source=source, reason=failed.reason, message=failed.message))

    def left(self) -> list[Place]:
        """Return no files: the rows of all in the folder are known."""
        return []

    def is_news(self, source: str, key: bytes) -> bool:
        """Tell whether there is no row of that key."""
        return self.recall(source, key) is None

    def keep(self, taken: Taken) -> None:
        """Learn what came of an article: its row is here already."""
        if not isinstance(taken, Ended):
            return
        failed = taken.outcome if isinstance(taken.outcome, Failed) else None
        if taken.key is not None:
            self._known[taken.key] = failed
            self._now.add(taken.key)
        elif failed is not None:
            self._unread.append(failed)

    def finish(self) -> None:
        """Make few files of many, with one row for each key; list the failures.

        Raises:
            OutputError: A row is missing, or the store does not take them.
        """
        files = self.rows.files(SUFFIX)
        if self._now or len(files) > 1 + len(self._known) // ROWS_A_FILE:
            self._compact(files)
        self.work.remove()
        failures = [*self._unread, *filter(None, self._known.values())]
        listed = self.rows.below(FAILED)
        listed.write("".join(map(failed_line, failures)).encode())

    def close(self) -> None:
        """Have nothing open."""

    def _learn(self, file: Place) -> None:
        """Take in the rows of a file; one that a killed run left unfinished goes."""
        table = read_rows(file, KNOWN)
        if table is None:
            file.remove_file()
            return
        for row in table.to_pylist():
            key = bytes.fromhex(row["key"])
            if row["status"] == DONE:
                self._known[key] = None
            elif key not in self._known:
                reason, message = row["reason"] or "", row["message"] or ""
                self._known[key] = Failed(
                    source=row["source"], reason=reason, message=message
                )

    def _compact(self, files: list[Place]) -> None:
        """Write the rows that stand to new files, then remove the old ones.

        A run that is killed in between leaves rows twice; the next removes them.
        """
        seen = set[str]()
        rows = (row for row in rows_of(files) if self._stands(row, seen))
        for number, table in enumerate(_tables(rows)):
            name = f"briefings-{uuid.uuid4().hex[:8]}-{number:05}{SUFFIX}"
            write_table(table, self.rows.below(name))
        if len(seen) != len(self._known):
            message = (
                f"expected {len(self._known):,} rows in {self.rows.name}, found "
                f"{len(seen):,}; another process has changed it: start again"
            )
            raise OutputError(message)
        for file in files:
            file.remove_file()

    def _stands(self, row: Row, seen: set[str]) -> bool:
        """Tell whether a row is what is known of its key, and the first such one."""
        known = self._known.get(bytes.fromhex(row["key"]))
        if known is None:
            stands = row["status"] == DONE
        else:
            stands = (row["reason"], row["message"]) == (known.reason, known.message)
        if not stands or row["key"] in seen:
            return False
        seen.add(row["key"])
        return True


def read_rows(file: Place, columns: list[str]) -> Any:
    """Return the rows of a file as a table, or None when it is not whole (yet)."""
    from pyarrow import ArrowException
    from pyarrow.parquet import read_table

    try:
        return read_table(file.path, columns=columns, filesystem=file.system)
    except (ArrowException, OSError):
        return None


def rows_of(files: Iterable[Place]) -> Iterator[Row]:
    """Yield the rows of files."""
    for file in files:
        table = read_rows(file, list(CAME))
        if table is not None:
            yield from table.to_pylist()


def write_table(table: Any, file: Place) -> None:
    """Write a file; raise OutputError when the store does not take it."""
    from pyarrow import parquet

    try:
        parquet.write_table(
            table, file.path, filesystem=file.system, compression="zstd"
        )
    except OSError as error:
        raise OutputError(f"cannot write {file.name}: {error}") from None


def _tables(rows: Iterator[Row]) -> Iterator[Any]:
    """Yield the rows in tables of a file's size."""
    while held := list(islice(rows, ROWS_A_FILE)):
        yield table_of(held, CAME)
