"""What must hold of the models that a recipe reads long articles with."""

from collections.abc import Iterator, Set
from types import ModuleType
from typing import Any

from pydantic import BaseModel, ValidationError

from extractor.grounding.models import targets
from extractor.grounding.walking import Marker, slots
from extractor.recipes.answers import list_fields, strict_faults
from extractor.windows.reviewing import blank

LIMITLESS = (
    "windows bring nothing or are joined, so the list itself takes no limit and no "
    "validator; say it in the prompt, or in RULES of what is published"
)
EMPTY = "expected what may be empty until the end: a list, a plain string, or null"


def part_model_faults(module: ModuleType) -> tuple[str, ...]:
    """Return what is wrong with Window and Closing beside a checked Answer."""
    for name in ("Window", "Closing"):
        model = getattr(module, name)
        if not (isinstance(model, type) and issubclass(model, BaseModel)):
            return (f"schema: expected {name} to be a pydantic model",)
    faults = (*_share_faults(module), *_window_faults(module), *_closing_faults(module))
    return faults or tuple(_blank_faults(module))


def _share_faults(module: ModuleType) -> Iterator[str]:
    """Yield where the parts are not the fields of the whole, each once."""
    for name in ("Window", "Closing"):
        model = getattr(module, name)
        yield from strict_faults(model)
        yield from _field_faults(name, model, module.Answer)
    asked = [*module.Window.model_fields, *module.Closing.model_fields]
    if sorted(asked) != sorted(module.Answer.model_fields):
        yield "schema: Window and Closing must share out the fields of Answer"


def _field_faults(
    name: str, model: type[BaseModel], answer: type[BaseModel]
) -> Iterator[str]:
    """Yield the fields of a part that differ from those of the whole."""
    for field, info in model.model_fields.items():
        whole = answer.model_fields.get(field)
        if whole is not None and info.annotation != whole.annotation:
            yield f"schema: {name}.{field}: expected the type that Answer.{field} has"


def _window_faults(module: ModuleType) -> Iterator[str]:
    lists = module.Window.model_fields.keys()
    for name in lists - list_fields(module.Window):
        yield f"schema: Window.{name}: a window brings lists only"
    for name in sorted(targets(module.Window) - lists):
        yield f"schema: Window: Ref[{name!r}] names no list of Window"
    for part in ("Window", "Answer"):
        yield from _limit_faults(part, getattr(module, part), lists)


def _limit_faults(part: str, model: type[BaseModel], lists: Set[str]) -> Iterator[str]:
    """Yield what the lists of windows might break when they are put together."""
    for name in sorted(lists & model.model_fields.keys()):
        for mark in model.model_fields[name].metadata:
            if not isinstance(mark, Marker):
                yield f"schema: {part}.{name}: found {mark!r}: {LIMITLESS}"
    for name in _validators(model, lists):
        yield f"schema: {part}: found the validator {name}: {LIMITLESS}"


def _validators(model: type[BaseModel], lists: Set[str]) -> Iterator[str]:
    """Yield the names of the validators that see these fields or all of a model."""
    found: Any = model.__pydantic_decorators__
    yield from (*found.model_validators, *found.root_validators)
    for name, each in (*found.field_validators.items(), *found.validators.items()):
        if {"*", *lists} & {*each.info.fields}:
            yield name


def _closing_faults(module: ModuleType) -> Iterator[str]:
    """Yield where the rest cannot be asked for, or nothing can stand for it."""
    for name in sorted(targets(module.Closing) - module.Window.model_fields.keys()):
        yield (
            f"schema: Closing: Ref[{name!r}] names no list of Window, and only those "
            "are numbered when the rest is asked for; refer to one of them"
        )
    for name, slot in slots(module.Closing):
        text = module.Closing.model_fields[name].annotation is str and not slot.marker
        if not (slot.is_list or slot.nullable or text):
            yield f"schema: Closing.{name}: {EMPTY} allowed"


def _blank_faults(module: ModuleType) -> Iterator[str]:
    """Yield why nothing may not stand where the closing request failed."""
    nothing = blank(module.Closing)
    whole = {name: [] for name in module.Window.model_fields} | nothing
    for part, data in (("Closing", nothing), ("Answer", whole)):
        try:
            getattr(module, part).model_validate(data)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                place = ".".join(map(str, (part, *fault["loc"])))
                found = f"{fault['input']!r} does not fit: {fault['msg']}"
                yield f"schema: {place}: {EMPTY}; {found}"
