"""The sink or the store that an output argument means."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TextIO

from extractor.errors import SettingsError
from extractor.records.outcome import Done, Failed
from extractor.sinks.folders import FolderStore, folder_journal, holds_file
from extractor.sinks.lines import LinesStore, holds_line, lines_journal
from extractor.sinks.streams import (
    DeviceSink,
    JsonFileSink,
    StreamSink,
    line,
    pretty,
)

Outcome = Done[Any] | Failed
STDOUT = "-"


class Sink(Protocol):
    """Takes outcomes one by one."""

    def write(self, outcome: Outcome) -> None:
        """Take one outcome; raise OutputError when it cannot be kept."""
        ...

    def close(self) -> None:
        """Finish what is open."""
        ...


def journal_of(output: Path) -> Path:
    """Return where the journal of a folder or a JSONL file is, if it has one."""
    return lines_journal(output) if _is_lines(output) else folder_journal(output)


def held_by(output: Path) -> Callable[[str], bool]:
    """Return what tells whether a briefing is still at a place of an output."""
    return partial(holds_line if _is_lines(output) else holds_file, output)


def _is_lines(output: Path) -> bool:
    return output.suffix == ".jsonl" and not output.is_dir()


def open_store(output: str | None) -> FolderStore | LinesStore | None:
    """Return the folder or the JSONL file for -o, which a later run can go on with.

    None: the output is of another kind, and `open_sink` opens it.

    Raises:
        OutputError: It cannot be written.
        SettingsError: It has no name.
    """
    if output == "":
        message = "expected a file or a folder for -o, found an empty name"
        raise SettingsError(message)
    if output is None or output == STDOUT:
        return None
    path = Path(output)
    if path.suffix not in {".json", ".jsonl"} or path.is_dir():
        return FolderStore(path)
    if path.suffix == ".jsonl" and (path.is_file() or not path.exists()):
        return LinesStore(path)
    return None


def open_sink(output: str | None, *, single: bool, stdout: TextIO) -> Sink:
    """Return the sink for an -o that is no store: a stream, a device, one file.

    Args:
        output: The argument; None or "-" is standard output.
        single: Whether exactly one article goes in.
        stdout: Standard output.

    Raises:
        SettingsError: One .json file is named for several articles.
    """
    if output is None or output == STDOUT:
        return StreamSink(stdout, pretty if single else line)
    path = Path(output)
    if path.suffix == ".jsonl":
        return DeviceSink(path)
    if not single:
        message = (
            f"expected one article for {path}, found several: name a folder or a "
            ".jsonl file with -o"
        )
        raise SettingsError(message)
    return JsonFileSink(path)
