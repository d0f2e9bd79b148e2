"""The files of a recording: written whole or not at all, looked up by key."""

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from extractor.errors import OutputError, SettingsError
from extractor.whole_files import replacing

_NAME = re.compile(r"(?P<slug>.*)--(?P<key>[0-9a-f]{16})(?:\.(?P<n>[0-9]+))?\.json")


class Shelf:
    """The exchanges of one folder, by short key and number."""

    def __init__(self, folder: Path) -> None:
        """Look at what the folder holds, which may be nothing."""
        self.folder = folder
        self._paths: defaultdict[str, dict[int, Path]] = defaultdict(dict)
        names = sorted(path.name for path in folder.glob("*--*.json"))
        for hit in filter(None, map(_NAME.fullmatch, names)):
            self._paths[hit["key"]][int(hit["n"] or 1)] = folder / hit[0]

    def find(self, short: str, n: int) -> Path | None:
        """Return the file of an exchange, or None."""
        return self._paths[short].get(n)

    def count(self, short: str) -> int:
        """Return how many exchanges the key has."""
        return len(self._paths[short])

    def paths(self) -> list[Path]:
        """Return all exchanges, in the order of their names."""
        return sorted(path for key in self._paths.values() for path in key.values())

    def put(self, name: tuple[str, str, int], value: object) -> None:
        """Write an exchange, named by slug, short key and number.

        The first of a key begins anew: others of the key are removed.
        """
        slug, short, n = name
        stem = f"{slug}--{short}" if n == 1 else f"{slug}--{short}.{n}"
        path = self.folder / f"{stem}.json"
        write_json(path, value)
        known = self._paths[short]
        stale = set(known.values()) if n == 1 else {known.get(n, path)}
        for old in stale - {path}:
            old.unlink(missing_ok=True)
        if n == 1:
            known.clear()
        known[n] = path


def read_json(path: Path) -> dict[str, Any]:
    """Return the JSON object in a file; raise SettingsError when there is none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"expected a recording in {path}, found none that can be read: {error}"
        ) from error
    if not isinstance(content, dict):
        raise SettingsError(f"expected a JSON object in {path}, found {content!r}")
    return content


def write_json(path: Path, value: object) -> None:
    """Write the file whole; raise OutputError when that cannot be done."""
    try:
        with replacing(path) as file:
            file.write(_pretty(value))
    except OSError as error:
        raise OutputError(f"cannot write the recording {path}: {error}") from error


def _pretty(value: object) -> bytes:
    """Return the value as people read it; escaped where UTF-8 cannot hold it."""
    try:
        return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
    except UnicodeEncodeError:
        return (json.dumps(value, indent=2) + "\n").encode()
