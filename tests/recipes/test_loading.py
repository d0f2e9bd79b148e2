"""Recipes found by name, in a folder of one's own or among the built-in ones."""

import re
import sys
from dataclasses import fields
from importlib import import_module
from pathlib import Path
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
from tests.toys import USER

SCHEMA = '''
"""Promises."""
from typing import Annotated
from pydantic import BaseModel, Field
from extractor.records import Evidence, Ref, Verbatim
from .promises_rules import RULES


class Person(BaseModel):
    name: Verbatim


class Promise(BaseModel):
    proof: Evidence
    by: Annotated[int, Ref["people"]]
    words: str = Field(description="What is promised.")


class Answer(BaseModel):
    people: list[Person]
    promises: list[Promise]
'''
RULES = """
from extractor.records import Fault, Rule


def is_short(value, article):
    for n, promise in enumerate(value.promises):
        if len(promise["words"]) > 20:
            yield Fault(("promises", n), "too long")


RULES = (Rule("short", "hard", "A promise is short.", is_short),)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that holds the recipe `promises`."""
    (tmp_path / "prompts" / "promises").mkdir(parents=True)
    (tmp_path / "schemas").mkdir()
    write(tmp_path, "prompts/promises/system.md", "List the promises.")
    write(tmp_path, "prompts/promises/user.md", USER)
    write(tmp_path, "schemas/promises.py", SCHEMA)
    write(tmp_path, "schemas/promises_rules.py", RULES)
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def fault(folder: Path, name: str = "promises") -> str:
    """Return the message about a recipe that cannot be loaded."""
    with pytest.raises(RecipeError) as error:
        load_recipe(name, recipes=folder)
    assert error.value.recipe == name
    assert all(fault in str(error.value) for fault in error.value.faults)
    return str(error.value)


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


def test_the_published_class_types_the_recipe_and_is_its_own(folder, monkeypatch):
    write(folder, "schemas/promises.py", SCHEMA + OWN)
    monkeypatch.syspath_prepend(str(folder.parent))
    published = import_module(f"{folder.name}.schemas.promises").Published

    recipe = load_recipe("promises", recipes=folder, published=published)

    assert recipe.published is published


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
