"""The decisions about a briefing file, in a file beside it that is only added to."""

import fcntl
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pydantic import ValidationError

from extractor.annotations.decisions import Decision
from extractor.errors import OutputError
from extractor.records.lines import lines_of

SUFFIX = ".annotations.jsonl"


def annotations_beside(path: Path) -> Path:
    """Return where the decisions about the briefings of a file are kept."""
    return path.with_suffix(SUFFIX)


def read_decisions(text: str) -> Iterator[tuple[int, Decision | str]]:
    """Yield each line's number and its decision, or what is wrong with it."""
    for n, line in enumerate(lines_of(text), start=1):
        if line.strip():
            yield n, _decision(line)


def _decision(line: str) -> Decision | str:
    try:
        return Decision.model_validate(json.loads(line))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        return f"{'/'.join(map(str, first['loc'])) or 'the line'}: {first['msg']}"
    except (ValueError, RecursionError) as error:
        return f"expected a decision as JSON, found: {error}"


class AnnotationFile:
    """One file of decisions. Several windows and programs may add to it at once."""

    def __init__(self, path: Path) -> None:
        """Know where the file is; it need not be there yet."""
        self.path = path
        self._turn = threading.Lock()
        self._parsed: tuple[bytes, list[Decision]] = b"", []

    def decisions(self) -> list[Decision]:
        """Return the decisions in it, in order.

        Raises:
            OutputError: It cannot be read.
        """
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise _cannot("read", self.path, error) from None
        return self._decisions_in(raw)

    def append(self, make: Callable[[list[Decision]], Decision]) -> list[Decision]:
        """Add a decision and return all; nobody else adds one in between.

        Args:
            make: Given the decisions so far, returns the next. What it raises leaves
                the file as it was.

        Raises:
            OutputError: It cannot be written; what was decided before stays.
        """
        with self._turn, self._open() as file:
            before = self._decisions_in(_whole_lines(file))
            decision = make(before)
            _add(file, decision.model_dump_json(exclude_none=True) + "\n")
        return [*before, decision]

    def _decisions_in(self, raw: bytes) -> list[Decision]:
        """Return the decisions in the file's bytes; what was parsed is not again."""
        known, made = self._parsed
        if not raw.startswith(known):  # not only added to
            known, made = b"", []
        whole = raw.rfind(b"\n") + 1
        made = [*made, *_readable(raw[len(known) : whole])]
        self._parsed = raw[:whole], made
        return [*made, *_readable(raw[whole:])]

    @contextmanager
    def _open(self) -> Iterator[int]:
        """Return the file, open and locked against other programs."""
        try:
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield file
            finally:
                os.close(file)
        except OSError as error:
            raise _cannot("write", self.path, error) from None


def _readable(raw: bytes) -> list[Decision]:
    lines = read_decisions(raw.decode("utf-8", "replace"))
    return [one for _, one in lines if isinstance(one, Decision)]


def _whole_lines(file: int) -> bytes:
    """Return the file's bytes; the part of a line that a crash left is cut off.

    Nobody was told that it was kept. A last line that only lacks its end gets it.
    """
    raw = os.pread(file, os.fstat(file).st_size, 0)
    rest = raw[raw.rfind(b"\n") + 1 :]
    if rest and isinstance(_decision(rest.decode("utf-8", "replace")), str):
        os.ftruncate(file, len(raw) - len(rest))
        raw = raw[: len(raw) - len(rest)]
    elif rest:
        os.write(file, b"\n")
        raw += b"\n"
    return raw


def _add(file: int, line: str) -> None:
    """Write a line to the disk, all of it or nothing.

    Where not even a part can be taken back, the next decision cuts it off.
    """
    before = os.fstat(file).st_size
    try:
        _write_all(file, line.encode())
        os.fsync(file)
    except OSError:
        with suppress(OSError):
            os.ftruncate(file, before)
        raise


def _write_all(file: int, raw: bytes) -> None:
    while raw:
        raw = raw[os.write(file, raw) :]


def _cannot(do: str, path: Path, error: OSError) -> OutputError:
    reason = error.strerror or str(error)
    return OutputError(f"cannot {do} {path}: {reason}; what was decided before stays")
