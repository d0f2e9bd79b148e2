"""Where the rows of a run end, and what is known there already."""

from typing import Protocol

from extractor.backends.ray.parquet import SUFFIX
from extractor.backends.ray.places import Place
from extractor.journal import Journal, Resuming, Taken
from extractor.sinks import FolderStore, LinesStore


class Outlet(Protocol):
    """Knows what is done, and takes what comes.

    Attributes:
        rows: The folder that finished rows are written to.
        work: A folder for what a run needs until its end.
    """

    rows: Place
    work: Place

    def recall(self, source: str, key: bytes) -> Taken | None:
        """Return what is known of an article, or None to ask about it."""
        ...

    def left(self) -> list[Place]:
        """Return the files of rows that a killed run left and nobody has kept."""
        ...

    def is_news(self, source: str, key: bytes) -> bool:
        """Tell whether a row that a killed run left is wanted."""
        ...

    def keep(self, taken: Taken) -> None:
        """Take what came of an article; raise OutputError when it cannot be kept."""
        ...

    def finish(self) -> None:
        """Put the finished rows in order, at the end of a run that was not killed."""
        ...

    def close(self) -> None:
        """Let go of the output."""
        ...


class JournalOutlet:
    """A folder of briefing files or a JSONL file, as a run in one process writes it."""

    def __init__(
        self,
        work: Resuming,
        journal: Journal,
        *,
        store: FolderStore | LinesStore,
        place: Place,
    ) -> None:
        """Keep in this store what this journal remembers.

        Args:
            work: Keeps and knows.
            journal: Remembers.
            store: Holds the briefings.
            place: A folder for rows on their way.
        """
        self.work, self.rows = place, place.below("rows")
        self._work, self._journal, self._store = work, journal, store
        self.keep, self.recall = work.keep, work.recall

    def left(self) -> list[Place]:
        """Return all files of rows: what is kept is removed with the others."""
        return self.rows.files(SUFFIX)

    def is_news(self, source: str, key: bytes) -> bool:
        """Tell whether nothing else was made of the article meanwhile."""
        entry = self._journal.entry(source)
        if entry is not None and entry.key not in (None, key):
            return False
        return self.recall(source, key) is None

    def finish(self) -> None:
        """Forget the rows: what they said is in the output."""
        self.work.remove()

    def close(self) -> None:
        """List the failures and end the run in the journal."""
        self._work.close()
        try:
            self._store.close(self._journal.failures())
        finally:
            self._journal.close()
