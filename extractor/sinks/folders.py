"""A folder of briefing files, named after their inputs, and failed.jsonl."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path, PurePath
from typing import Any

from extractor.errors import OutputError
from extractor.records.briefing_file import FAILURES
from extractor.records.outcome import Done, Failed
from extractor.records.source_names import as_path, is_address, parts_of
from extractor.sinks.failures import failed_line
from extractor.sinks.streams import pretty
from extractor.sinks.whole_files import write_lines, write_whole

JOURNAL = ".extractor"
SUFFIXES = frozenset({".json", ".jsonl"})
BARRED = frozenset('/\\:*?"<>|')  # by one file system or another
STEM_BYTES = 200  # with suffixes well under the 255 bytes that file systems allow


class FolderStore:
    """One briefing file an article; places are paths below the folder.

    Attributes:
        output: The folder.
        journal: Where the journal of this output is kept.
    """

    def __init__(self, folder: Path) -> None:
        """Write below this folder; raise OutputError when there can be none."""
        self.output, self.journal = folder, folder_journal(folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            found = "a file" if folder.exists() else error.strerror or str(error)
            message = (
                f"cannot write to {folder}: expected a folder, found: {found}. "
                "Name a folder with -o, or a file that ends in .json or .jsonl"
            )
            raise OutputError(message) from None

    def names(self, source: str) -> Iterator[str]:
        """Yield places for a source, the best first and without end.

        The input's stem; then with its folders, one more each time; then its whole
        name; then numbered. One article of many has a folder with the stem of their
        file.
        """
        stem, parents = _stem(source), _parents(source)
        for depth in range(len(parents) + 1):
            inside = parents[len(parents) - depth :]
            yield PurePath(*inside, f"{stem}.json").as_posix()
        whole = _stem(source, whole=True)
        if whole != stem:
            yield f"{whole}.json"
        for n in count(2):
            yield f"{stem}-{n}.json"

    def holds(self, place: str) -> bool:
        """Tell whether a file is there, with something in it."""
        return holds_file(self.output, place)

    def read(self, place: str) -> str:
        """Return a file's text; raise OutputError when it has gone."""
        try:
            return (self.output / place).read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            message = f"cannot read {self.output / place}: {error}; start again"
            raise OutputError(message) from None

    def text(self, done: Done[Any]) -> str:
        """Return the text of an article's file."""
        return pretty(done)

    def write(
        self, text: str, *, place: str | None, noted: Callable[[str], None]
    ) -> None:
        """Write a file whole, then note its place; raise OutputError without room."""
        if place is None:
            message = "a file in a folder needs a name"
            raise ValueError(message)
        write_whole(self.output / place, text)
        noted(place)

    def close(self, failures: Iterable[Failed]) -> None:
        """Write the list of the articles that have failed, or remove an old one."""
        path = self.output / FAILURES
        if not write_lines(path, map(failed_line, failures)):
            path.unlink(missing_ok=True)


def holds_file(folder: Path, place: str) -> bool:
    """Tell whether a file is there, with something in it."""
    try:
        return (folder / place).stat().st_size > 0
    except OSError:
        return False


def folder_journal(folder: Path) -> Path:
    """Return where the journal of an output folder is kept."""
    return folder / JOURNAL


def files_below(folder: Path) -> list[Path]:
    """Return the files that may hold briefings, below a folder, in order.

    Hidden files and lists of failures are none.
    """
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in SUFFIXES
        and path.name != FAILURES
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _stem(source: str, *, whole: bool = False) -> str:
    """Return a place for a source; `whole`: with the end of the input's name."""
    file, item = parts_of(source)
    path = PurePath(as_path(file))
    stem = _short("stdin" if file == "-" else path.name if whole else path.stem)
    if item is None:
        return stem
    return (
        f"{stem}/{_short(PurePath(as_path(item)).stem if is_address(item) else item)}"
    )


def _short(name: str) -> str:
    """Return a name for a file or folder that is plain, in sight and not too long."""
    printable = (c if c.isprintable() and c not in BARRED else "_" for c in name)
    plain = "".join(printable).lstrip(".").strip()
    return plain.encode()[:STEM_BYTES].decode(errors="ignore") or "article"


def _parents(source: str) -> list[str]:
    """Return the input's folders as short names; none leads out of the output."""
    steps = PurePath(as_path(parts_of(source).file)).parent.parts
    return [_short(step) for step in steps if step not in ("/", ".", "..")]
