"""Briefing documents from files, JSONL files and folders, one at a time."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from extractor.errors import SettingsError
from extractor.records.briefing_file import FORMAT
from extractor.sinks import files_below

OURS = FORMAT.partition("/")[0] + "/"  # what the formats of this package begin with
BRIEFINGS = FORMAT.rpartition(".")[0]
LARGEST_LINE = 200_000_000  # bytes; more is no briefing and would fill the memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Where a line stands in its file.

    Attributes:
        number: From 1.
        start: Bytes before it.
        size: Its own bytes, without its end.
    """

    number: int
    start: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A JSON object that may be a briefing file.

    Attributes:
        name: The file it stands in, and the line if there are several.
        place: The same, below the folder that was named; a page is called after it.
        document: The object.
        line: Its line, in a JSONL file.
        raw_sha256: Of its bytes.
    """

    name: str
    place: PurePath
    document: dict[str, Any]
    line: Line | None = None
    raw_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A file or a line that is no briefing.

    Attributes:
        name: As for what was found.
        message: What was expected and what was found.
    """

    name: str
    message: str


def documents_in(paths: Iterable[Path]) -> Iterator[Found | Broken]:
    """Yield what the files hold, and the files below the folders.

    Hidden files, lists of failures and files of this package that are no briefings are
    passed over in folders.

    Raises:
        SettingsError: There is nothing at a path.
    """
    for path in paths:
        if path.is_dir():
            for inside in files_below(path):
                yield from _documents_of(inside, inside.relative_to(path))
        elif path.exists():
            yield from _documents_of(path, PurePath(path.name))
        else:
            message = f"expected a briefing file or a folder at {path}, found nothing"
            raise SettingsError(message)


def _documents_of(path: Path, place: PurePath) -> Iterator[Found | Broken]:
    try:
        if path.suffix == ".jsonl":
            yield from _lines_of(path, place)
        else:
            yield from _read(path.read_bytes(), str(path), place)
    except OSError as error:
        reason = error.strerror or str(error)
        yield Broken(name=str(path), message=f"expected a file to read: {reason}")


def numbered_lines(path: Path) -> Iterator[tuple[Line, bytes]]:
    """Yield the lines of a file, without their ends, and where they stand.

    Raises:
        OSError: It cannot be read.
    """
    start = 0
    with path.open("rb") as file:
        for n, whole in enumerate(iter(lambda: file.readline(LARGEST_LINE), b""), 1):
            raw = whole.removesuffix(b"\n")
            yield Line(number=n, start=start, size=len(raw)), raw
            start += len(whole)


def _lines_of(path: Path, place: PurePath) -> Iterator[Found | Broken]:
    for line, raw in numbered_lines(path):
        if raw.strip():
            numbered = place.with_name(f"{place.stem}-{line.number}.jsonl")
            for found in _read(raw, f"{path}:{line.number}", numbered):
                yield replace(found, line=line) if isinstance(found, Found) else found


def _read(raw: bytes, name: str, place: PurePath) -> Iterator[Found | Broken]:
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError) as error:
        yield Broken(name=name, message=f"expected JSON in UTF-8, found: {error}")
        return
    form = document.get("format") if isinstance(document, dict) else None
    if isinstance(form, str) and form.startswith(BRIEFINGS):
        sha256 = hashlib.sha256(raw).hexdigest()
        yield Found(name=name, place=place, document=document, raw_sha256=sha256)
    elif not (isinstance(form, str) and form.startswith(OURS)):
        expected = f"expected a briefing file ({FORMAT})"
        yield Broken(name=name, message=f"{expected}, found {form!r:.60} as its format")
