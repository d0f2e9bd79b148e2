"""Walking any answer model for the fields that markers say something about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from annotated_types import MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from extractor.records.markers import Evidence, RefMarker, VerbatimMarker
from extractor.records.problems import Pointer

Marker = RefMarker | VerbatimMarker


@dataclass(frozen=True, slots=True)
class Slot:
    """What the annotation of one field says.

    Attributes:
        marker: The marker on its strings or numbers, if any.
        nullable: Whether the field may be null.
        is_list: Whether it is a list, and never null.
        least: The least number of entries, for a list.
    """

    marker: Marker | None
    nullable: bool
    is_list: bool
    least: int


class Node(NamedTuple):
    """One marked value, evidence item or list, where it stands in the answer.

    Attributes:
        where: Its place.
        value: The value.
        slot: What the annotation of its field says.
        places: For a list that lost entries of a wrong shape: where its entries stood.
    """

    where: Pointer
    value: Any
    slot: Slot
    places: tuple[int, ...] | None = None

    def entry(self, n: int) -> Pointer:
        """Return the place of entry n of a list."""
        return (*self.where, n if self.places is None else self.places[n])


def walk(answer: BaseModel) -> list[Node]:
    """Return every evidence item, marked value and list, in answer order."""
    found: list[Node] = []
    _walk_model(answer, (), found)
    return found


def _walk_model(model: BaseModel, where: Pointer, found: list[Node]) -> None:
    for name, slot in slots(type(model)):
        value = getattr(model, name)
        if _says_something(value, slot):
            _walk_value(value, slot, where=(*where, name), found=found)


def _walk_value(value: Any, slot: Slot, *, where: Pointer, found: list[Node]) -> None:
    if isinstance(value, list):
        found.append(Node(where, value, slot))
        for place, entry in enumerate(value):
            if _says_something(entry, slot):
                _walk_value(entry, slot, where=(*where, place), found=found)
    elif isinstance(value, BaseModel) and not isinstance(value, Evidence):
        _walk_model(value, where, found)
    elif slot.marker is not None or isinstance(value, Evidence):
        found.append(Node(where, value, slot))


def _says_something(value: Any, slot: Slot) -> bool:
    """Tell whether a value may be a node or hold one: most are plain strings."""
    return value is not None and (type(value) is not str or slot.marker is not None)


@lru_cache(maxsize=256)
def slots(model: type[BaseModel]) -> tuple[tuple[str, Slot], ...]:
    """Return the name and slot of each field of a model class."""
    return tuple((name, _slot(field)) for name, field in model.model_fields.items())


def _slot(field: FieldInfo) -> Slot:
    marks = [*_unfolded(field.metadata), *_metadata(field.annotation)]
    least = [mark.min_length for mark in field.metadata if isinstance(mark, MinLen)]
    return Slot(
        marker=next((m for m in marks if isinstance(m, Marker)), None),
        nullable=_nullable(field.annotation),
        is_list=get_origin(field.annotation) is list,
        least=max(least, default=0),
    )


def _metadata(annotation: Any) -> Iterator[Any]:
    """Yield all metadata inside an annotation, through lists, unions and aliases."""
    annotation = getattr(annotation, "__value__", annotation)
    if get_origin(annotation) is Annotated:
        yield from _unfolded(annotation.__metadata__)
    for part in get_args(annotation):
        yield from _metadata(part)


def _unfolded(marks: Iterable[Any]) -> Iterator[Any]:
    """Yield marks and those inside them: `Annotated[int, Ref["x"]]` holds an alias."""
    for mark in marks:
        yield mark
        yield from _metadata(mark)


def _nullable(annotation: Any) -> bool:
    annotation = getattr(annotation, "__value__", annotation)
    if get_origin(annotation) is Annotated:
        return _nullable(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return any(part is NoneType for part in get_args(annotation))
    return False
