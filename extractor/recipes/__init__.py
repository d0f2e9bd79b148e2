"""Recipes: a prompt folder and a schema file under one name, checked at load."""

import hashlib
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from pydantic import BaseModel

from extractor.errors import RecipeError
from extractor.recipes.checking import faults_of
from extractor.recipes.files import RecipeFiles, digest, find_recipe, recipe_names
from extractor.recipes.modules import load_module
from extractor.recipes.parts import part_faults, parts_of
from extractor.records.outcome import Recipe
from extractor.rendering import strict_schema
from extractor.review.publishing import publish_plainly, published_model

if TYPE_CHECKING:
    from types import ModuleType

    from extractor.schemas.briefing import Briefing

T = TypeVar("T", bound=BaseModel)
DEFAULT_RECIPE = "briefing"


@overload
def load_recipe(name: Literal["briefing"] = "briefing") -> "Recipe[Briefing]": ...
@overload
def load_recipe(
    name: str, *, recipes: Path | str | None = None, published: type[T]
) -> Recipe[T]: ...
@overload
def load_recipe(
    name: str, *, recipes: Path | str | None = None
) -> Recipe[BaseModel]: ...
def load_recipe(
    name: str = DEFAULT_RECIPE,
    *,
    recipes: Path | str | None = None,
    published: type[Any] | None = None,
) -> Recipe[Any]:
    """Return a recipe, checked whole.

    Args:
        name: The folder under prompts/ and the module under schemas/.
        recipes: A folder that holds prompts/ and schemas/ of your own; what it does
            not hold is looked up among the built-in recipes.
        published: The class that the recipe publishes, imported by you from its
            schema file: the recipe then uses your import of it, and results are typed
            to it.

    Raises:
        RecipeError: A file is missing or does not fit; names every fault.
    """
    files = find_recipe(name, Path(recipes) if recipes is not None else None)
    module = _module_of(published, files) if published else load_module(files)
    prompts = {part: _read(files, part) for part in files.prompt}
    faults = faults_of(module, system=prompts["system.md"], user=prompts["user.md"])
    faults = faults or part_faults(module, prompts)
    if faults:
        raise RecipeError(name, faults)
    recipe = _recipe(files, module, prompts)
    return replace(recipe, parts=parts_of(module, prompts, recipe=recipe))


def _module_of(published: type[Any], files: RecipeFiles) -> "ModuleType":
    """Return the schema module beside which, or in which, a class was defined.

    Raises:
        RecipeError: It is not the file that the fingerprint is made of.
    """
    package, _, last = published.__module__.rpartition(".")
    module = sys.modules[published.__module__]
    if last.startswith(f"{files.name}_"):
        module = import_module(f"{package}.{files.name}" if package else files.name)
    found, expected = getattr(module, "__file__", None), files.schema[0].resolve()
    if found is None or Path(found).resolve() != expected:
        fault = (
            f"expected {published.__name__} from {expected}, found it in "
            f"{found or module.__name__}: import it from there, or name the folder of "
            "its own recipe"
        )
        raise RecipeError(files.name, (fault,))
    return module


def _read(files: RecipeFiles, name: str) -> str:
    try:
        return files.prompt[name].read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fault = f"{files.prompt[name]}: expected UTF-8 text, found: {error}"
        raise RecipeError(files.name, (fault,)) from None


def _recipe(
    files: RecipeFiles, module: "ModuleType", prompts: dict[str, str]
) -> Recipe[Any]:
    answer: type[BaseModel] = module.Answer
    prompt_sha256 = digest(files.prompt.values())
    schema_sha256 = digest(files.schema)
    return Recipe(
        name=files.name,
        system=prompts["system.md"].strip(),
        user=prompts["user.md"].strip(),
        answer=answer,
        strict_schema=strict_schema(answer),
        published=getattr(module, "Published", None) or published_model(answer),
        publish=getattr(module, "publish", publish_plainly),
        rules=tuple(getattr(module, "RULES", ())),
        prompt_sha256=prompt_sha256,
        schema_sha256=schema_sha256,
        fingerprint=_fingerprint(prompt_sha256, schema_sha256),
    )


def _fingerprint(prompt_sha256: str, schema_sha256: str) -> str:
    """Return the fingerprint of a recipe from the digests of its two halves."""
    return hashlib.sha256(f"{prompt_sha256}{schema_sha256}".encode()).hexdigest()


__all__ = ["DEFAULT_RECIPE", "load_recipe", "recipe_names"]
