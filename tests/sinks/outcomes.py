"""Outcomes to write, a disk that is full, and what a folder then holds."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from extractor.records.outcome import Done, Failed
from tests.answers import strike_answer
from tests.articles import STRIKE
from tests.files import briefing, file_of


@cache
def _file() -> Any:
    return file_of(briefing(), strike_answer(), STRIKE)


def done(source: str = "strike.txt") -> Done[Any]:
    """Return a finished article."""
    return Done(source=source, file=_file())


def failed(source: str = "empty.txt") -> Failed:
    """Return a failed article."""
    return Failed(source=source, reason="empty", message="expected text, found “”")


def written(folder: Path) -> list[str]:
    """Return the files below a folder, hidden ones too."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    )


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond this size, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
