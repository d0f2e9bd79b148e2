"""Loading a recipe's schema: built-in ones by name, one's own by path."""

import hashlib
import importlib
import sys
import traceback
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from types import ModuleType

from extractor.errors import RecipeError
from extractor.recipes.files import BUILT_IN, RecipeFiles, digest


def load_module(files: RecipeFiles) -> ModuleType:
    """Return the schema module, in which `from .NAME_part import ...` works.

    A folder of one's own becomes a package under a name that nothing else has, so that
    no top-level `schemas` is ever imported. Files that were edited get a new name, so
    that what is loaded is what the fingerprint says.

    Raises:
        RecipeError: The file cannot be imported; names file, line and cause.
    """
    if files.root == BUILT_IN:
        return importlib.import_module(f"extractor.schemas.{files.name}")
    package = _package(files)
    try:
        return importlib.import_module(f"{package}.{files.name}")
    except (Exception, SystemExit) as error:  # noqa: BLE001 - the module is the user's
        raise RecipeError(files.name, (_fault(error, files),)) from None


def _package(files: RecipeFiles) -> str:
    """Return the name of the package that stands for the folder, made when new."""
    folder = (files.root / "schemas").resolve()
    state = f"{folder}\0{files.name}\0{digest(files.schema)}"
    name = f"_extractor_recipes_{hashlib.sha256(state.encode()).hexdigest()[:12]}"
    if name not in sys.modules:
        spec = ModuleSpec(name, None, is_package=True)
        spec.submodule_search_locations = [str(folder)]
        sys.modules[name] = module_from_spec(spec)
    return name


def _fault(error: BaseException, files: RecipeFiles) -> str:
    """Return where in the user's files the import failed, and why."""
    lines = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(str((files.root / "schemas").resolve()))
    ]
    place = f"{lines[-1].filename}:{lines[-1].lineno}" if lines else files.schema[0]
    return f"{place}: {type(error).__name__}: {error}"
