"""Where a recipe's files are, in a folder of one's own or among the built-in ones."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import RecipeError

BUILT_IN = Path(__file__).resolve().parent.parent
_NAME = re.compile(r"[a-z][a-z0-9_]*")
PROMPT_FILES = ("system.md", "user.md")
PART_FILES = ("window.md", "closing.md")  # for recipes that read long articles


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipeFiles:
    """The files of one recipe.

    Attributes:
        name: The recipe's name.
        root: The folder that holds prompts/ and schemas/.
        prompt: system.md and user.md; window.md and closing.md where they are.
        schema: NAME.py and every NAME_*.py beside it, in order.
    """

    name: str
    root: Path
    prompt: dict[str, Path]
    schema: tuple[Path, ...]


def find_recipe(name: str, folder: Path | None) -> RecipeFiles:
    """Return a recipe's files: those in the folder, else the built-in ones.

    Raises:
        RecipeError: No such recipe, or half of its files is missing.
    """
    if folder is not None and not folder.is_dir():
        raise RecipeError(name, (f"expected a folder at {folder}, found none",))
    for root in (folder, BUILT_IN):
        if root is not None and _NAME.fullmatch(name):
            files = _files(root, name)
            if files.schema or any(path.is_file() for path in files.prompt.values()):
                _require_all(files)
                return files
    known = ", ".join(recipe_names(folder)) or "none"
    raise RecipeError(name, (f"no recipe of that name; there are: {known}",))


def _files(root: Path, name: str) -> RecipeFiles:
    schema = root / "schemas" / f"{name}.py"
    parts = sorted((root / "schemas").glob(f"{name}_*.py"))
    prompts = root / "prompts" / name
    there = [part for part in PART_FILES if (prompts / part).is_file()]
    return RecipeFiles(
        name=name,
        root=root,
        prompt={part: prompts / part for part in (*PROMPT_FILES, *there)},
        schema=(schema, *parts) if schema.is_file() else (),
    )


def _require_all(files: RecipeFiles) -> None:
    missing = [path for path in files.prompt.values() if not path.is_file()]
    if not files.schema:
        missing.append(files.root / "schemas" / f"{files.name}.py")
    if missing:
        faults = tuple(f"expected the file {path}, found none" for path in missing)
        raise RecipeError(files.name, faults)


def recipe_names(folder: Path | None = None) -> list[str]:
    """Return the names of all recipes: those of the folder and the built-in ones."""
    roots = [root for root in (folder, BUILT_IN) if root is not None]
    return sorted(
        {
            path.name
            for root in roots
            for path in (root / "prompts").glob("*")
            if path.is_dir() and _NAME.fullmatch(path.name)
        }
    )


def digest(paths: Iterable[Path]) -> str:
    """Return the sha256 of the files' names and contents, newlines made alike."""
    total = hashlib.sha256()
    for path in paths:
        content = path.read_bytes().replace(b"\r\n", b"\n")
        total.update(f"{path.name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()
