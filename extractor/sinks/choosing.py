"""The sink that an output argument means."""

from pathlib import Path
from typing import Any, Protocol, TextIO

from extractor.errors import SettingsError
from extractor.records.outcome import Done, Failed
from extractor.sinks.folders import FolderSink
from extractor.sinks.streams import (
    JsonFileSink,
    JsonlFileSink,
    StreamSink,
    line,
    pretty,
)

Outcome = Done[Any] | Failed


class Sink(Protocol):
    """Takes outcomes one by one."""

    def write(self, outcome: Outcome) -> None:
        """Take one outcome; raise OutputError when it cannot be kept."""
        ...

    def close(self) -> None:
        """Finish what is open."""
        ...


def open_sink(output: str | None, *, single: bool, stdout: TextIO) -> Sink:
    """Return the sink for -o.

    Args:
        output: The argument; None or "-" is standard output.
        single: Whether exactly one article goes in.
        stdout: Standard output.

    Raises:
        SettingsError: One .json file is named for several articles.
    """
    if output is None or output == "-":
        return StreamSink(stdout, pretty if single else line)
    path = Path(output)
    if path.suffix == ".jsonl" and not path.is_dir():
        return JsonlFileSink(path)
    if path.suffix == ".json" and not path.is_dir():
        if not single:
            message = (
                f"expected one article for {path}, found several: name a folder or a "
                ".jsonl file with -o"
            )
            raise SettingsError(message)
        return JsonFileSink(path)
    return FolderSink(path)
