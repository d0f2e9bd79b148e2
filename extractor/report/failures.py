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

    A journal or a list that cannot be read is among what failed.
    """
    for path in paths:
        journal = journal_of(path)
        found = list(_readable(failures_in(journal), journal))
        yield from found or _listed(path / FAILURES)


def _listed(path: Path) -> Iterator[Failed]:
    """Yield the lines of a list of failures; a line that is none is left out."""
    if path.is_file():
        yield from _readable(listed_failures(path), path)


def _readable(told: Iterable[Failed | str], path: Path) -> Iterator[Failed]:
    """Yield the failures that are told; what cannot be read is one more."""
    try:
        yield from (each for each in told if isinstance(each, Failed))
    except OutputError as error:
        yield Failed(source=str(path), reason="unreadable", message=str(error))
