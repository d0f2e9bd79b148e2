"""Finds the articles of a folder and of the folders in it."""

import re
from collections.abc import Iterator
from pathlib import Path

from extractor.records.briefing_file import FAILURES
from extractor.sources.web.sniffing import SNIFFED_BYTES, looks_like_feed

SUFFIXES = frozenset(
    {
        *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"),
        *(".atom", ".rdf", ".rss", ".xml"),
        *(".pdf", ".docx", ".doc", ".odt", ".rtf"),
        *(".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet"),
    }
)
ABOUT = frozenset({"readme", "license", "licence"})  # files about a folder, by stem
OURS = re.compile(rb'\s*\{\s*"format":\s*"extractor/')
OURS_WITHIN = 100  # bytes from the start of a file


def articles_in(folder: Path) -> Iterator[Path]:
    """Yield the article files below the folder, sorted within each folder.

    Hidden files and folders, a README or LICENSE, and what this program writes are
    passed over. A folder to which several links lead is visited once. What may not be
    looked into, and a link that leads nowhere, are yielded as they are: reading them
    says what is wrong.
    """
    waiting, seen = [folder], set[Path]()
    while waiting:
        path = waiting.pop()
        try:
            if not path.is_dir():
                yield from _if_article(path)
                continue
            real = path.resolve()
            inside = [] if real in seen else sorted(path.iterdir(), reverse=True)
        except OSError:
            yield path
            continue
        seen.add(real)
        waiting += filter(_counts, inside)


def _counts(path: Path) -> bool:
    return not path.name.startswith(".") and path.stem.lower() not in ABOUT


def _if_article(path: Path) -> Iterator[Path]:
    """Yield the path if it is an article file, or a link that may have led to one."""
    if path.suffix.lower() not in SUFFIXES:
        return
    if path.is_symlink() or (path.is_file() and not _is_other(path)):
        yield path


def _is_other(path: Path) -> bool:
    """Tell whether a file is no article in spite of its name: XML that is no feed."""
    if path.suffix.lower() == ".xml":
        return not looks_like_feed(_opening(path))
    return _is_ours(path)


def _is_ours(path: Path) -> bool:
    """Tell whether a file is an output: briefings, or the list of those that failed."""
    if path.name == FAILURES:
        return True
    if not path.suffix.lower().startswith(".json"):
        return False
    return OURS.match(_opening(path)[:OURS_WITHIN]) is not None


def _opening(path: Path) -> bytes:
    """Return the first bytes of a file, or nothing when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(SNIFFED_BYTES)
    except OSError:
        return b""
