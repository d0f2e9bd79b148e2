import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from extractor.cli import main
from tests.servers.loopback import Loopback

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = ROOT / "seeds" / "000_aea5ba39c10c2b18.txt"
TEXT = (
    "Harbour deal signed\n\n"
    "The port of Larnby will be widened next year, mayor Ada Quill said on Monday. "
    "Critics called the plan a waste of money.\n"
)


def answer(**changes: object) -> str:
    """Return a valid answer about TEXT as JSON."""
    filled: dict[str, object] = {
        "actors": [
            {
                "name": "Ada Quill",
                "aliases": [],
                "kind": "person",
                "country": None,
                "role": "mayor",
                "named": True,
            }
        ],
        "claims": [
            {
                "evidence": [
                    {
                        "sentence": 2,
                        "quote": "The port of Larnby will be widened next year",
                    }
                ],
                "statement": "The port of Larnby will be widened next year.",
                "kind": "intent",
                "by": [1],
                "attribution": {"cue": "said", "via": []},
                "nuance": None,
                "about": [],
                "when": "next year",
            }
        ],
        "inferences": [],
        "headline": "Larnby's port is to be widened.",
        "gaps": [],
    }
    return json.dumps({**filled, **changes})


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    status: int
    out: str
    err: str


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], here: Path) -> Callable[..., Ran]:
    """Return a function that runs the command line in an empty directory."""

    def command(*arguments: object) -> Ran:
        status: object = 0
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = end.code
        captured = capsys.readouterr()
        return Ran(int(str(status or 0)), captured.out, captured.err)

    return command


@pytest.fixture
def server() -> Iterator[Loopback]:
    """Return a model server on this machine."""
    loopback = Loopback()
    yield loopback
    loopback.close()


@pytest.fixture
def article(here: Path) -> Path:
    """Return the path of a small article."""
    path = here / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path
