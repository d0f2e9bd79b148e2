"""How a recipe reads long articles: what its files bring for it, checked at load."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import ModuleType
from typing import Any

from pydantic import BaseModel

from extractor.grounding.models import models_in, models_within, targets
from extractor.recipes.answers import list_fields
from extractor.recipes.checking import frame_faults
from extractor.recipes.files import PART_FILES
from extractor.recipes.part_models import part_model_faults
from extractor.records.markers import Evidence
from extractor.records.outcome import Parts, Recipe
from extractor.rendering import PLACEHOLDERS, strict_schema

EXPORTS = ("Window", "Closing", "merge", "tell")


def part_faults(module: ModuleType, prompts: Mapping[str, str]) -> tuple[str, ...]:
    """Return one sentence for each thing that is wrong; a recipe may bring nothing."""
    brought = [name for name in EXPORTS if hasattr(module, name)]
    brought += [file for file in PART_FILES if file in prompts]
    missing = [name for name in (*EXPORTS, *PART_FILES) if name not in brought]
    if len(missing) == len(EXPORTS) + len(PART_FILES):
        return ()
    if missing:
        return (f"long articles: {', '.join(missing)} are missing beside {brought[0]}",)
    return part_model_faults(module) or (
        *_known_faults(module),
        *_prompt_faults(module, prompts),
    )


def parts_of(
    module: ModuleType, prompts: Mapping[str, str], *, recipe: Recipe[Any]
) -> Parts | None:
    """Return how a checked recipe reads long articles, or None."""
    if not hasattr(module, "Window"):
        return None
    return Parts(
        window=_asking(recipe, "window", module.Window, prompts["window.md"]),
        closing=_asking(recipe, "closing", module.Closing, prompts["closing.md"]),
        merge=module.merge,
        tell=module.tell,
        known=getattr(module, "KNOWN", {}),
    )


def _asking(
    recipe: Recipe[Any], part: str, answer: type[BaseModel], user: str
) -> Recipe[Any]:
    """Return the recipe that asks for a part of the answer."""
    return replace(
        recipe,
        name=f"{recipe.name}_{part}",
        user=user.strip(),
        answer=answer,
        strict_schema=strict_schema(answer),
    )


def _known_faults(module: ModuleType) -> Iterator[str]:
    lists = list_fields(module.Window)
    for name in getattr(module, "KNOWN", {}):
        if name not in lists:
            yield f"schema: KNOWN: {name!r} is no list of Window"
            continue
        for item in models_in(module.Window.model_fields[name].annotation):
            if targets(item) or Evidence in models_within(item):
                yield f"schema: KNOWN: {name} hold evidence or references"


def _prompt_faults(module: ModuleType, prompts: Mapping[str, str]) -> Iterator[str]:
    known, lists = set(getattr(module, "KNOWN", {})), list_fields(module.Window)
    for name in sorted(lists & (PLACEHOLDERS | {"fresh"})):
        yield f"schema: Window.{name}: ${name} stands for something else in prompts"
    yield from frame_faults(
        "window.md",
        prompts["window.md"],
        required={"marker", "sentences", *known},
        allowed=PLACEHOLDERS | known | {"fresh"},
    )
    yield from frame_faults(
        "closing.md",
        prompts["closing.md"],
        required={"marker", *lists},
        allowed=(PLACEHOLDERS - {"sentences"}) | lists,
    )
