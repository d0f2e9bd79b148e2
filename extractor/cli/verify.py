"""`extractor verify`: briefing files proved again, without a model."""

import json
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Annotated, Any

import typer

from extractor.cli.flags import Recipes
from extractor.cli.talking import Talk, printable


def verify(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="INPUT", help="Briefing files, JSON or JSONL, or folders of them."
        ),
    ],
    *,
    recipes: Recipes = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Breaks only.")] = False,
) -> None:
    """Check that every quote, offset, id and reference of a briefing file holds.

    What people decided about it (NAME.annotations.jsonl beside it) is checked as well.
    """
    from extractor import verification
    from extractor.cli.annotated import annotations_of, broken_decisions
    from extractor.cli.recipes_at_hand import recipe_at_hand

    broken = False
    talk = Talk(quiet=quiet)
    decided, files = annotations_of(files)
    recipe_named = cache(partial(recipe_at_hand, recipes=recipes))
    for name, document in _documents(files):
        recipe = recipe_named(_recipe_name(document))
        verdict = verification.verify(document, recipe=recipe)
        for found in verdict.breaks:
            place = f"{name}{found.where and '#'}{found.where}"
            typer.echo(printable(f"{place}: {found.message}"))
        for note in verdict.notes:
            talk.note(f"{name}: {note}")
        if verdict.holds:
            talk.note(f"{name}: holds")
        broken |= not verdict.holds
    for path in decided:
        broken |= broken_decisions(path, talk=talk)
    raise typer.Exit(1 if broken else 0)


def _documents(files: list[Path]) -> Iterator[tuple[str, Any]]:
    """Yield each briefing document with its name; JSONL holds one a line."""
    from extractor.cli.texts import text_at
    from extractor.records.lines import lines_of

    for path in _paths(files):
        text = text_at(path, expected="a briefing file")
        if path.suffix == ".jsonl":
            for n, line in enumerate(lines_of(text), start=1):
                if line.strip():
                    yield f"{path}:{n}", _parsed(line)
        else:
            yield str(path), _parsed(text)


def _paths(files: list[Path]) -> Iterator[Path]:
    for path in files:
        yield from _below(path) if path.is_dir() else [path]


def _below(folder: Path) -> list[Path]:
    """Return the briefing files of a folder; nothing to prove is no proof."""
    from extractor.annotations import SUFFIX
    from extractor.errors import SettingsError
    from extractor.sinks import files_below

    found = [p for p in files_below(folder) if not p.name.endswith(SUFFIX)]
    if not found:
        rows = any(folder.rglob("*.parquet"))
        hint = "; `extractor merge` proves rows of Parquet" if rows else ""
        raise SettingsError(f"expected briefing files in {folder}, found none{hint}")
    return found


def _parsed(text: str) -> Any:
    """Return the document; what is no JSON object is broken as such."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return {"format": "no JSON"}
    return document if isinstance(document, dict) else {"format": "no JSON object"}


def _recipe_name(document: dict[str, Any]) -> str | None:
    provenance = document.get("provenance")
    name = provenance.get("recipe") if isinstance(provenance, dict) else None
    return name if isinstance(name, str) else None
