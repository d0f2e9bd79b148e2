"""Rows of a block that is under way, each on disk as soon as it has come.

A block is written whole. What had come of it when a process was killed is found here,
by the process that begins the block again or by the next run, and is not paid twice.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from extractor.backends.ray.places import Place
from extractor.backends.ray.rows import Row

SUFFIX = ".jsonl"


class Spool:
    """A file for each block, called by the key of the block's first article.

    Only a file system of this machine, or one that looks like it, can add to files: in
    a store there is none, and a kill costs the blocks that were under way.
    """

    def __init__(self, folder: Place) -> None:
        """Keep rows in a folder, which is made when the first one comes."""
        self._folder = Path(folder.path) if folder.scheme is None else None

    def rows(self, block: str) -> dict[str, Row]:
        """Return the rows of a block that have come, by their keys."""
        if self._folder is None:
            return {}
        return {row["key"]: row for row in _whole_rows(self._folder / (block + SUFFIX))}

    def add(self, block: str, row: Row) -> None:
        """Keep a row: in the operating system's hands, which outlives a process."""
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        line = json.dumps(row).encode()
        with (self._folder / (block + SUFFIX)).open("ab") as file:
            file.write(b"\n" + line + b"\n")

    def forget(self, block: str) -> None:
        """Remove the file of a block, if this is the first key of one."""
        if self._folder is not None:
            (self._folder / (block + SUFFIX)).unlink(missing_ok=True)

    def all_rows(self) -> Iterator[Row]:
        """Yield the rows of all blocks that were under way."""
        if self._folder is not None:
            for path in sorted(self._folder.glob(f"*{SUFFIX}")):
                yield from _whole_rows(path)


def _whole_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a file; what a kill left of one is passed over."""
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return
    for line in filter(None, lines):
        try:
            yield json.loads(line)
        except ValueError:
            continue
