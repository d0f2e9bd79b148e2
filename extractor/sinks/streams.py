"""Sinks for one stream of outcomes: standard output, one JSON file, a JSONL file."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from extractor.errors import OutputError
from extractor.records.outcome import Done, Failed
from extractor.sinks.whole_files import write_whole

Outcome = Done[Any] | Failed


def pretty(done: Done[Any]) -> str:
    """Return the briefing file as indented JSON with a final newline."""
    return done.file.model_dump_json(indent=2) + "\n"


def line(done: Done[Any]) -> str:
    """Return the briefing file as one line of JSON."""
    return done.file.model_dump_json() + "\n"


class StreamSink:
    """Standard output: one article as pretty JSON, several as JSONL."""

    def __init__(self, stream: TextIO, form: Callable[[Done[Any]], str]) -> None:
        """Write in this form to a stream that somebody else closes."""
        self._stream, self._form = stream, form

    def write(self, outcome: Outcome) -> None:
        """Print a finished article at once; a failed one prints no data."""
        if isinstance(outcome, Done):
            self._stream.write(self._form(outcome))
            self._stream.flush()

    def close(self) -> None:
        """Leave the stream open."""


class JsonFileSink:
    """One article in one JSON file."""

    def __init__(self, path: Path) -> None:
        """Write to this path."""
        self._path = path

    def write(self, outcome: Outcome) -> None:
        """Write the file whole; a failed article leaves what stood there."""
        if isinstance(outcome, Done):
            write_whole(self._path, pretty(outcome))

    def close(self) -> None:
        """Nothing is open between writes."""


class JsonlFileSink:
    """Many articles in one JSONL file, a line each, made anew by each run."""

    def __init__(self, path: Path) -> None:
        """Open the file; raise OutputError when it cannot be written."""
        self._path, self._length = path, 0
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("wb", buffering=0)
        except OSError as error:
            raise self._cannot_write(error) from None

    def write(self, outcome: Outcome) -> None:
        """Add a line for a finished article; take back the part of one that fails."""
        if isinstance(outcome, Done):
            try:
                self._add(line(outcome).encode())
            except OSError as error:
                with suppress(OSError):
                    self._file.truncate(self._length)
                raise self._cannot_write(error) from None

    def _add(self, whole: bytes) -> None:
        """Write all of a line: one write may take a part only."""
        rest = memoryview(whole)
        while rest:
            rest = rest[self._file.write(rest) :]
        self._length += len(whole)

    def close(self) -> None:
        """Close the file; raise OutputError when its last line found no room."""
        try:
            self._file.close()
        except OSError as error:
            raise self._cannot_write(error) from None

    def _cannot_write(self, error: OSError) -> OutputError:
        return OutputError(
            f"cannot write {self._path}: {error.strerror or error}. Free space or "
            "choose another -o; the lines before this one are whole."
        )
