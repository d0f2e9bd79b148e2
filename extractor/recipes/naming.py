"""A recipe as people name it: by its name, or by a folder that holds it."""

from pathlib import Path
from typing import Any

from extractor.errors import RecipeError
from extractor.recipes import load_recipe
from extractor.recipes.files import recipe_names
from extractor.records.outcome import Recipe


def named_recipe(named: str, *, recipes: Path | None = None) -> Recipe[Any]:
    """Return the recipe of a name or a folder.

    Args:
        named: A name; or the path of a folder with prompts/ and schemas/ that holds
            one recipe, or of a recipe's own folder under such a prompts/.
        recipes: Where names are looked up before the built-in ones.

    Raises:
        RecipeError: There is none, more than one, or it does not fit.
    """
    if named in recipe_names(recipes) or not Path(named).is_dir():
        return load_recipe(named, recipes=recipes)
    folder = Path(named).resolve()
    if folder.parent.name == "prompts":
        return load_recipe(folder.name, recipes=folder.parent.parent)
    return load_recipe(_only_one(folder), recipes=folder)


def _only_one(folder: Path) -> str:
    """Return the name of a folder's only recipe."""
    own = sorted(set(recipe_names(folder)) & _prompts(folder))
    if len(own) != 1:
        found = ", ".join(own) or "none"
        fault = (
            f"expected one recipe in {folder}/prompts, found {found}: name one as "
            f"{folder}/prompts/NAME"
        )
        raise RecipeError(folder.name, (fault,))
    return own[0]


def _prompts(folder: Path) -> set[str]:
    return {path.name for path in (folder / "prompts").glob("*") if path.is_dir()}
