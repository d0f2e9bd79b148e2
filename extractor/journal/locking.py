"""One run at a time on one output: a lock that ends with the process."""

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from extractor.errors import OutputError

LOCK = "lock"
TRIES, PAUSE_S = 5, 0.05  # `holder` shares the lock for much less


class Busy(OutputError):
    """Another process writes to the output.

    Attributes:
        pid: That process, if it has said so.
    """

    def __init__(self, output: Path, pid: int | None) -> None:
        """Build the message from the output and the process."""
        self.pid = pid
        who = "another process" if pid is None else f"process {pid}"
        super().__init__(
            f"{who} is writing to {output}: wait for its end, stop it, or name another "
            f"-o. `extractor status {output}` tells how far it is"
        )


class Lock:
    """The right to write to an output. The operating system takes it from the dead.

    The file says who holds it; only the lock itself says whether somebody does.
    """

    def __init__(
        self,
        folder: Path,
        *,
        output: Path,
        sleep: Callable[[float], None] = time.sleep,  # noqa: TID251 - before any loop
    ) -> None:
        """Take the lock; raise Busy when it is taken, OutputError without a disk."""
        self._file = _opened(folder / LOCK)
        if not _taken(self._file, sleep):
            pid = _pid(self._file)
            self._file.close()
            raise Busy(output, pid)
        self._file.truncate(0)
        self._file.write(f"{os.getpid()}\n".encode())

    def release(self) -> None:
        """Give the lock back."""
        self._file.close()


def holder(folder: Path) -> int | None:
    """Return the process that holds the lock; None when nobody does, or who is unknown.

    The lock is shared for a moment in order to see whether that is possible.
    """
    try:
        with (folder / LOCK).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        with (folder / LOCK).open("rb") as file:
            return _pid(file)
    except OSError:
        return None
    return None


def _taken(file: BinaryIO, sleep: Callable[[float], None]) -> bool:
    """Take the lock, if it is free within a moment."""
    for tries_left in reversed(range(TRIES)):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if tries_left:
                sleep(PAUSE_S)
        else:
            return True
    return False


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("a+b", buffering=0)
    except OSError as error:
        message = (
            f"cannot write {path}: {error.strerror or error}. Name another output "
            "with -o, or make this one writable"
        )
        raise OutputError(message) from None


def _pid(file: BinaryIO) -> int | None:
    file.seek(0)
    said = file.read(20).strip()
    return int(said) if said.isdigit() else None
