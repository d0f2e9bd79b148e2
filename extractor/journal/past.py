"""What earlier runs made of the articles of an output, read without writing to it."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal

from extractor.journal.database import FILE, connect_to_read, translated
from extractor.journal.entries import COLUMNS, TWINS, entry_of
from extractor.journal.texts import stored

QUERY = (
    f"SELECT {COLUMNS} FROM article WHERE key = ?1"  # noqa: S608 - ours
    " AND state IN ('done', 'failed')"
    f" ORDER BY source = ?2 DESC, state LIMIT {TWINS}"
)
Fate = Literal["done", "failed"]


def _nothing(_source: str, _key: bytes) -> None:
    """Know of no article."""


@contextmanager
def past_of(
    folder: Path, *, holds: Callable[[str], bool], retry_failed: bool
) -> Iterator[Callable[[str, bytes], Fate | None]]:
    """Return what tells a source's fate: None is what the next run would ask about.

    Args:
        folder: Where the journal is, if there is one.
        holds: Tells whether a briefing is still at a place.
        retry_failed: Whether the next run asks again about what failed.

    Raises:
        OutputError: The journal cannot be read.
    """
    path = folder / FILE
    if not path.is_file():
        yield _nothing
        return
    with closing(connect_to_read(path)) as rows:

        def fate(source: str, key: bytes) -> Fate | None:
            with translated(path):
                found = rows.execute(QUERY, (key, stored(source))).fetchall()
            for entry in map(entry_of, found):
                if entry.state == "done" and holds(entry.place or ""):
                    return "done"
                if entry.state == "failed" and not retry_failed:
                    return "failed"
            return None

        yield fate
