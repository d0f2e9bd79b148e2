"""What commands say beside the data."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from extractor.cli.talking import printable
from tests.cli.conftest import Ran

Run = Callable[..., Ran]
HOSTILE = "a\x1b]0;owned\x07\u202e"


def test_the_name_of_a_file_cannot_disturb_the_terminal(run: Run, here: Path) -> None:
    (here / f"{HOSTILE}.txt").touch()

    ran = run("brief", here, "--engine", "offline")

    assert ran.status == 1
    assert "/a\\x1b]0;owned\\x07\\u202e.txt: empty" in ran.err


@given(st.text())
def test_what_is_said_holds_nothing_that_is_not_printed(text: str) -> None:
    said = printable(text).replace("\n", "").replace("\t", "")

    assert said.isprintable()


def test_what_is_printed_and_lines_are_left_alone() -> None:
    text = "Café ‹ 北京:\n\t- first"

    assert printable(text) == text
