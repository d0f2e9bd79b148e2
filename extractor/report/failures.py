"""The articles that became no briefing, as a run left them beside its output."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.errors import OutputError
from extractor.journal import failures_in
from extractor.records.briefing_file import FAILURES
from extractor.records.outcome import Failed
from extractor.sinks import journal_of, listed_failures


def failures_beside(paths: Iterable[Path]) -> Iterator[Failed]:
    """Yield what failed: from an output's journal, or from the list in a folder.

    A journal that cannot be read is among what failed.
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
    listed = listed_failures(path) if path is not None and path.is_file() else ()
    yield from (each for each in listed if isinstance(each, Failed))
