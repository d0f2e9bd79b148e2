"""Files and folders, here or in any store that pyarrow reaches."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from extractor.errors import OutputError, SettingsError
from extractor.records.source_names import is_address
from extractor.sources.folders import SUFFIXES

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A file or a folder in a file system of pyarrow's.

    Attributes:
        system: The file system.
        path: Where it is in there.
        scheme: How its addresses begin, as `s3`; None on this machine.
    """

    system: Any
    path: str
    scheme: str | None

    @property
    def name(self) -> str:
        """What it is called: never with what an address says besides the path."""
        return self.path if self.scheme is None else f"{self.scheme}://{self.path}"

    def below(self, *steps: str) -> "Place":
        """Return a place inside."""
        return Place(self.system, "/".join([self.path, *steps]), self.scheme)

    def make(self) -> None:
        """Make the folder; raise OutputError when there can be none."""
        try:
            self.system.create_dir(self.path, recursive=True)
        except OSError as error:
            message = f"cannot write to {self.name}: {error}. Name another -o"
            raise OutputError(message) from None

    def remove(self) -> None:
        """Remove the folder with what is in it, if it is there."""
        from pyarrow.fs import FileType

        if self.system.get_file_info(self.path).type != FileType.NotFound:
            self.system.delete_dir(self.path)

    def remove_file(self) -> None:
        """Remove the file, if it is there."""
        with suppress(FileNotFoundError):
            self.system.delete_file(self.path)

    def write(self, content: bytes) -> None:
        """Write the file whole; raise OutputError when the store does not take it."""
        try:
            with self.system.open_output_stream(self.path) as stream:
                stream.write(content)
        except OSError as error:
            raise OutputError(f"cannot write {self.name}: {error}") from None

    def files(self, suffix: str) -> list["Place"]:
        """Return the files in the folder whose names end so, sorted; none without it.

        Raises:
            OutputError: It cannot be looked into.
        """
        from pyarrow.fs import FileSelector, FileType

        selector = FileSelector(self.path, allow_not_found=True)
        try:
            found = self.system.get_file_info(selector)
        except OSError as error:
            message = f"cannot look into {self.name}: {error}"
            raise OutputError(message) from None
        named = sorted(
            info.path
            for info in found
            if info.type == FileType.File and info.path.endswith(suffix)
        )
        return [Place(self.system, path, self.scheme) for path in named]


def is_remote(name: str) -> bool:
    """Tell whether a name is an address in a store, and neither a path nor a page."""
    return _SCHEME.match(name) is not None and not is_address(name)


def place_of(name: str) -> Place:
    """Return the place that a path or an address means.

    Raises:
        SettingsError: pyarrow knows no such store, or cannot open it.
    """
    from pyarrow import ArrowException
    from pyarrow.fs import FileSystem, LocalFileSystem

    found = _SCHEME.match(name)
    if found is None:
        return Place(LocalFileSystem(), str(Path(name).absolute()), None)
    try:
        system, path = FileSystem.from_uri(name)
    except (ArrowException, OSError, ValueError) as error:
        message = (
            f"expected a store that pyarrow can open ({found[1]}://...), found: {error}"
        )
        raise SettingsError(message) from None
    return Place(system, path.rstrip("/"), found[1].lower())


def articles_at(place: Place) -> Iterator[Place]:
    """Yield the article files at a place: itself, or all below it, by their suffixes.

    Raises:
        SettingsError: Nothing is there, or it cannot be looked into.
    """
    from pyarrow.fs import FileSelector, FileType

    try:
        info = place.system.get_file_info(place.path)
        if info.type == FileType.Directory:
            selector = FileSelector(place.path, recursive=True)
            inside = place.system.get_file_info(selector)
        else:
            inside = [info]
    except OSError as error:
        message = f"expected to read {place.name}, found: {error}"
        raise SettingsError(message) from None
    files = sorted(each.path for each in inside if each.type == FileType.File)
    if info.type == FileType.Directory:
        files = [path for path in files if _counts(path, place.path)]
    if not files:
        message = f"expected articles at {place.name}, found none; check the address"
        raise SettingsError(message)
    for path in files:
        yield Place(place.system, path, place.scheme)


def _counts(path: str, folder: str) -> bool:
    """Tell whether a file below a folder is one of articles, and in sight."""
    steps = PurePosixPath(path).relative_to(folder)
    seen = not any(step.startswith(".") for step in steps.parts)
    return seen and steps.suffix.lower() in SUFFIXES
