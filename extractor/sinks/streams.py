"""Sinks for one stream of outcomes: standard output, one JSON file, a device."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from extractor.errors import OutputError
from extractor.records.outcome import Done, Failed
from extractor.sinks.whole_files import write_all, write_whole

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


class DeviceSink:
    """A device or a pipe that is named as a JSONL file: a line an article."""

    def __init__(self, path: Path) -> None:
        """Open it; raise OutputError when it cannot be written."""
        self._path = path
        with self._writing():
            self._file = path.open("wb", buffering=0)

    def write(self, outcome: Outcome) -> None:
        """Hand on a finished article; raise OutputError when nobody takes it."""
        if isinstance(outcome, Done):
            with self._writing():
                write_all(self._file, line(outcome).encode())

    def close(self) -> None:
        """Close it; raise OutputError when that fails."""
        with self._writing():
            self._file.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            message = (
                f"cannot write {self._path}: {error.strerror or error}. Choose another "
                "-o; what it took before is whole lines"
            )
            raise OutputError(message) from None
