"""What must hold of the model that is asked for: its markers, types and defaults."""

from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from types import ModuleType, NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, TypeAdapter
from pydantic.errors import PydanticInvalidForJsonSchema
from pydantic.fields import FieldInfo
from pydantic_core import to_jsonable_python

from extractor.grounding.models import models_in, models_within, targets
from extractor.grounding.walking import slots
from extractor.records.markers import Evidence, RefMarker, VerbatimMarker
from extractor.rendering import NotStrictError, strict_schema

# What grounding walks, and what strict schemas refuse anyway (dict).
_WALKED = (str, bytes, list, dict, BaseModel)


def answer_faults(module: ModuleType) -> Iterator[str]:
    """Yield what is wrong with a schema's Answer."""
    answer = getattr(module, "Answer", None)
    if not (isinstance(answer, type) and issubclass(answer, BaseModel)):
        yield "schema: expected a pydantic model named Answer, found none"
        return
    yield from strict_faults(answer)
    yield from _target_faults(answer, publishes=hasattr(module, "publish"))
    for model in models_within(answer):
        if not issubclass(model, Evidence):
            yield from _marker_faults(model, list_fields(answer))
            yield from _walking_faults(model)
            yield from _default_faults(model)


def strict_faults(model: type[BaseModel]) -> Iterator[str]:
    """Yield why no strict server would accept a model."""
    try:
        strict_schema(model)
    except (NotStrictError, PydanticInvalidForJsonSchema) as error:
        yield f"schema: {error}"


def list_fields(model: type[BaseModel]) -> set[str]:
    """Return the names of a model's fields that are lists."""
    return {name for name, slot in slots(model) if slot.is_list}


def _target_faults(answer: type[BaseModel], *, publishes: bool) -> Iterator[str]:
    """Yield why items of the lists that are referred to can have no id."""
    for name in sorted(targets(answer) & list_fields(answer)):
        annotation = answer.model_fields[name].annotation
        kinds = [kind for part in get_args(annotation) for kind in _kinds(part)]
        if not all(isinstance(k, type) and issubclass(k, BaseModel) for k in kinds):
            yield (
                f"schema: Answer.{name}: Ref[{name!r}] names it, so its items must be "
                "models: put each into a model with a field"
            )
        for model in models_in(annotation):
            if not publishes and "id" in model.model_fields:
                yield (
                    f"schema: {model.__name__}.id: Ref[{name!r}] names these items, "
                    "which get an id when published; give the field another name"
                )


def _marker_faults(model: type[BaseModel], lists: set[str]) -> Iterator[str]:
    """Yield what is wrong with the markers of a model's fields."""
    for name, slot in slots(model):
        place = f"schema: {model.__name__}.{name}"
        annotation = model.model_fields[name].annotation
        if isinstance(slot.marker, RefMarker):
            if slot.marker.target not in lists:
                yield f"{place}: Ref[{slot.marker.target!r}] names no list of Answer"
            if not _is_reference(annotation):
                yield f"{place}: Ref stands alone or in a list, with or without null"
        if isinstance(slot.marker, VerbatimMarker) and str not in _leaves(annotation):
            yield f"{place}: Verbatim belongs on a string"


def _is_reference(annotation: Any) -> bool:
    """Tell whether a field holds one number, or one list of them."""
    kinds = [kind for kind in _kinds(annotation) if kind is not NoneType]
    if len(kinds) == 1 and get_origin(kinds[0]) is list:
        kinds = [*_kinds(get_args(kinds[0])[0])]
    return kinds == [int]


def _kinds(annotation: Any) -> Iterator[Any]:
    """Yield the alternatives of an annotation, without what is said about them."""
    annotation = getattr(annotation, "__value__", annotation)
    if get_origin(annotation) is Annotated:
        yield from _kinds(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for part in get_args(annotation):
            yield from _kinds(part)
    else:
        yield annotation


def _walking_faults(model: type[BaseModel]) -> Iterator[str]:
    """Yield the fields whose values grounding would not see, or not under their key."""
    for name, field in model.model_fields.items():
        place = f"schema: {model.__name__}.{name}"
        if field.alias or field.validation_alias:
            yield f"{place}: an alias; give the field the name that is asked for"
        for kind in _not_walked(field.annotation):
            yield f"{place}: {kind} cannot be checked item by item; use list or a model"


def _not_walked(annotation: Any) -> Iterator[str]:
    """Yield the names of types whose inside grounding does not see."""
    annotation = getattr(annotation, "__value__", annotation)
    kind = get_origin(annotation) or annotation
    if isinstance(kind, type) and (
        is_dataclass(kind)
        or issubclass(kind, RootModel)
        or (issubclass(kind, Iterable) and not issubclass(kind, _WALKED))
        or (issubclass(kind, dict) and kind is not dict)  # TypedDict
    ):
        yield kind.__name__
    for part in get_args(annotation):
        yield from _not_walked(part)


def _leaves(annotation: Any) -> Iterator[Any]:
    annotation = getattr(annotation, "__value__", annotation)
    parts = get_args(annotation)
    if not parts:
        yield annotation
    for part in parts:
        yield from _leaves(part)


def _default_faults(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if not field.is_required() and not _has_fitting_default(field):
            yield (
                f"schema: {model.__name__}.{name}: its default does not fit its type; "
                "leave it out, or give one that a model could have answered"
            )


def _has_fitting_default(field: FieldInfo) -> bool:
    annotation: Any = Annotated[field.annotation, field]
    try:
        default = field.get_default(call_default_factory=True, validated_data={})
        TypeAdapter(annotation).validate_python(to_jsonable_python(default))
    except (ValueError, KeyError):  # KeyError: made from other fields
        return False
    return True
