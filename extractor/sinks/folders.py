"""A folder of briefing files, named after their inputs, and failed.jsonl."""

from pathlib import Path, PurePath
from typing import Any

from extractor.errors import OutputError
from extractor.records.outcome import Done, Failed
from extractor.sinks.streams import failed_line, pretty
from extractor.sinks.whole_files import write_whole

FAILED = "failed.jsonl"
STEM_BYTES = 200  # with suffixes well under the 255 bytes that file systems allow


class FolderSink:
    """One briefing file an article. Equal stems keep their input's folder."""

    def __init__(self, folder: Path) -> None:
        """Write below this folder; raise OutputError when there can be none."""
        self._folder, self._sources = folder, dict[Path, str]()
        self._failed: list[str] = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = (
                f"cannot write to {folder}: {error.strerror or error}. "
                "Name a folder with -o"
            )
            raise OutputError(message) from None

    def write(self, outcome: Done[Any] | Failed) -> None:
        """Write a finished article's file, or the list of the failed ones anew."""
        if isinstance(outcome, Done):
            write_whole(self._path(outcome.source), pretty(outcome))
        else:
            self._failed.append(failed_line(outcome))
            write_whole(self._folder / FAILED, "".join(self._failed))

    def close(self) -> None:
        """Remove the list of failed articles of an earlier run when none failed."""
        if not self._failed:
            (self._folder / FAILED).unlink(missing_ok=True)

    def _path(self, source: str) -> Path:
        """Return where an article's file goes; no two sources share a path."""
        stem, parents = _stem(source), _parents(source)
        for depth in range(len(parents) + 1):
            inside = parents[len(parents) - depth :]
            path = self._folder.joinpath(*inside, f"{stem}.json")
            if self._sources.setdefault(path, source) == source:
                return path
        return self._numbered(stem, source)

    def _numbered(self, stem: str, source: str) -> Path:
        n = 2
        while True:
            path = self._folder / f"{stem}-{n}.json"
            if self._sources.setdefault(path, source) == source:
                return path
            n += 1


def _stem(source: str) -> str:
    stem = "stdin" if source == "-" else PurePath(source).stem
    return _plain(stem).encode()[:STEM_BYTES].decode(errors="ignore") or "article"


def _parents(source: str) -> list[str]:
    """Return the input's folders as plain names; none leads out of the output."""
    steps = PurePath(source).parent.parts
    return [_plain(step) for step in steps if step not in ("/", ".", "..")]


def _plain(name: str) -> str:
    return "".join(
        c if c.isprintable() and c not in '/\\:*?"<>|' else "_" for c in name
    )
