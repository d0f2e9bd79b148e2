from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractor.journal import Journal
from tests.fakes import Clock


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def journal_in(out: Path) -> Iterator[Callable[[], Journal]]:
    """Return a function that begins a run on the output, after ending the last."""
    opened = list[Journal]()

    def begin() -> Journal:
        for journal in opened:
            journal.close()
        opened[:] = [Journal(out / ".extractor", output=out, clock=Clock())]
        return opened[0]

    yield begin
    for journal in opened:
        journal.close()
