"""The list of the articles that failed: a line of JSON each."""

import json
from collections.abc import Iterator
from pathlib import Path

from extractor.errors import OutputError
from extractor.records.outcome import Failed


def failed_line(failed: Failed) -> str:
    """Return a failed article as one line of JSON."""
    record = {
        "source": failed.source,
        "reason": failed.reason,
        "message": failed.message,
    }
    told = json.dumps(record, ensure_ascii=False) + "\n"
    return told.encode(errors="backslashreplace").decode()  # names that are no UTF-8


def listed_failures(path: Path) -> Iterator[Failed | str]:
    """Yield each failed article of a list, or what is wrong with a line, and where.

    Raises:
        OutputError: The list cannot be read.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        message = f"cannot read {path}: {error.strerror or error}; make it readable"
        raise OutputError(message) from None
    for n, line in enumerate(lines, start=1):
        if line.strip():
            yield _listed(line, f"{path}:{n}")


def _listed(line: bytes, place: str) -> Failed | str:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"{place}: expected a failed article as JSON, found: {error}"
    if not isinstance(told, dict) or "source" not in told:
        return f"{place}: expected a failed article with its source, found none"
    source, reason, message = (
        str(told.get(name, "")) for name in ("source", "reason", "message")
    )
    return Failed(source=source, reason=reason, message=message)
