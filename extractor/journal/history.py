"""Everything that a journal remembers, read without writing to it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from extractor.journal.database import FILE, connect_to_read, translated
from extractor.journal.entries import COLUMNS, Entry, Spent, entry_of

QUERY = (
    f"SELECT {COLUMNS}, requests, prompt, completion, cost_usd, unpriced"  # noqa: S608 - ours
    " FROM article ORDER BY source"
)
ENTRY = len(COLUMNS.split(","))


@dataclass(frozen=True, slots=True)
class Remembered:
    """An article, and all that was ever spent on it."""

    entry: Entry
    spent: Spent


def history_of(folder: Path) -> Iterator[Remembered]:
    """Yield every article of the journal in a folder, by source.

    Raises:
        OutputError: There is none, or it cannot be read.
    """
    path = folder / FILE
    with closing(connect_to_read(path)) as rows, translated(path):
        for row in rows.execute(QUERY):
            requests, prompt, completion, cost_usd, unpriced = row[ENTRY:]
            spent = Spent(
                requests=requests,
                prompt=prompt,
                completion=completion,
                cost_usd=cost_usd,
                unpriced=bool(unpriced),
            )
            yield Remembered(entry_of(row[:ENTRY]), spent)
