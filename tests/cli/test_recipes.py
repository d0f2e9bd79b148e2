import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Ran

Run = Callable[..., Ran]
SCHEMA = """
from pydantic import BaseModel
from extractor.records import Evidence

class Point(BaseModel):
    text: str
    evidence: list[Evidence]

class Answer(BaseModel):
    points: list[Point]
"""
USER = "<$marker>\n$sentences\n</$marker>\n"


def _recipe(folder: Path, *, schema: str = SCHEMA, user: str = USER) -> Path:
    (folder / "prompts" / "points").mkdir(parents=True)
    (folder / "schemas").mkdir()
    (folder / "prompts" / "points" / "system.md").write_text("List the points.\n")
    (folder / "prompts" / "points" / "user.md").write_text(user)
    (folder / "schemas" / "points.py").write_text(schema)
    return folder


def test_the_built_in_recipes_and_ones_own_are_listed(run: Run, here: Path) -> None:
    ran = run("recipes", "list", "--recipes", _recipe(here / "mine"))

    assert ran.out.split() == ["briefing", "points"]


def test_recipes_that_fit_pass_the_check(run: Run, here: Path) -> None:
    ran = run("recipes", "check", "--recipes", _recipe(here / "mine"))

    assert ran.status == 0
    assert "briefing: fits" in ran.out
    assert "points: fits" in ran.out


def test_every_fault_of_a_recipe_is_named_at_once(run: Run, here: Path) -> None:
    folder = _recipe(
        here / "mine",
        schema=SCHEMA.replace("text: str", "text: dict[str, int]"),
        user="$sentences $bdoy",
    )

    ran = run("recipes", "check", "points", "--recipes", folder)

    assert ran.status == 2
    for fault in ("$bdoy", "$marker", "text: an open object"):
        assert fault in ran.out


def test_a_schema_that_cannot_be_imported_is_named_with_its_line(
    run: Run, here: Path
) -> None:
    folder = _recipe(here / "mine", schema="import nothing_of_that_name\n")

    ran = run("recipes", "check", "points", "--recipes", folder)

    assert ran.status == 2
    assert "points.py:1: ModuleNotFoundError" in ran.out
    assert "Traceback" not in ran.out + ran.err


def test_the_schema_of_the_file_and_of_the_answer_are_printed(run: Run) -> None:
    file = json.loads(run("recipes", "schema", "briefing").out)
    answer = json.loads(run("recipes", "schema", "briefing", "--answer").out)

    assert "provenance" in file["properties"]
    assert answer["additionalProperties"] is False
