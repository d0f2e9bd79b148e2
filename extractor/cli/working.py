"""What a run does with each article: print it, or keep it where a run can go on."""

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from extractor.aside import Aside
from extractor.engine import Engine
from extractor.errors import SettingsError
from extractor.journal import (
    Ended,
    Journal,
    KeepingParts,
    Resuming,
    Taken,
    spent_so_far,
)
from extractor.records.source_names import is_address, parts_of
from extractor.run import READERS, Source, extracting
from extractor.sinks import (
    STDOUT,
    FolderStore,
    LinesStore,
    Sink,
    journal_of,
    open_sink,
    open_store,
)


class Work(Protocol):
    """The work of one run.

    Attributes:
        in_order: Whether articles come out in the order of the inputs by default.
        in_flight: How many articles are being worked on.
    """

    in_order: bool

    @property
    def in_flight(self) -> int:
        """How many articles are being worked on."""

    async def take(self, source: Source) -> Taken:
        """Return what came of a source."""
        ...

    def keep(self, taken: Taken) -> None:
        """Put it where it belongs; blocks."""
        ...

    def expect(self, total: int) -> None:
        """Learn how many articles there are."""
        ...

    def close(self, *, complete: bool) -> None:
        """End the run, which came to all articles or was stopped."""
        ...


class Printing:
    """Everything is done anew, for a stream or a single file."""

    in_order = True

    def __init__(self, engine: Engine[Any], sink: Sink) -> None:
        """Extract with this engine into this sink."""
        self.in_flight = 0
        self._sink, self._aside = sink, Aside(threads=READERS)
        self._extract = extracting(engine, self._aside)

    async def take(self, source: Source) -> Taken:
        """Return the outcome of a source."""
        self.in_flight += 1
        try:
            return Ended(await self._extract(source), None)
        finally:
            self.in_flight -= 1

    def keep(self, taken: Taken) -> None:
        """Write the outcome."""
        if isinstance(taken, Ended):
            self._sink.write(taken.outcome)

    def expect(self, total: int) -> None:
        """Make nothing of it."""

    def close(self, *, complete: bool) -> None:
        """Close the sink."""
        del complete
        self._aside.close()
        self._sink.close()


class Lasting:
    """Only what is missing is done, for a folder or a JSONL file."""

    def __init__(
        self, work: Resuming, journal: Journal, *, store: FolderStore | LinesStore
    ) -> None:
        """Do this work, which this journal remembers."""
        self.in_order = isinstance(store, LinesStore)
        self.keep, self.expect = work.keep, journal.expect
        self._work, self._journal, self._store = work, journal, store
        self._many = set[str]()

    async def take(self, source: Source) -> Taken:
        """Return what came of a source; remember what holds many."""
        file, item = parts_of(source.name)
        if item is not None:
            self._many.add(file)
        return await self._work.take(source)

    @property
    def in_flight(self) -> int:
        """How many articles are being worked on."""
        return self._work.in_flight

    def close(self, *, complete: bool) -> None:
        """List the failures and end the run in the journal."""
        self._work.close()
        try:
            if complete:
                self._journal.skip_gone(self._is_over)
            self._store.close(self._journal.failures())
        finally:
            self._journal.close()

    def _is_over(self, source: str) -> bool:
        """Tell whether a source will not come again: gone, or now its articles."""
        return source in self._many or _is_gone(source)


def open_work(
    engine: Engine[Any],
    output: str | None,
    *,
    single: bool,
    asked: dict[str, Any],
    retry_failed: bool,
) -> Work:
    """Return the work for an -o.

    Raises:
        SettingsError: The flags do not fit the output.
        OutputError: It cannot be written, or another process writes to it.
    """
    store = open_store(output)
    if store is None:
        if retry_failed:
            message = "--retry-failed goes on with an -o that is a folder or .jsonl"
            raise SettingsError(message)
        return Printing(engine, open_sink(output, single=single, stdout=sys.stdout))
    known = store.journal.exists()
    journal = Journal(store.journal, output=store.output, clock=engine.now)
    if isinstance(store, LinesStore):
        store.mend(ours=known)
    keeping = KeepingParts(engine.answerer, journal, asked=asked)
    work = Resuming(
        replace(engine, answerer=keeping),
        journal,
        store=store,
        asked=asked,
        retry_failed=retry_failed,
    )
    return Lasting(work, journal, store=store)


def spent_on_output(output: str | None) -> float:
    """Return the US dollars that earlier runs spent on an -o, as far as it remembers.

    Raises:
        OutputError: Its journal cannot be read.
    """
    if output is None or output == STDOUT:
        return 0.0
    return spent_so_far(journal_of(Path(output)))


def _is_gone(source: str) -> bool:
    """Tell whether the input of a source is there no more; a row's is its file.

    What an address holds is never gone for good.
    """
    file = parts_of(source).file
    known = source == "-" or is_address(source)
    return not known and not os.path.lexists(source) and not os.path.lexists(file)
