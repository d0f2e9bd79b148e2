"""How a recipe reads long articles: what its files bring for it, checked at load."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import ModuleType
from typing import Any

from pydantic import BaseModel

from extractor.grounding.walking import slots
from extractor.recipes.checking import frame_faults, list_fields, strict_faults
from extractor.recipes.files import PART_FILES
from extractor.records.markers import Evidence, RefMarker
from extractor.records.outcome import Parts, Recipe
from extractor.rendering import PLACEHOLDERS, strict_schema
from extractor.review.publishing import models_in

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
    return tuple(_model_faults(module)) or (
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


def _model_faults(module: ModuleType) -> Iterator[str]:
    models = {"Window": module.Window, "Closing": module.Closing}
    for name, model in models.items():
        if not (isinstance(model, type) and issubclass(model, BaseModel)):
            yield f"schema: expected {name} to be a pydantic model"
            return
        yield from strict_faults(model)
        yield from _field_faults(name, model, module.Answer)
    asked = [*module.Window.model_fields, *module.Closing.model_fields]
    if sorted(asked) != sorted(module.Answer.model_fields):
        yield "schema: Window and Closing must share out the fields of Answer"
    for name in module.Window.model_fields.keys() - list_fields(module.Window):
        yield f"schema: Window.{name}: a window brings lists only"
    for name, slot in slots(module.Window):
        if slot.least:
            yield f"schema: Window.{name}: a window may bring nothing; no min_length"
    for name in sorted(_targets(module.Window) - module.Window.model_fields.keys()):
        yield f"schema: Window: Ref[{name!r}] names no list of Window"
    yield from _blank_faults(module.Closing)


def _field_faults(
    name: str, model: type[BaseModel], answer: type[BaseModel]
) -> Iterator[str]:
    """Yield the fields of a part that differ from those of the whole."""
    for field, info in model.model_fields.items():
        whole = answer.model_fields.get(field)
        if whole is not None and info.annotation != whole.annotation:
            yield f"schema: {name}.{field}: expected the type that Answer.{field} has"


def _blank_faults(closing: type[BaseModel]) -> Iterator[str]:
    """Yield the fields for which nothing stands when the closing request fails."""
    lists = list_fields(closing)
    for name, slot in slots(closing):
        text = closing.model_fields[name].annotation is str and slot.marker is None
        if slot.least or not (name in lists or slot.nullable or text):
            yield (
                f"schema: Closing.{name}: expected what may be empty until the end: a "
                "list, a plain string, or null allowed"
            )


def _known_faults(module: ModuleType) -> Iterator[str]:
    lists = list_fields(module.Window)
    for name in getattr(module, "KNOWN", {}):
        if name not in lists:
            yield f"schema: KNOWN: {name!r} is no list of Window"
            continue
        for item in models_in(module.Window.model_fields[name].annotation):
            if _targets(item) or Evidence in _models(item, set()):
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


def _targets(model: type[BaseModel]) -> set[str]:
    """Return the lists that the references of a model name."""
    return {
        slot.marker.target
        for inner in _models(model, set())
        for _, slot in slots(inner)
        if isinstance(slot.marker, RefMarker)
    }


def _models(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    """Return a model and all models inside it."""
    if model not in seen:
        seen.add(model)
        for field in model.model_fields.values():
            for inner in models_in(field.annotation):
                _models(inner, seen)
    return seen
