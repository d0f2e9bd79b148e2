"""Reads corpora that a test wrote."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extractor.errors import UnreadableArticle
from extractor.run import Source
from extractor.sources import Options, iter_inputs
from extractor.sources.corpora.fields import Fields


def sources(path: Path, **fields: str) -> list[Source]:
    """Return the sources of a corpus."""
    options = Options(fields=Fields(**fields))
    return list(iter_inputs([str(path)], options=options))


def items(path: Path, **fields: str) -> list[str]:
    """Return what the sources are called behind the name of their file."""
    return [source.name.removeprefix(str(path)) for source in sources(path, **fields)]


def ends(path: Path, **fields: str) -> list[str]:
    """Return the text of each article, or the reason why there is none."""
    return [_end(source) for source in sources(path, **fields)]


def _end(source: Source) -> str:
    try:
        return source.read().text
    except UnreadableArticle as error:
        return error.reason


def message(path: Path, **fields: str) -> str:
    """Return what is said of the only source, which cannot be read."""
    [source] = sources(path, **fields)
    try:
        source.read()
    except UnreadableArticle as error:
        return str(error)
    return ""


def write_lines(path: Path, rows: Iterable[Any]) -> Path:
    """Write JSON lines."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")
    return path
