"""What a shard holds: a folder, a JSONL file or Parquet, with or without a journal."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extractor.errors import OutputError, SettingsError
from extractor.journal.database import FILE
from extractor.journal.entries import failure_of
from extractor.journal.history import Remembered, history_of
from extractor.merging.items import Found, Lost
from extractor.merging.rows import SUFFIX, holds_rows, rows_of
from extractor.records.briefing_file import FAILURES
from extractor.sinks import files_below, held_by, journal_of, listed_failures

PUT_RIGHT = "put it right, or leave its folder out"


def read_shard(path: Path) -> Iterator[Found | Lost]:
    """Yield what a shard holds, always in the same order.

    Raises:
        SettingsError: There is no such shard.
        OutputError: It cannot be read.
    """
    journal = journal_of(path)
    if path.exists() and (journal / FILE).is_file():
        return _by_journal(path, journal)
    if path.is_dir():
        return _folder(path)
    if path.suffix == SUFFIX and path.is_file():
        return rows_of(path)
    if path.suffix == ".jsonl" and path.is_file():
        return _lines(path)
    raise SettingsError(_no_shard(path))


def _no_shard(path: Path) -> str:
    return (
        f"expected a folder, a .jsonl or a .parquet file of briefings at {path}, found "
        "none"
    )


def canonical(document: Any) -> bytes:
    """Return the sha256 of a briefing file without what differs from run to run."""
    if isinstance(document, dict) and isinstance(document.get("provenance"), dict):
        provenance = {k: v for k, v in document["provenance"].items() if k != "run"}
        document = {**document, "provenance": provenance}
    told = json.dumps(document, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).digest()


def _by_journal(path: Path, journal: Path) -> Iterator[Found | Lost]:
    """Yield what the journal names: a line of an earlier version is none of it."""
    holds, is_file = held_by(path), path.is_file()
    for remembered in history_of(journal):
        entry, spent = remembered.entry, remembered.spent
        place = entry.place or ""
        if entry.state == "done" and entry.key is not None and holds(place):
            text = _line_at(path, place) if is_file else _read(path / place)
            where = f"{path}: {entry.source}" if is_file else str(path / place)
            yield Found(
                where=where, source=entry.source, key=entry.key, text=text, spent=spent
            )
        else:
            yield _lost(remembered)


def _lost(remembered: Remembered) -> Lost:
    entry = remembered.entry
    failed = failure_of(entry) if entry.state in ("failed", "skipped") else None
    return Lost(
        failed=failed, source=entry.source, key=entry.key, spent=remembered.spent
    )


def _folder(folder: Path) -> Iterator[Found | Lost]:
    """Yield the rows of a folder, its briefing files and its list of failures."""
    tables = [p for p in sorted(folder.glob(f"*{SUFFIX}")) if holds_rows(p)]
    paths = [p for p in files_below(folder) if p.suffix == ".json"]
    failures = folder / FAILURES
    if not tables and not paths and not failures.is_file():
        raise SettingsError(_no_shard(folder))
    for table in tables:
        yield from rows_of(table)
    for path in paths:
        source = path.relative_to(folder).as_posix()
        yield _plain(_read(path), str(path), source=source)
    if failures.is_file():
        yield from _listed(failures)


def _listed(path: Path) -> Iterator[Lost]:
    for each in listed_failures(path):
        if isinstance(each, str):
            raise OutputError(f"cannot read {each}; {PUT_RIGHT}")
        yield Lost(failed=each, source=each.source)


def _lines(path: Path) -> Iterator[Found]:
    with _reading(path), path.open(encoding="utf-8") as lines:
        for n, line in enumerate(lines, start=1):
            if line.strip():
                yield _plain(line, f"{path}:{n}", source=f"{path.stem}-{n}.json")


def _plain(text: str, where: str, *, source: str) -> Found:
    """Return a briefing of which no journal knows."""
    try:
        key = canonical(json.loads(text))
    except (ValueError, RecursionError):
        key = hashlib.sha256(text.encode()).digest()
    return Found(where=where, source=source, key=key, text=text)


def _line_at(path: Path, place: str) -> str:
    start, length, _ = place.split()
    with path.open("rb") as file:
        return os.pread(file.fileno(), int(length), int(start)).decode()


def _read(path: Path) -> str:
    with _reading(path):
        return path.read_text(encoding="utf-8")


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, UnicodeDecodeError) as error:
        message = f"cannot read {path}: {error}; {PUT_RIGHT}"
        raise OutputError(message) from None
