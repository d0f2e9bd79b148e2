"""A recipe by its name or by a folder that holds it."""

from pathlib import Path

import pytest

from extractor.errors import RecipeError
from extractor.recipes.naming import named_recipe

DRAFT2 = Path(__file__).resolve().parent.parent.parent / "evals" / "draft2"


@pytest.mark.parametrize("named", [DRAFT2, DRAFT2 / "prompts" / "draft2"])
def test_a_folder_names_the_recipe_that_it_holds(named: Path) -> None:
    assert named_recipe(str(named)).name == "draft2"


def test_a_name_is_looked_up_in_the_folder_and_among_the_built_in_ones() -> None:
    assert named_recipe("draft2", recipes=DRAFT2).name == "draft2"
    assert named_recipe("briefing", recipes=DRAFT2).name == "briefing"


def test_a_folder_that_happens_to_be_called_like_a_recipe_does_not_hide_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "briefing").mkdir()

    assert named_recipe("briefing").name == "briefing"


def test_a_folder_of_several_recipes_asks_for_one(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / "prompts" / name).mkdir(parents=True)

    with pytest.raises(RecipeError, match="found one, two: name one as"):
        named_recipe(str(tmp_path))


def test_neither_a_name_nor_a_folder_is_no_recipe() -> None:
    with pytest.raises(RecipeError, match="no recipe of that name"):
        named_recipe("nowhere/at/all")
