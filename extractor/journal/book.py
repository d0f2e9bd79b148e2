"""The journal of one output: a row for each article, and one for each run."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple
from datetime import datetime
from pathlib import Path
from threading import Lock as Mutex

from extractor.errors import OutputError
from extractor.journal.database import FILE, connect, translated
from extractor.journal.entries import COLUMNS, TWINS, Entry, Spent, entry_of, failure_of
from extractor.journal.locking import Lock
from extractor.journal.texts import plain, stored
from extractor.records.outcome import Failed

SEEN_AT_ONCE = 500  # articles taken between two commits, when none ends in between
ENDED = (
    "UPDATE article SET state = ?, reason = ?, message = ?, key = ?, place = ?,"
    " ended_at = ?, ended = ? WHERE source = ?"
)
PAID = (
    "UPDATE article SET requests = requests + ?, prompt = prompt + ?,"
    " completion = completion + ?, cost_usd = cost_usd + ?, unpriced = unpriced + ?"
    " WHERE source = ?"
)


class Journal:
    """What became of each article. Any thread may use it; one process at a time.

    Attributes:
        run: The number of this run.
    """

    def __init__(
        self, folder: Path, *, output: Path, clock: Callable[[], datetime]
    ) -> None:
        """Open the journal in a folder of its own and begin a run.

        Raises:
            OutputError: It cannot be written, or another process writes to the output.
        """
        _make(folder)
        self._lock, self._mutex = Lock(folder, output=output), Mutex()
        self._path, self._clock, self._uncommitted = folder / FILE, clock, 0
        try:
            self._connection = connect(self._path)
            with self._changing() as rows:
                began = rows.execute(
                    "INSERT INTO run (started_at) VALUES (?)", (self._now(),)
                )
            self.run = began.lastrowid or 0
        except OutputError:
            self._lock.release()
            raise

    def begin(self, source: str, names: Iterable[str] = ()) -> str | None:
        """Note that an article is taken; return its place.

        Args:
            source: Where the article comes from.
            names: Places for an article that has none; the first free one is taken.
        """
        with self._using() as rows:
            place = self._place(rows, source, names)
            rows.execute(
                "INSERT INTO article (source, place, seen, began_at)"
                " VALUES (?1, ?2, ?3, ?4)"
                " ON CONFLICT (source) DO UPDATE SET seen = ?3, place = ?2",
                (stored(source), place, self.run, self._now()),
            )
            self._uncommitted += 1
            if self._uncommitted >= SEEN_AT_ONCE:
                self._commit()
        return place

    def entry(self, source: str) -> Entry | None:
        """Return what is known of an article."""
        return next(self._entries("source = ?", stored(source)), None)

    def twins(self, key: bytes) -> list[Entry]:
        """Return articles of the same key that have ended, those done first."""
        where = f"key = ? AND state IN ('done', 'failed') ORDER BY state LIMIT {TWINS}"
        return list(self._entries(where, key))

    def asking(self, source: str, key: bytes | None) -> None:
        """Note that an article is asked about: whatever it was, it is pending now."""
        with self._using() as rows:
            rows.execute(
                "UPDATE article SET state = 'pending', reason = NULL, message = NULL,"
                " key = ?, ended = NULL WHERE source = ?",
                (key, stored(source)),
            )

    def done(self, source: str, key: bytes | None, *, place: str, spent: Spent) -> None:
        """Note that an article's briefing stands at a place, or is about to."""
        self._end(source, ("done", None, None, key, place), spent)

    def failed(self, failed: Failed, key: bytes | None, *, spent: Spent) -> None:
        """Note that an article failed; its place stays its own."""
        entry = self.entry(failed.source)
        place = entry.place if entry else None
        reason, message = failed.reason, plain(failed.message)
        self._end(failed.source, ("failed", reason, message, key, place), spent)

    def paid(self, source: str, spent: Spent) -> None:
        """Note what was spent on an article that has not come to an end."""
        with self._changing() as rows:
            rows.execute(PAID, (*astuple(spent), stored(source)))

    def part(self, article: str, key: bytes) -> str | None:
        """Return the reply about a part of an article, by its id, that was kept."""
        query = "SELECT reply FROM part WHERE article = ? AND key = ?"
        with self._using() as rows:
            found = rows.execute(query, (article, key)).fetchone()
        return None if found is None else str(found[0])

    def keep_part(
        self, article: str, key: bytes, *, reply: str, source: str, spent: Spent
    ) -> None:
        """Keep the reply about a part of an article, and note what it cost."""
        with self._changing() as rows:
            rows.execute(
                "INSERT OR REPLACE INTO part VALUES (?, ?, ?)", (article, key, reply)
            )
            rows.execute(PAID, (*astuple(spent), stored(source)))

    def forget_parts(self, article: str) -> None:
        """Forget the replies about the parts of an article that is done."""
        with self._changing() as rows:
            rows.execute("DELETE FROM part WHERE article = ?", (article,))

    def failures(self) -> Iterator[Failed]:
        """Yield the articles that failed and have not been done since."""
        return map(failure_of, self._entries("state = 'failed' ORDER BY source"))

    def skip_gone(self, gone: Callable[[str], bool]) -> None:
        """Skip what is not done, was not taken in this run and has no input any more.

        Args:
            gone: Tells whether a source's input is gone.
        """
        where = "state IN ('pending', 'failed') AND seen IS NOT ?"
        for entry in list(self._entries(where, self.run)):
            if gone(entry.source):
                message = "the article is not there any more"
                end = ("skipped", "gone", message, entry.key, entry.place)
                self._end(entry.source, end, Spent())

    def expect(self, total: int) -> None:
        """Note how many articles this run has."""
        with self._changing() as rows:
            rows.execute("UPDATE run SET total = ? WHERE id = ?", (total, self.run))

    def close(self) -> None:
        """End the run, and let another one use the output."""
        try:
            with self._changing() as rows:
                ended = "UPDATE run SET ended_at = ? WHERE id = ?"
                rows.execute(ended, (self._now(), self.run))
        finally:
            with translated(self._path):
                self._connection.close()
            self._lock.release()

    def _end(
        self,
        source: str,
        end: tuple[str, str | None, str | None, bytes | None, str | None],
        spent: Spent,
    ) -> None:
        name = stored(source)
        with self._changing() as rows:
            rows.execute(ENDED, (*end, self._now(), self.run, name))
            rows.execute(PAID, (*astuple(spent), name))

    def _place(
        self, rows: sqlite3.Connection, source: str, names: Iterable[str]
    ) -> str | None:
        """Return the article's place: the one it has, or the first that is free."""
        known = "SELECT place FROM article WHERE source = ? AND place IS NOT NULL"
        if row := rows.execute(known, (stored(source),)).fetchone():
            return str(row[0])
        taken = "SELECT 1 FROM article WHERE place = ?"
        free = (n for n in names if not rows.execute(taken, (n,)).fetchone())
        return next(free, None)

    def _entries(self, where: str, *values: object) -> Iterator[Entry]:
        """Yield entries. Those of a long list are fetched as they are asked for."""
        query = f"SELECT {COLUMNS} FROM article WHERE {where}"  # noqa: S608 - ours
        with self._using() as rows:
            found = rows.execute(query, values)
        while entries := self._fetched(found):
            yield from entries

    def _fetched(self, found: sqlite3.Cursor) -> list[Entry]:
        with self._using():
            return [entry_of(row) for row in found.fetchmany(SEEN_AT_ONCE)]

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        with self._mutex, translated(self._path):
            yield self._connection

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """Commit what is changed, with what was changed before."""
        with self._using() as rows:
            yield rows
            self._commit()

    def _commit(self) -> None:
        self._connection.commit()
        self._uncommitted = 0

    def _now(self) -> str:
        return self._clock().isoformat(timespec="milliseconds")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = (
            f"cannot write to {folder.parent}: {error.strerror or error}. "
            "Name a folder with -o, or make this one writable"
        )
        raise OutputError(message) from None
