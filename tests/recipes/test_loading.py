"""Recipes found by name, in a folder of one's own or among the built-in ones."""

import re
import shutil
import sys
from dataclasses import fields
from importlib import import_module
from typing import Any

import pytest

from extractor.engine import Engine
from extractor.errors import RecipeError
from extractor.recipes import load_recipe, recipe_names
from extractor.records.outcome import Done, Recipe
from extractor.records.problems import Publication
from extractor.review.publishing import publish_plainly
from extractor.schemas.briefing import Briefing
from extractor.verification import verify
from tests.articles import article_of
from tests.fakes import Clock, FakeAnswerer
from tests.recipes.promises import RULES, SCHEMA, write
from tests.toys import USER


def test_the_built_in_recipe_loads_whole(briefing_recipe):
    assert briefing_recipe.name == "briefing"
    assert briefing_recipe.published is Briefing
    assert all(
        re.fullmatch(r"[0-9a-f]{64}", digest) for digest in digests(briefing_recipe)
    )
    assert all(
        getattr(briefing_recipe, field.name) for field in fields(briefing_recipe)
    )


def digests(recipe: Recipe[Any]) -> tuple[str, ...]:
    return recipe.prompt_sha256, recipe.schema_sha256, recipe.fingerprint


def test_loading_twice_gives_the_same_recipe(briefing_recipe):
    assert load_recipe() == briefing_recipe


@pytest.mark.anyio
async def test_a_recipe_of_ones_own_goes_through_the_engine(folder):
    recipe = load_recipe("promises", recipes=folder)
    article = article_of("Ann will pay.", "Ben promised to plant a thousand new trees.")
    promises = [
        {"proof": {"sentence": 1, "quote": "will pay"}, "by": 1, "words": "Pay."},
        {
            "proof": {"sentence": 2, "quote": None},
            "by": 2,
            "words": "Plant trees. " * 3,
        },
        {"proof": {"sentence": 2, "quote": None}, "by": 2, "words": "Plant trees."},
    ]
    answer = {"people": [{"name": "Ann"}, {"name": "Ben"}], "promises": promises}
    engine = Engine(
        recipe=recipe, answerer=FakeAnswerer(answer), now=Clock(), version="0"
    )

    outcome = await engine.extract(article, "a")

    assert isinstance(outcome, Done)
    assert [p["by"] for p in outcome.value.model_dump()["promises"]] == ["p1", "p2"]
    assert [d.where for d in outcome.file.dropped] == ["/promises/1"]
    assert verify(outcome.file, recipe=recipe).breaks == ()


def test_a_folder_of_ones_own_adds_to_the_built_in_recipes(folder):
    assert recipe_names(folder) == ["briefing", "promises"]
    assert recipe_names() == ["briefing"]
    assert load_recipe("briefing", recipes=folder).name == "briefing"


def test_a_recipe_of_ones_own_stands_before_the_built_in_one(folder):
    for half in ("prompts/promises", "schemas/promises.py"):
        (folder / half).rename(folder / half.replace("promises", "briefing"))

    recipe = load_recipe("briefing", recipes=folder)

    assert recipe.system == "List the promises."
    assert list(recipe.answer.model_fields) == ["people", "promises"]


def test_no_top_level_module_named_schemas_is_imported(folder):
    load_recipe("promises", recipes=folder)

    assert "schemas" not in sys.modules
    assert "promises" not in sys.modules


def test_two_folders_with_recipes_of_one_name_do_not_mix(folder, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    for half in ("prompts", "schemas"):
        (folder / half).rename(other / half)
        (folder / half).mkdir()
    (folder / "prompts/promises").mkdir()
    write(folder, "prompts/promises/system.md", "Other.")
    write(folder, "prompts/promises/user.md", USER)
    write(folder, "schemas/promises.py", SCHEMA.replace("promises:", "vows:"))
    write(folder, "schemas/promises_rules.py", "RULES = ()")

    mine, theirs = (load_recipe("promises", recipes=f) for f in (folder, other))

    assert list(mine.answer.model_fields) == ["people", "vows"]
    assert list(theirs.answer.model_fields) == ["people", "promises"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("prompts/promises/system.md", "List the promises!"),
        ("prompts/promises/user.md", f"{USER} "),
        ("schemas/promises.py", f"{SCHEMA}\n"),
        ("schemas/promises_rules.py", f"{RULES}\n"),
        ("schemas/promises_more.py", ""),
    ],
)
def test_the_fingerprint_changes_with_every_byte_of_prompt_and_schema(
    name, text, folder
):
    before = load_recipe("promises", recipes=folder)

    write(folder, name, text)

    after = load_recipe("promises", recipes=folder)
    assert after.fingerprint != before.fingerprint
    changed = name.startswith("prompts")
    assert (after.prompt_sha256 != before.prompt_sha256) is changed
    assert (after.schema_sha256 == before.schema_sha256) is changed


def test_the_fingerprint_is_the_same_with_other_line_ends(folder):
    before = load_recipe("promises", recipes=folder)
    user = folder / "prompts/promises/user.md"

    user.write_bytes(USER.replace("\n", "\r\n").encode())

    assert load_recipe("promises", recipes=folder).fingerprint == before.fingerprint


def test_what_was_edited_is_what_is_loaded_next(folder):
    load_recipe("promises", recipes=folder)

    write(folder, "schemas/promises.py", SCHEMA.replace("promises:", "vows:"))

    recipe = load_recipe("promises", recipes=folder)
    assert list(recipe.answer.model_fields) == ["people", "vows"]


def test_the_published_class_types_the_recipe_and_is_its_own(folder, monkeypatch):
    write(folder, "schemas/promises.py", SCHEMA + OWN)
    monkeypatch.syspath_prepend(str(folder.parent))
    published = import_module(f"{folder.name}.schemas.promises").Published

    recipe = load_recipe("promises", recipes=folder, published=published)

    assert recipe.published is published


def test_a_class_of_another_file_is_not_published_under_this_one(folder, monkeypatch):
    write(folder, "schemas/promises.py", SCHEMA + OWN)
    copied = folder / "copied"
    shutil.copytree(folder / "schemas", copied)
    monkeypatch.syspath_prepend(str(folder.parent))
    published = import_module(f"{folder.name}.copied.promises").Published

    with pytest.raises(RecipeError) as caught:
        load_recipe("promises", recipes=folder, published=published)

    [fault] = caught.value.faults
    assert f"expected Published from {folder / 'schemas' / 'promises.py'}" in fault
    assert f"found it in {copied / 'promises.py'}: import it from there" in fault


def test_a_class_of_the_built_in_recipe_is_not_published_by_ones_own(folder):
    with pytest.raises(RecipeError, match=r"promises.py, found it in .*briefing"):
        load_recipe("promises", recipes=folder, published=Briefing)


OWN = """

class Published(BaseModel):
    count: int


def publish(answer, article):
    from extractor.records import Publication

    return Publication(Published(count=len(answer.promises)))
"""


def test_the_published_class_may_stand_in_a_part_of_the_schema():
    recipe = load_recipe("briefing", published=Briefing)

    assert recipe.published is Briefing
    assert recipe == load_recipe()


def test_a_recipe_without_publish_publishes_plainly(folder):
    recipe = load_recipe("promises", recipes=folder)
    answer = recipe.answer.model_validate({"people": [], "promises": []})

    assert recipe.publish is publish_plainly
    assert isinstance(recipe.publish(answer, article_of("x")), Publication)
