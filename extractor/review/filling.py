"""Defaults: what an answer leaves out, as if it had said it."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from extractor.grounding.models import models_within
from extractor.records.problems import Pointer
from extractor.review.pointing import at, moved


def filled(data: Any, answer: BaseModel, origin: Mapping[Pointer, Pointer]) -> Any:
    """Return an answer's data with the defaults of the fields that it left out.

    Args:
        data: Parsed JSON, which is returned itself when it says everything.
        answer: The model of what has the right shape.
        origin: Where each list item of `answer` stands in `data`.
    """
    left_out = list(_left_out(answer, ())) if _has_defaults(type(answer)) else []
    if not left_out:
        return data
    whole = deepcopy(data)
    for where, defaults in left_out:
        at(whole, moved(where, origin)).update(defaults)
    return whole


@cache
def _has_defaults(model: type[BaseModel]) -> bool:
    """Tell whether a field of a model, or of one inside it, may be left out."""
    fields = (f for inner in models_within(model) for f in inner.model_fields.values())
    return any(not field.is_required() for field in fields)


def _left_out(value: Any, where: Pointer) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Yield the place of each model that was not given whole, with what it lacks."""
    if isinstance(value, list):
        for place, entry in enumerate(value):
            yield from _left_out(entry, (*where, place))
    elif isinstance(value, BaseModel):
        missing = type(value).model_fields.keys() - value.model_fields_set
        if missing:
            yield where, {n: to_jsonable_python(getattr(value, n)) for n in missing}
        for name in value.model_fields_set:
            yield from _left_out(getattr(value, name), (*where, name))
