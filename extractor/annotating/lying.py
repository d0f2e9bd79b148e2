"""A briefing on the desk: where it stands, and what stands there now."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.annotations import (
    AnnotationFile,
    Decision,
    briefing_sha256,
    decisions_by_briefing,
)
from extractor.exports import exported
from extractor.report import Line, numbered_lines

Json = dict[str, Any]


class Gone(ValueError):
    """A briefing is no longer where it was; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """A briefing on the desk.

    Attributes:
        name: Its file, and the line if it has several.
        row: What its gold goes by.
        path: Its file.
        line: Its line in that file, or None.
        headline: Its headline.
        items: How many actors, claims and implications it has.
        raw_sha256: Of its bytes when it was laid on the desk.
        sha256: What decisions knew it by then.
        annotations: The decisions about the briefings of its file.
    """

    name: str
    row: str
    path: Path
    line: Line | None
    headline: str
    items: int
    raw_sha256: str
    sha256: str
    annotations: AnnotationFile

    def document(self) -> Json:
        """Return the file as it is now.

        Raises:
            Gone: It is no briefing any more.
        """
        return self.parsed(self.raw())

    def raw(self) -> bytes:
        """Return the bytes that stand there now.

        Raises:
            Gone: There are none.
        """
        try:
            return _bytes_at(self.path, self.line)
        except (OSError, ValueError) as error:
            raise self._gone(error) from None

    def parsed(self, raw: bytes) -> Json:
        """Return these bytes as a briefing file.

        Raises:
            Gone: They are none.
        """
        try:
            document: Json = json.loads(raw)
            exported(document, self.name)
        except (ValueError, RecursionError) as error:
            raise self._gone(error) from None
        return document

    def known_by(self, raw: bytes) -> str:
        """Return what decisions know these bytes by; unchanged ones are not parsed.

        Raises:
            Gone: They are no briefing file.
        """
        if hashlib.sha256(raw).hexdigest() == self.raw_sha256:
            return self.sha256
        return briefing_sha256(self.parsed(raw))

    def _gone(self, error: Exception) -> Gone:
        return Gone(f"expected the briefing at {self.name} to be as it was: {error}")


class Decided:
    """The decisions of one annotation file at a time, read once and sorted.

    The lines of a JSONL file have one between them, and follow one another on a desk.
    """

    def __init__(self) -> None:
        """Begin with no file."""
        self._file: AnnotationFile | None = None
        self._sorted: dict[str, list[Decision]] = {}

    def about(self, lying: Lying) -> dict[str, list[Decision]]:
        """Return the decisions of a briefing's file, by what they know theirs by.

        Raises:
            OutputError: They cannot be read.
        """
        if lying.annotations is not self._file:
            self._sorted = decisions_by_briefing(lying.annotations.decisions())
            self._file = lying.annotations
        return self._sorted


def _bytes_at(path: Path, line: Line | None) -> bytes:
    """Return a file's bytes, or its line's.

    A line is looked for where it stood, and by its number when the file was written
    anew, so that no other stands there whole.

    Raises:
        OSError: The file cannot be read.
        ValueError: It has no such line.
    """
    if line is None:
        return path.read_bytes()
    before = 1 if line.start else 0
    with path.open("rb") as file:
        file.seek(line.start - before)
        raw = file.read(before + line.size + 1)
    found = raw[before : before + line.size]
    around = raw[:before] + raw[before + line.size :]
    if len(found) == line.size and b"\n" not in found and not around.strip(b"\n"):
        return found
    for other, found in numbered_lines(path):
        if other.number == line.number:
            return found
    message = f"the file has no line {line.number}"
    raise ValueError(message)
