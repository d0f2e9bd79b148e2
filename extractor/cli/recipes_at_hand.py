"""The recipe that a briefing file names, when it is here."""

from pathlib import Path
from typing import Any

from extractor.errors import RecipeError
from extractor.recipes import load_recipe
from extractor.records.outcome import Recipe


def recipe_at_hand(name: str | None, *, recipes: Path | None) -> Recipe[Any] | None:
    """Return a recipe, for its rules; None when it is not here or cannot be used."""
    try:
        return None if name is None else load_recipe(name, recipes=recipes)
    except RecipeError:
        return None
