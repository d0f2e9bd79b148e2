"""Briefings that are finished already, found again by the text that they are of."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extractor.cli.texts import text_at
from extractor.errors import SettingsError
from extractor.evaluation.gold import GoldRow
from extractor.evaluation.results import Made
from extractor.evaluation.scoring import Scored
from extractor.records.article import article_id
from extractor.records.briefing_file import FORMAT, BriefingFile, Provenance
from extractor.records.lines import lines_of
from extractor.schemas.briefing_published import Briefing
from extractor.sinks import files_below

ABSENT = "no_briefing"


@dataclass(frozen=True, slots=True)
class Finished:
    """Briefing files by article id."""

    files: dict[str, BriefingFile[Briefing]]

    def scored(self, row: GoldRow) -> Scored:
        """Return what there is of a row's article."""
        file = self.files.get(article_id(row.text))
        if file and file.article.text != row.text:
            message = (
                f"expected the text of {row.id} in the briefing of its id, found "
                "another one: `extractor verify` says what is wrong with that file"
            )
            raise SettingsError(message)
        return Scored(file=file) if file else Scored(outcome=ABSENT)

    def made(self) -> Made:
        """Return what all of them were made with; null where they differ."""
        made = [file.provenance for file in self.files.values()]
        return Made(
            extractor=_same([m.extractor for m in made]) or "several",
            engine=_same([m.engine.kind for m in made]),
            model=_same([m.engine.model for m in made]),
            recipe=_same([m.recipe for m in made]),
            fingerprint=_same([m.fingerprint for m in made]),
        )


def _same(values: list[Any]) -> Any:
    """Return the value that all are, or None."""
    return values[0] if values and len(set(values)) == 1 else None


def finished(path: Path) -> Finished:
    """Return the briefings in a folder, with its folders, or in one file.

    Raises:
        SettingsError: There is none, one cannot be read, or two are of one article.
    """
    files: dict[str, BriefingFile[Briefing]] = {}
    places: dict[str, str] = {}
    for place, document in _documents(path):
        file = _file(place, document)
        other = places.setdefault(file.article.id, place)
        if other != place:
            message = f"{other} and {place} are of one article: expected one of each"
            raise SettingsError(message)
        files[file.article.id] = file
    if not files:
        message = f"expected briefing files at {path}, found none"
        raise SettingsError(message)
    return Finished(files)


def _documents(path: Path) -> Iterator[tuple[str, Any]]:
    """Yield each document that calls itself a briefing file, with its place."""
    for each in _paths(path):
        text = text_at(each, expected="a briefing file")
        try:
            lines = lines_of(text.rstrip("\n")) if each.suffix == ".jsonl" else [text]
            for n, line in enumerate(lines, start=1):
                document = json.loads(line) if line.strip() else None
                if isinstance(document, dict) and document.get("format") == FORMAT:
                    yield f"{each}:{n}" if len(lines) > 1 else str(each), document
        except (ValueError, RecursionError) as error:
            message = f"expected a briefing file at {each}, found: {error}"
            raise SettingsError(message) from None


def _paths(path: Path) -> list[Path]:
    return files_below(path) if path.is_dir() else [path]


def _file(place: str, document: Any) -> BriefingFile[Briefing]:
    try:
        return BriefingFile[Briefing].model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = "/".join(map(str, first["loc"]))
        message = (
            f"{place}: expected a briefing of the recipe 'briefing' or one like it, "
            f"found at {where}: {first['msg']}"
        )
        raise SettingsError(message) from None


def scored_briefing(file: BriefingFile[Any]) -> BriefingFile[Briefing]:
    """Return the file as one of the briefing, whichever recipe wrote it.

    Raises:
        SettingsError: The recipe publishes something else.
    """
    if isinstance(file.briefing, Briefing):
        return file
    provenance: Provenance = file.provenance
    return _file(f"recipe {provenance.recipe!r}", file.model_dump(mode="json"))
