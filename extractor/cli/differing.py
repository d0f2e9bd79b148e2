"""What a change of a recipe does to the request: its parts, compared line by line."""

import difflib
import json
from typing import Any

from extractor.records.article import Article
from extractor.records.outcome import Recipe
from extractor.rendering import describe_fields, render

Parts = dict[str, str]
SYSTEM, FIELDS = "system message", "fields in words"
USER, SCHEMA = "user message", "schema"


def parts_of(recipe: Recipe[Any], article: Article | None) -> Parts:
    """Return the parts of a request; without an article, its frame as it stands.

    The fields in words end the system message for servers that do not show a schema to
    their model; others get the schema.
    """
    user = recipe.user
    if article is not None:
        user = render(article, system=recipe.system, user=recipe.user).user
    return {
        SYSTEM: recipe.system,
        FIELDS: describe_fields(recipe.strict_schema),
        USER: user,
        SCHEMA: json.dumps(recipe.strict_schema, indent=1, ensure_ascii=False),
    }


def differences(first: Parts, second: Parts, *, names: tuple[str, str]) -> str:
    """Return a unified diff of every part that differs, or an empty text."""
    blocks = []
    for part in first:
        lines = difflib.unified_diff(
            first[part].splitlines(),
            second[part].splitlines(),
            fromfile=f"{names[0]}: {part}",
            tofile=f"{names[1]}: {part}",
            lineterm="",
        )
        blocks.append("\n".join(lines))
    return "".join(f"\n{block}\n" for block in blocks if block)


def sizes(first: Parts, second: Parts) -> str:
    """Return the characters of each part before and after."""
    rows = [
        f"{part:16} {len(first[part]):>8,} {len(second[part]):>8,} "
        f"{len(second[part]) - len(first[part]):>+8,}"
        for part in first
    ]
    return "\n".join([f"{'characters':16} {'first':>8} {'second':>8} {'':>8}", *rows])
