"""Finds the articles of a folder and of the folders in it."""

from collections.abc import Iterator
from pathlib import Path

SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"}
    | {".atom", ".rdf", ".rss"}
)
ABOUT = frozenset({"readme", "license", "licence"})  # files about a folder, by stem


def articles_in(folder: Path) -> Iterator[Path]:
    """Yield the article files below the folder, sorted within each folder.

    Hidden files and folders, and a README or LICENSE, are passed over. A folder to
    which several links lead is visited once. What may not be looked into, and a
    link that leads nowhere, are yielded as they are: reading them says what is wrong.
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
    if path.suffix.lower() in SUFFIXES and (path.is_file() or path.is_symlink()):
        yield path
