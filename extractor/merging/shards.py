"""What a shard holds: a folder, a JSONL file or Parquet, with or without a journal."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.errors import OutputError, SettingsError
from extractor.journal import Spent
from extractor.journal.database import FILE
from extractor.journal.history import Remembered, history_of
from extractor.records.briefing_file import FAILURES
from extractor.records.outcome import Failed
from extractor.sinks import held_by, journal_of

COLUMNS = ("key", "source", "status", "reason", "message", "file")
ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A briefing in a shard.

    Attributes:
        where: Its file, or its file and line, for messages.
        source: The article's, as the shard has it.
        key: What was asked; where nothing says so, the sha256 of the briefing file
            without what differs from run to run.
        text: The briefing file.
        spent: What it cost; None is what its file says.
    """

    where: str
    source: str
    key: bytes
    text: str
    spent: Spent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """An article without a briefing.

    Attributes:
        failed: Why; None when it has not come to an end.
        source: The article's, as the shard has it.
        key: What was asked, if that is known.
        spent: What it cost.
    """

    failed: Failed | None
    source: str
    key: bytes | None = None
    spent: Spent = field(default_factory=Spent)


def read_shard(path: Path) -> Iterator[Found | Lost]:
    """Yield what a shard holds, always in the same order.

    Raises:
        SettingsError: There is no such shard.
        OutputError: It cannot be read.
    """
    journal = journal_of(path)
    if path.is_dir() and any(path.glob("*.parquet")):
        return _rows(sorted(path.glob("*.parquet")))
    if path.suffix == ".parquet" and path.is_file():
        return _rows([path])
    if path.exists() and (journal / FILE).is_file():
        return _by_journal(path, journal)
    if path.is_dir():
        return _folder(path)
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
    entry, failed = remembered.entry, None
    if entry.state in ("failed", "skipped"):
        reason, message = entry.reason or "", entry.message or ""
        failed = Failed(source=entry.source, reason=reason, message=message)
    return Lost(
        failed=failed, source=entry.source, key=entry.key, spent=remembered.spent
    )


def _folder(folder: Path) -> Iterator[Found | Lost]:
    paths = [p for p in sorted(folder.rglob("*.json")) if not p.name.startswith(".")]
    failures = folder / FAILURES
    if not paths and not failures.is_file():
        raise SettingsError(_no_shard(folder))
    for path in paths:
        source = path.relative_to(folder).as_posix()
        yield _plain(_read(path), str(path), source=source)
    for line in _read(failures).splitlines() if failures.is_file() else ():
        told = json.loads(line)
        yield Lost(failed=Failed(**told), source=told["source"])


def _lines(path: Path) -> Iterator[Found]:
    with path.open(encoding="utf-8") as lines:
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


def _rows(paths: list[Path]) -> Iterator[Found | Lost]:
    """Yield the rows of Parquet files, as the Ray backend writes them."""
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        message = "Parquet needs pyarrow: pip install 'article-briefing[corpora]'"
        raise SettingsError(message) from None
    for path in paths:
        try:
            with parquet.ParquetFile(path) as file:
                for batch in file.iter_batches(ROWS_AT_ONCE, columns=list(COLUMNS)):
                    yield from (_row(row, str(path)) for row in batch.to_pylist())
        except (ArrowException, OSError) as error:
            message = (
                f"expected Parquet with the columns {', '.join(COLUMNS)} in {path}, "
                f"found: {error}"
            )
            raise OutputError(message) from None


def _row(row: dict[str, Any], where: str) -> Found | Lost:
    key, source = bytes.fromhex(row["key"]), row["source"]
    if row["file"]:
        return Found(
            where=f"{where}: {source}", source=source, key=key, text=row["file"]
        )
    failed = Failed(
        source=source, reason=row["reason"] or "", message=row["message"] or ""
    )
    return Lost(failed=failed, source=source, key=key)


def _line_at(path: Path, place: str) -> str:
    start, length, _ = place.split()
    with path.open("rb") as file:
        return os.pread(file.fileno(), int(length), int(start)).decode()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"cannot read {path}: {error}; put it right, or leave its folder out"
        raise OutputError(message) from None
