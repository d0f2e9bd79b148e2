"""Reads files on any machine: a row for each article in them, with its key."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from extractor.backends.ray.order import Order
from extractor.backends.ray.places import articles_at, is_remote, place_of
from extractor.backends.ray.rows import (
    ASKED,
    Row,
    article_row,
    plain,
    table_of,
    unread_row,
)
from extractor.errors import ArticleError, UnreadableArticle
from extractor.journal import Keys
from extractor.records.outcome import Prompt, Recipe
from extractor.rendering import render, system_message
from extractor.run import Source
from extractor.sources import iter_inputs
from extractor.sources.folders import articles_in

COPIED_BYTES = 1_000_000  # at a time
ROWS_AT_ONCE = 64  # handed on together: a few hundred kilobytes


class Files:
    """The files of a run: rows for tasks, and the stores that they are in."""

    def __init__(self) -> None:
        """Begin without files."""
        self.rows: list[dict[str, Any]] = []
        self.systems: list[Any] = []

    def add(self, named: str) -> None:
        """Add what an input stands for: a file, or all articles below a folder.

        Raises:
            SettingsError: It is an address in a store, and nothing is there.
        """
        if is_remote(named):
            place = place_of(named)
            self.systems.append(place.system)
            for each in articles_at(place):
                self._add(each.path, each.name, system=len(self.systems) - 1)
            return
        path = Path(named)
        inside = list(articles_in(path)) if path.is_dir() else []
        for file in inside or [path]:
            self._add(str(file.absolute()), str(file), system=None)

    def _add(self, path: str, name: str, *, system: int | None) -> None:
        self.rows.append({"path": path, "name": plain(name), "system": system})


def read(batch: Any, *, order: Order, systems: list[Any]) -> Iterator[Any]:
    """Yield tables of the articles in the files of a batch: what a task does."""
    rows = _rows(batch.to_pylist(), order, systems)
    while held := list(islice(rows, ROWS_AT_ONCE)):
        yield table_of(held, ASKED)


def _rows(files: list[Any], order: Order, systems: list[Any]) -> Iterator[Row]:
    keying = _Keying(order)
    for file in files:
        try:
            with _here(file, systems) as path:
                for source in iter_inputs([path], options=order.options):
                    name = file["name"] + source.name.removeprefix(path)
                    yield _row(source, name, keying=keying)
        except UnreadableArticle as error:
            yield unread_row(file["name"], reason=error.reason, message=str(error))


class _Keying:
    """Makes keys as a run in one process does."""

    def __init__(self, order: Order) -> None:
        self._order, self._recipe = order, order.recipe()
        self._keys = Keys(fingerprint=order.fingerprint, asked=order.asked)
        self._system = system_message(
            self._recipe, describes_fields=order.describes_fields
        )

    def row(self, source: Source, name: str) -> Row:
        article = source.read()
        prompt = _prompt(article, self._recipe, self._order, system=self._system)
        return article_row(name, article, key=self._keys.of(article, prompt))


def _prompt(article: Any, recipe: Recipe[Any], order: Order, *, system: str) -> Prompt:
    language = order.settings.answer_language
    return render(article, system=system, user=recipe.user, answer_language=language)


def _row(source: Source, name: str, *, keying: _Keying) -> Row:
    try:
        return keying.row(source, name)
    except ArticleError as error:
        return unread_row(name, reason=error.reason, message=str(error))


@contextmanager
def _here(file: Mapping[str, Any], systems: list[Any]) -> Iterator[str]:
    """Return the path of a file on this machine: a copy if it is elsewhere.

    Raises:
        UnreadableArticle: Its store does not give it.
    """
    if file["system"] is None:
        yield file["path"]
        return
    system = systems[file["system"]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / PurePosixPath(file["path"]).name
        with path.open("wb") as near:
            near.writelines(_parts(system, file))
        yield str(path)


def _parts(system: Any, file: Mapping[str, Any]) -> Iterator[bytes]:
    try:
        with system.open_input_stream(file["path"]) as far:
            while part := far.read(COPIED_BYTES):
                yield part
    except OSError as error:
        message = f"expected to read {file['name']}, found: {error}"
        raise UnreadableArticle("unreadable", message) from None
