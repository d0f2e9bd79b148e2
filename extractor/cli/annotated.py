"""What people decided about briefings, proved again by `extractor verify`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from extractor.cli.talking import Talk

Document = dict[str, Any]
SOURCES = (".json", ".jsonl")  # what decisions may be about, beside them


def annotations_of(files: list[Path]) -> tuple[list[Path], list[Path]]:
    """Return the annotation files that files and folders bring, and the other files."""
    from extractor.annotations import SUFFIX, annotations_beside

    named = [path for path in files if path.name.endswith(SUFFIX)]
    others = [path for path in files if path not in named]
    inside = [p for o in others if o.is_dir() for p in sorted(o.rglob(f"*{SUFFIX}"))]
    beside = [annotations_beside(o) for o in others if not o.is_dir()]
    found = [*named, *inside, *(path for path in beside if path.is_file())]
    return list(dict.fromkeys(found)), others


def broken_decisions(path: Path, *, talk: Talk) -> bool:
    """Say where an annotation file does not hold, and tell whether it does not."""
    from extractor.annotations import annotation_breaks, read_decisions
    from extractor.cli.texts import text_at

    lines = list(read_decisions(text_at(path, expected="an annotation file")))
    broken = False
    for n, found in annotation_breaks(lines, _documents_beside(path)):
        broken = True
        where = found.where and f"#{found.where}"
        typer.echo(f"{path}:{n}{where}: {found.message}")
    if not broken:
        decisions = f"{len(lines):,} decision{'' if len(lines) == 1 else 's'}"
        talk.note(f"{path}: {decisions}, all hold")
    return broken


def _documents_beside(path: Path) -> Iterator[Document]:
    """Yield the briefings that the decisions may be about, if they hold."""
    from extractor.annotations import SUFFIX
    from extractor.verification import verify

    for suffix in SOURCES:
        source = path.with_name(path.name.removesuffix(SUFFIX) + suffix)
        for document in _parsed(source):
            if verify(document).holds:
                yield document


def _parsed(source: Path) -> Iterator[Any]:
    try:
        raw = source.read_bytes()
    except OSError:
        return
    for part in raw.split(b"\n") if source.suffix == ".jsonl" else [raw]:
        try:
            document = json.loads(part)
        except (ValueError, RecursionError):
            continue
        if isinstance(document, dict):
            yield document
