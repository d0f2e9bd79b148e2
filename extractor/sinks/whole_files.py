"""Writing a file whole or not at all."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from extractor.errors import OutputError


def write_whole(path: Path, text: str) -> None:
    """Write UTF-8 text so that the file is the old one or the new one, never a part.

    Raises:
        OutputError: The file cannot be written; what stood there before stays.
    """
    with _becoming(path) as file:
        file.write(text)


def write_lines(path: Path, lines: Iterable[str]) -> int:
    """Write lines likewise, as they come, and return their number.

    Raises:
        OutputError: The file cannot be written; what stood there before stays.
    """
    number = 0
    with _becoming(path) as file:
        for line in lines:
            file.write(line)
            number += 1
    return number


@contextmanager
def _becoming(path: Path) -> Iterator[TextIO]:
    """Return a file that takes the path's place once it is whole."""
    temporary, file = _opened(path)
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise _cannot_write(path, error) from None
    finally:
        temporary.unlink(missing_ok=True)


def _opened(path: Path) -> tuple[Path, TextIO]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".tmp"
        )
    except OSError as error:
        raise _cannot_write(path, error) from None
    return Path(name), os.fdopen(handle, "w", encoding="utf-8", newline="\n")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _cannot_write(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot write {path}: {error.strerror or error}. Free space or choose another "
        "-o; what is finished stays, and the same command goes on."
    )
