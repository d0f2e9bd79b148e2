"""From what the user names to what is read: files, folders and standard input."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from extractor.errors import SettingsError
from extractor.records.article import Article
from extractor.sources.folders import articles_in
from extractor.sources.opening import STDIN, read_article


@dataclass(frozen=True, slots=True)
class Input:
    """One article still to be read.

    Attributes:
        name: Its path, below the folder that the user named, or `-`.
        stdin: Stands in for the process's standard input.
    """

    name: str
    stdin: BinaryIO | None = None

    def read(self) -> Article:
        """Return the article.

        Raises:
            UnreadableArticle: No article can be had from it; `reason` says why.
        """
        return read_article(self.name, stdin=self.stdin)


def iter_inputs(
    inputs: Sequence[str], *, stdin: BinaryIO | None = None
) -> Iterator[Input]:
    """Return an iterator over the articles, folders replaced by what is in them.

    What does not exist, and a folder without an article, come as they are: reading
    them fails, and that failure is one outcome.

    Args:
        inputs: Files, folders, or `-`.
        stdin: Stands in for the process's standard input.

    Raises:
        SettingsError: Standard input is named twice.
    """
    if inputs.count(STDIN) > 1:
        message = f"expected {STDIN} at most once, found it {inputs.count(STDIN)} times"
        raise SettingsError(message)
    return (Input(name, stdin) for named in inputs for name in _names(named))


def _names(named: str) -> Iterator[str]:
    """Yield the names that one input stands for."""
    if named in {"", STDIN} or not _is_folder(Path(named)):
        yield named
        return
    paths = articles_in(Path(named))
    first = next(paths, None)
    yield named if first is None else str(first)
    yield from map(str, paths)


def _is_folder(path: Path) -> bool:
    """Tell whether the path leads to a folder, as far as that may be known."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
