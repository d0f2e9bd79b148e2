"""JSON lines: an object on each line. A broken line is one failure."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from extractor.errors import UnreadableArticle
from extractor.run import Source
from extractor.sources.corpora.records import Record, broken
from extractor.sources.corpora.rows import sources_of
from extractor.sources.decoding import decode
from extractor.sources.files import LARGEST_FILE, opened
from extractor.sources.options import Options


def json_lines(file: str, options: Options) -> Iterator[Source]:
    """Yield the articles of a JSON lines file."""
    return sources_of(file, _records(file), options=options)


def _records(file: str) -> Iterator[Record]:
    with opened(file) as stream:
        for n, line in enumerate(_lines(stream), 1):
            if len(line) > LARGEST_FILE:
                limit = LARGEST_FILE // 1_000_000
                message = f"expected a line of at most {limit} MB, found a longer one"
                yield broken(n, message, reason="too_large")
            elif line.strip():
                yield _record(n, line)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines; of one that is too long, no more than shows that."""
    while line := stream.readline(LARGEST_FILE + 1):
        yield line
        while len(line) > LARGEST_FILE and not line.endswith(b"\n"):
            line = stream.readline(LARGEST_FILE + 1)


def _record(n: int, line: bytes) -> Record:
    try:
        decoded = decode(line)
        values = parsed(decoded.text)
    except UnreadableArticle as error:
        return Record(n=n, error=error)
    if not isinstance(values, dict):
        found = type(values).__name__
        return broken(n, f"expected a JSON object on the line, found a {found}")
    return Record(n=n, values=values, notices=decoded.notices)


def parsed(text: str) -> Any:
    """Return what JSON text holds.

    Raises:
        UnreadableArticle: It is no JSON (`broken_row`).
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        message = f"expected JSON, found: {error}; mend it or take it out"
        raise UnreadableArticle("broken_row", message) from error
