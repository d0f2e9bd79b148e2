"""What keeps a recipe from loading is told with file, line and cause."""

import re
from pathlib import Path

import pytest

from extractor.errors import RecipeError
from extractor.recipes import load_recipe
from tests.recipes.promises import write


def fault(folder: Path, name: str = "promises") -> str:
    """Return the message about a recipe that cannot be loaded."""
    with pytest.raises(RecipeError) as error:
        load_recipe(name, recipes=folder)
    assert error.value.recipe == name
    assert all(fault in str(error.value) for fault in error.value.faults)
    return str(error.value)


def test_an_unknown_name_tells_the_names_that_there_are(folder):
    told = fault(folder, "promise")

    assert "no recipe of that name; there are: briefing, promises" in told


@pytest.mark.parametrize("name", ["../promises", "Promises", "", "a/b", "promises.py"])
def test_a_name_that_is_no_name_finds_nothing(name, folder):
    assert "no recipe of that name" in fault(folder, name)


def test_a_folder_that_is_not_there_is_told_of(tmp_path):
    assert f"expected a folder at {tmp_path / 'none'}" in fault(tmp_path / "none")


@pytest.mark.parametrize(
    "missing",
    ["prompts/promises/system.md", "prompts/promises/user.md", "schemas/promises.py"],
)
def test_half_a_recipe_names_the_half_that_is_missing(missing, folder):
    (folder / missing).unlink()

    assert f"expected the file {folder / missing}, found none" in fault(folder)


def test_a_prompt_in_another_encoding_is_told_of(folder):
    (folder / "prompts/promises/user.md").write_bytes(b"\xff\xfe")

    assert "user.md: expected UTF-8 text" in fault(folder)


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        (
            "promises.py",
            "x = 1\nraise ValueError('bad luck')",
            r"promises\.py:2: ValueError: bad luck",
        ),
        (
            "promises.py",
            "import no_such_module",
            r"promises\.py:1: ModuleNotFoundError",
        ),
        ("promises.py", "x = 1\ndef f(:\n", r"promises\.py.*SyntaxError.*line 2"),
        ("promises_rules.py", "\n\n1 / 0", r"promises_rules\.py:3: ZeroDivisionError"),
        (
            "promises.py",
            "from .promises_rules import NONE",
            r"promises\.py:1: ImportError",
        ),
        ("promises.py", "raise SystemExit(3)", r"promises\.py:1: SystemExit"),
    ],
)
def test_a_schema_that_cannot_be_imported_is_named_with_its_line(
    file, text, told, folder
):
    write(folder, f"schemas/{file}", text)

    assert re.search(told, fault(folder))


def test_every_fault_is_told_at_once(folder):
    write(folder, "prompts/promises/system.md", "For $title.")
    write(folder, "prompts/promises/user.md", "$sentenses")
    write(folder, "schemas/promises.py", "")

    told = fault(folder)

    assert told.count("\n  - ") == 6
