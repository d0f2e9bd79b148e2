"""Names of fields that are read as places in the article, in anything published."""

from collections.abc import Iterator
from types import ModuleType

from pydantic import BaseModel

from extractor.grounding.models import models_within
from extractor.records.markers import Evidence, Mention, Span
from extractor.records.spans import QUOTED, RANGE


def place_faults(module: ModuleType) -> Iterator[str]:
    """Yield the models of what is published in which verifying would see places."""
    published = getattr(module, "Published", None)
    if isinstance(published, type) and issubclass(published, BaseModel):
        yield from _faults(published, (Span, Mention))
        return
    answer = getattr(module, "Answer", None)
    if isinstance(answer, type) and issubclass(answer, BaseModel):
        yield from _faults(answer, (Evidence,))


def _faults(
    model: type[BaseModel], places: tuple[type[BaseModel], ...]
) -> Iterator[str]:
    for inner in models_within(model):
        for names in (RANGE, QUOTED):
            if names <= inner.model_fields.keys() and not issubclass(inner, places):
                told = " and ".join(sorted(names, reverse=True))
                ours = " or ".join(place.__name__ for place in places)
                yield (
                    f"schema: {inner.__name__}: {told} together are a place in the "
                    f"article, which must hold; use {ours}, or give one another name"
                )
