"""What to say when a replay meets a request that was not recorded."""

import difflib
import json
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extractor.answerers.llm.recording.files import Shelf, read_json
from extractor.answerers.llm.recording.keys import SHORT, Asked
from extractor.errors import RecordingMissing

WIDTH = 96
MOST_LINES = 20


def missing(shelf: Shelf, asked: Asked, *, n: int) -> RecordingMissing:
    """Return the error, which shows what differs from the nearest recording."""
    head = f"no recording in {shelf.folder} for this request (key {asked.key[:SHORT]})"
    if n > 1 and (count := shelf.count(asked.key[:SHORT])):
        return RecordingMissing(
            f"{head}: it stands there {count} time(s) and is now made once more; "
            "record it again"
        )
    rows = list(_rows(asked.as_json()))
    nearest = _nearest(shelf, rows)
    if nearest is None:
        return RecordingMissing(f"{head}: the folder holds no exchanges")
    path, recorded = nearest
    difference = "\n".join(_difference(recorded, rows))
    return RecordingMissing(
        f"{head}. The nearest is {path.name}; - recorded, + asked now:\n{difference}\n"
        "Record it again, or undo the change."
    )


def _nearest(shelf: Shelf, rows: list[str]) -> tuple[Path, list[str]] | None:
    """Return the exchange with the largest share of equal rows."""
    wanted = set(rows)
    best: tuple[float, Path, list[str]] | None = None
    for path in shelf.paths():
        recorded = list(_rows(read_json(path).get("request", {})))
        share = len(wanted & {*recorded}) / max(len(wanted | {*recorded}), 1)
        if best is None or share > best[0]:
            best = share, path, recorded
    return best[1:] if best else None


def _rows(request: Mapping[str, Any]) -> Iterator[str]:
    """Yield a request as lines that are short enough to compare by eye."""
    yield f"model: {request.get('model')}"
    for name, value in sorted(request.get("parameters", {}).items()):
        yield f"{name}: {value!r}"
    yield f"schema: {str(request.get('schema_sha256'))[:SHORT]}"
    for message in request.get("messages", []):
        yield f"[{message.get('role')}]"
        rest = {k: v for k, v in message.items() if k not in ("role", "content")}
        for text in (message.get("content"), json.dumps(rest) if rest else ""):
            for line in str(text or "").splitlines():
                yield from textwrap.wrap(line, WIDTH, break_on_hyphens=False) or [""]


def _difference(recorded: list[str], asked: list[str]) -> Iterator[str]:
    changed = [
        line
        for line in difflib.unified_diff(recorded, asked, n=0, lineterm="")
        if not line.startswith(("---", "+++", "@@"))
    ]
    yield from changed[:MOST_LINES]
    if len(changed) > MOST_LINES:
        yield f"… and {len(changed) - MOST_LINES} more lines"
