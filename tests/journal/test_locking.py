"""One run at a time on one output."""

import fcntl
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


def test_somebody_who_only_looks_keeps_nobody_out(tmp_path):
    Lock(tmp_path, output=tmp_path).release()
    looking = (tmp_path / LOCK).open("rb")
    fcntl.flock(looking, fcntl.LOCK_SH)
    slept: list[float] = []

    def look_away(seconds: float) -> None:
        slept.append(seconds)
        looking.close()

    Lock(tmp_path, output=tmp_path, sleep=look_away).release()

    assert len(slept) == 1


def test_a_lock_that_stays_taken_is_not_waited_for_longer_than_a_moment(
    holding, tmp_path
):
    slept: list[float] = []

    with pytest.raises(Busy):
        Lock(tmp_path, output=tmp_path, sleep=slept.append)

    assert 0 < sum(slept) < 1
