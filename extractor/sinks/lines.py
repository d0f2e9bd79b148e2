"""A JSONL file that a later run goes on with."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from extractor.errors import OutputError
from extractor.records.outcome import Done, Failed
from extractor.sinks.streams import line
from extractor.sinks.whole_files import write_all

DIGEST_CHARS = 32  # 128 bits tell lines apart
CHUNK = 1 << 16


class LinesStore:
    """One line an article, added to what is there.

    A place says where a line starts, how long it is and what its digest begins with.
    It is noted before the line is written: after a kill in between, the line is
    missing and is made again, and no line stands there twice.

    Attributes:
        output: The file.
        journal: Where the journal of this output is kept.
    """

    def __init__(self, path: Path) -> None:
        """Open the file; raise OutputError when it cannot be written."""
        self.output, self.journal = path, lines_journal(path)
        with self._doing("write"):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("a+b", buffering=0)
            self._end = self._file.seek(0, os.SEEK_END)

    def mend(self, *, ours: bool) -> None:
        """Make the file end with a whole line, once nobody else writes to it.

        Args:
            ours: Whether the journal knows the file: then what a killed run left of
                its last line is cut off. Else a line end is added to the stranger.
        """
        self._end = self._file.seek(0, os.SEEK_END)
        whole = self._whole_length()
        if whole == self._end:
            return
        with self._doing("write"):
            if ours:
                self._file.truncate(whole)
                self._end = whole
            else:
                self._add(b"\n")

    def names(self, _source: str) -> Iterable[str]:
        """Return nothing: a line's place is known when it is written."""
        return ()

    def holds(self, place: str) -> bool:
        """Tell whether the line is still where it was written."""
        _, _, digest = place.split()
        return _digest(self._read(place)) == digest

    def read(self, place: str) -> str:
        """Return a line, with its end."""
        return self._read(place).decode()

    def text(self, done: Done[Any]) -> str:
        """Return the line of an article."""
        return line(done)

    def write(
        self, text: str, *, place: str | None, noted: Callable[[str], None]
    ) -> None:
        """Note where a line will be, then add it; raise OutputError without room."""
        del place
        encoded = text.encode()
        noted(f"{self._end} {len(encoded)} {_digest(encoded)}")
        with self._doing("write"):
            self._add(encoded)

    def close(self, failures: Iterable[Failed]) -> None:
        """Close the file; the failures stand in the journal alone."""
        del failures
        with self._doing("write"):
            self._file.close()

    def _read(self, place: str) -> bytes:
        start, length, _ = place.split()
        return self._bytes(int(start), int(length))

    def _bytes(self, start: int, length: int) -> bytes:
        with self._doing("read"):
            return os.pread(self._file.fileno(), length, start)

    def _add(self, whole: bytes) -> None:
        """Write all of it, or take back what was written."""
        try:
            write_all(self._file, whole)
        except OSError:
            self._file.truncate(self._end)
            raise
        self._end += len(whole)

    def _whole_length(self) -> int:
        """Return the length up to the last line end."""
        for start in range(self._end - CHUNK, -CHUNK, -CHUNK):
            first = max(start, 0)
            chunk = self._bytes(first, CHUNK)
            if (found := chunk.rfind(b"\n")) >= 0:
                return first + found + 1
        return 0

    @contextmanager
    def _doing(self, what: Literal["read", "write"]) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            cure = "Free space" if what == "write" else "Make it readable"
            message = (
                f"cannot {what} {self.output}: {error.strerror or error}. {cure} or "
                "choose another -o; its lines are whole, and the same command goes on"
            )
            raise OutputError(message) from None


def holds_line(path: Path, place: str) -> bool:
    """Tell whether a line is still where it was written; nothing else is opened."""
    start, length, digest = place.split()
    try:
        with path.open("rb") as file:
            return _digest(os.pread(file.fileno(), int(length), int(start))) == digest
    except OSError:
        return False


def lines_journal(path: Path) -> Path:
    """Return where the journal of a JSONL file is kept."""
    return path.with_name(f"{path.name}.journal")


def _digest(encoded: bytes) -> str:
    return hashlib.sha256(encoded).hexdigest()[:DIGEST_CHARS]
