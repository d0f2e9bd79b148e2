"""What must hold of a recipe at load: placeholders, schema, markers."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import is_dataclass
from string import Template
from types import ModuleType
from typing import Any, get_args, get_origin

from pydantic import BaseModel, RootModel

from extractor.grounding.walking import slots
from extractor.records.markers import Evidence, RefMarker, VerbatimMarker
from extractor.records.problems import Rule
from extractor.rendering import PLACEHOLDERS, NotStrictError, strict_schema
from extractor.rendering.messages import REQUIRED_PLACEHOLDERS
from extractor.review.publishing import models_in

# What grounding walks, and what strict schemas refuse anyway (dict).
_WALKED = (str, bytes, list, dict, BaseModel)


def faults_of(module: ModuleType, *, system: str, user: str) -> tuple[str, ...]:
    """Return one sentence for each thing that is wrong with a recipe."""
    return (
        *_system_faults(system),
        *_user_faults(user),
        *_answer_faults(module),
        *_publish_faults(module),
        *_rule_faults(module),
    )


def _system_faults(system: str) -> Iterator[str]:
    if not system.strip():
        yield "system.md: expected instructions, found an empty file"
    for name in sorted(PLACEHOLDERS & set(Template(system).get_identifiers())):
        yield f"system.md: ${name} belongs in user.md; system.md is the same each time"


def _user_faults(user: str) -> Iterator[str]:
    yield from frame_faults(
        "user.md", user, required=REQUIRED_PLACEHOLDERS, allowed=PLACEHOLDERS
    )


def frame_faults(
    file: str, frame: str, *, required: Set[str], allowed: Set[str]
) -> Iterator[str]:
    """Yield what is wrong with the placeholders and delimiters of a frame.

    What is required of it besides the marker is text from outside, to be framed.
    """
    template = Template(frame)
    if not template.is_valid():
        yield f"{file}: a $ that starts no placeholder; write $$ for a dollar sign"
        return
    used = template.get_identifiers()
    for name in sorted(set(used) - allowed):
        known = ", ".join(f"${name}" for name in sorted(allowed))
        yield f"{file}: ${name} is unknown; the placeholders are {known}"
    for name in sorted(required - set(used)):
        yield f"{file}: ${name} is missing"
    for name in sorted(required - {"marker"}):
        yield from _delimiter_faults(file, frame, name)


def _delimiter_faults(file: str, frame: str, name: str) -> Iterator[str]:
    """Yield what is wrong with the delimiters around a placeholder."""
    told = Template(frame).safe_substitute({name: "\0", "marker": "\1"})
    if told.count("\0") > 1:
        yield f"{file}: ${name} stands {told.count(chr(0))} times; once is enough"
    framed = "<\1>" in told and "</\1>" in told
    if not framed:
        yield f"{file}: put the article between <$marker> and </$marker>"
    elif not told.index("<\1>") < told.find("\0") < told.rindex("</\1>"):
        yield f"{file}: ${name} must stand between <$marker> and </$marker>"


def _answer_faults(module: ModuleType) -> Iterator[str]:
    answer = getattr(module, "Answer", None)
    if not (isinstance(answer, type) and issubclass(answer, BaseModel)):
        yield "schema: expected a pydantic model named Answer, found none"
        return
    yield from strict_faults(answer)
    yield from _marker_faults(answer, list_fields(answer), set())


def strict_faults(model: type[BaseModel]) -> Iterator[str]:
    """Yield why no strict server would accept a model."""
    try:
        strict_schema(model)
    except NotStrictError as error:
        yield f"schema: {error}"


def list_fields(model: type[BaseModel]) -> set[str]:
    """Return the names of a model's fields that are lists."""
    return {name for name, slot in slots(model) if slot.is_list}


def _marker_faults(
    model: type[BaseModel], lists: set[str], seen: set[type]
) -> Iterator[str]:
    """Yield what is wrong with the markers of a model and the models inside it."""
    if model in seen or issubclass(model, Evidence):
        return
    seen.add(model)
    for name, slot in slots(model):
        place = f"schema: {model.__name__}.{name}"
        leaves = set(_leaves(model.model_fields[name].annotation))
        if isinstance(slot.marker, RefMarker) and slot.marker.target not in lists:
            yield f"{place}: Ref[{slot.marker.target!r}] names no list of Answer"
        if isinstance(slot.marker, VerbatimMarker) and str not in leaves:
            yield f"{place}: Verbatim belongs on a string"
    yield from _walking_faults(model)
    for field in model.model_fields.values():
        for inner in models_in(field.annotation):
            yield from _marker_faults(inner, lists, seen)


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
    parts = get_args(annotation)
    if not parts:
        yield annotation
    for part in parts:
        yield from _leaves(part)


def _publish_faults(module: ModuleType) -> Iterator[str]:
    published = getattr(module, "Published", None)
    publish = getattr(module, "publish", None)
    if (published is None) != (publish is None):
        yield "schema: Published and publish(answer, article) come together"
    if published is not None and not (
        isinstance(published, type) and issubclass(published, BaseModel)
    ):
        yield "schema: expected Published to be a pydantic model"
    if publish is not None and not callable(publish):
        yield "schema: expected publish to be a function"


def _rule_faults(module: ModuleType) -> Iterator[str]:
    for rule in getattr(module, "RULES", ()):
        if not isinstance(rule, Rule):
            yield f"schema: expected RULES to hold Rule, found {type(rule).__name__}"
