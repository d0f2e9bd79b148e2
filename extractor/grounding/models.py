"""The models and references inside a model class."""

from typing import Any

from pydantic import BaseModel

from extractor.grounding.walking import slots
from extractor.records.markers import RefMarker


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """Return the model classes that an annotation names."""
    annotation = getattr(annotation, "__value__", annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    parts = getattr(annotation, "__args__", ())
    return [model for part in parts for model in models_in(part)]


def models_within(model: type[BaseModel]) -> list[type[BaseModel]]:
    """Return a model and all models inside it, each once."""
    found = [model]
    for outer in found:  # which grows
        for field in outer.model_fields.values():
            inside = dict.fromkeys(models_in(field.annotation))
            found += [model for model in inside if model not in found]
    return found


def ref_markers(model: type[BaseModel]) -> set[RefMarker]:
    """Return the reference markers of a model and the models inside it."""
    return {
        slot.marker
        for inner in models_within(model)
        for _, slot in slots(inner)
        if isinstance(slot.marker, RefMarker)
    }


def targets(model: type[BaseModel]) -> set[str]:
    """Return the names of the lists that the references of a model name."""
    return {marker.target for marker in ref_markers(model)}
