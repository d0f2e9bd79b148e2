"""Writing a file whole or not at all."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from extractor.errors import OutputError
from extractor.whole_files import replacing


def write_whole(path: Path, text: str) -> None:
    """Write text in UTF-8 so that the file is the old one or the new one, never a part.

    Raises:
        OutputError: The file cannot be written; what stood there before stays.
    """
    with becoming(path) as file:
        file.write(text.encode())


def write_all(file: BinaryIO, whole: bytes) -> None:
    """Write all bytes to a file without a buffer: one write may take a part only."""
    rest = memoryview(whole)
    while rest:
        rest = rest[file.write(rest) :]


def write_lines(path: Path, lines: Iterable[str]) -> int:
    """Write lines likewise, as they come, and return their number.

    Raises:
        OutputError: The file cannot be written; what stood there before stays.
    """
    number = 0
    with becoming(path) as file:
        for line in lines:
            file.write(line.encode())
            number += 1
    return number


@contextmanager
def becoming(path: Path) -> Iterator[BinaryIO]:
    """Return a file that takes the path's place once it is whole.

    Raises:
        OutputError: The file cannot be written; what stood there before stays.
    """
    try:
        with replacing(path) as file:
            yield file
    except OSError as error:
        raise _cannot_write(path, error) from None


def _cannot_write(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot write {path}: {error.strerror or error}. Free space or choose another "
        "-o; what is finished stays, and the same command goes on."
    )
