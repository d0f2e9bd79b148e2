"""The articles that became no briefing, as a run left them beside its output."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor.errors import OutputError
from extractor.journal import failures_in
from extractor.records.briefing_file import FAILURES
from extractor.records.outcome import Failed
from extractor.sinks import journal_of


def failures_beside(paths: Iterable[Path]) -> Iterator[Failed]:
    """Yield what failed: from an output's journal, or from the list in a folder.

    A journal or a list that cannot be read is among what failed.
    """
    for path in paths:
        try:
            found = list(failures_in(journal_of(path)))
        except OutputError as error:
            place, message = str(journal_of(path)), str(error)
            yield Failed(source=place, reason="unreadable", message=message)
            found = []
        yield from found or _listed(path / FAILURES if path.is_dir() else None)


def _listed(path: Path | None) -> Iterator[Failed]:
    """Yield the lines of a list of failures; a line that is none is left out."""
    if path is None or not path.is_file():
        return
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        message = f"expected a file to read: {error.strerror or error}"
        yield Failed(source=str(path), reason="unreadable", message=message)
        return
    for line in lines:
        entry = _object(line)
        if entry:
            yield Failed(
                source=str(entry.get("source", "")),
                reason=str(entry.get("reason", "")),
                message=str(entry.get("message", "")),
            )


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return entry if isinstance(entry, dict) else None
