"""Whatever a schema holds: it is refused at load, or its answers go all the way."""

import json
from dataclasses import replace
from types import ModuleType
from typing import Any

from hypothesis import given, reject
from hypothesis import strategies as st

from extractor.recipes.checking import faults_of
from extractor.recipes.parts import part_faults, parts_of
from extractor.records.outcome import Done, Recipe
from extractor.verification import verify
from extractor.windows import Size, cut
from tests.articles import article_of
from tests.fakes import FakeAnswerer
from tests.recipes.drawing import answers, modules
from tests.toys import USER, recipe_of
from tests.windows.splitting import ended, read_with

ARTICLE = article_of("Ann says that plan 1 holds.", "So does plan 2.", "Plan 3 fails.")
SIZE = Size(sentences=1, overlap=0)
WINDOWS = len(cut(ARTICLE, SIZE))


def recipe(module: ModuleType) -> Recipe[Any] | None:
    """Return the recipe of a schema, or None where loading one would refuse it."""
    if faults_of(module, system="Go.", user=USER):
        return None
    lists = module.Window.model_fields if hasattr(module, "Window") else {}
    prompts = {"window.md": USER, "closing.md": closing_frame(lists)} if lists else {}
    if part_faults(module, prompts):
        return None
    made = recipe_of(module.Answer)
    return replace(made, parts=parts_of(module, prompts, recipe=made))


def closing_frame(lists: Any) -> str:
    return "\n".join(["<$marker>", *(f"${name}" for name in lists), "</$marker>"])


def checked(outcome: Any, by: Recipe[Any]) -> None:
    """Require that what was written, if anything was, holds as a file."""
    if isinstance(outcome, Done):
        document = json.loads(outcome.file.model_dump_json())
        assert verify(document, recipe=by).breaks == ()


@given(modules(in_parts=False), st.data())
def test_a_recipe_is_refused_at_load_or_its_answers_end_in_a_file_that_holds(
    module, data
):
    made = recipe(module)
    if made is None:
        reject()
    answer = data.draw(answers(made.answer))

    outcome = ended(read_with(FakeAnswerer(answer), ARTICLE, None, recipe=made))

    checked(outcome, made)


@given(modules(in_parts=True), st.data())
def test_a_recipe_is_refused_at_load_or_its_parts_end_in_a_file_that_holds(
    module, data
):
    made = recipe(module)
    if made is None:
        reject()
    told = [data.draw(answers(module.Window)) for _ in range(WINDOWS)]
    closing = data.draw(answers(module.Closing))

    outcome = ended(read_with(FakeAnswerer(*told, closing), ARTICLE, SIZE, recipe=made))

    checked(outcome, made)
