"""One run at a time on one output."""

import os
import subprocess
import sys

import pytest

from extractor.errors import OutputError
from extractor.journal.locking import LOCK, Busy, Lock, holder

HOLD = """
import sys
from pathlib import Path
from extractor.journal.locking import Lock
lock = Lock(Path(sys.argv[1]), output=Path("out"))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holding(tmp_path):
    """Return another process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_process_is_refused_with_the_pid_of_the_first(holding, tmp_path):
    assert holder(tmp_path) == holding.pid

    with pytest.raises(Busy, match=f"process {holding.pid} is writing to") as caught:
        Lock(tmp_path, output=tmp_path)

    assert (caught.value.pid, caught.value.exit_code) == (holding.pid, 2)


def test_the_lock_of_a_killed_process_is_free_whatever_the_file_says(holding, tmp_path):
    holding.kill()
    holding.wait()

    assert (tmp_path / LOCK).read_text(encoding="utf-8") == f"{holding.pid}\n"
    assert holder(tmp_path) is None
    Lock(tmp_path, output=tmp_path).release()


def test_a_pid_in_the_file_that_lives_again_holds_nothing(tmp_path):
    (tmp_path / LOCK).write_text(f"{os.getppid()}\n", encoding="utf-8")

    assert holder(tmp_path) is None
    Lock(tmp_path, output=tmp_path).release()


def test_a_lock_that_is_given_back_is_free(tmp_path):
    Lock(tmp_path, output=tmp_path).release()

    assert holder(tmp_path) is None
    Lock(tmp_path, output=tmp_path).release()


def test_a_lock_that_cannot_be_written_is_an_output_error(tmp_path):
    with pytest.raises(OutputError, match="cannot write"):
        Lock(tmp_path / "missing", output=tmp_path)
