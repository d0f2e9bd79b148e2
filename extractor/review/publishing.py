"""Publishing for a recipe that brings no `publish`: the answer, with spans and ids."""

from functools import cache
from typing import Any

from pydantic import BaseModel, create_model

from extractor.grounding.models import targets
from extractor.grounding.walking import slots
from extractor.records.article import Article
from extractor.records.markers import Evidence, RefMarker
from extractor.records.problems import Publication


def publish_plainly(answer: BaseModel, article: Article) -> Publication[Any]:
    """Return the answer with evidence as spans and references as ids.

    Items of a list that is referred to get an `id`: the list's first letter (as many
    letters as tell it from the others) and the item's place.
    """
    prefixes = _prefixes(type(answer))
    value = {
        name: _published(getattr(answer, name), slot.marker, article, prefixes)
        for name, slot in slots(type(answer))
    }
    for name, prefix in prefixes.items():
        value[name] = [
            {"id": f"{prefix}{n}", **item} for n, item in enumerate(value[name], 1)
        ]
    return Publication(published_model(type(answer))(**value))


@cache
def published_model(answer: type[BaseModel]) -> type[BaseModel]:
    """Return the open model that holds what is published for an answer model."""
    fields: dict[str, Any] = dict.fromkeys(answer.model_fields, (Any, ...))
    return create_model(answer.__name__, __doc__=answer.__doc__, **fields)


def _published(
    value: Any, marker: Any, article: Article, prefixes: dict[str, str]
) -> Any:
    if isinstance(value, Evidence):
        return article.span_of(value).model_dump()
    if isinstance(value, BaseModel):
        return {
            name: _published(getattr(value, name), slot.marker, article, prefixes)
            for name, slot in slots(type(value))
        }
    if isinstance(value, list):
        return [_published(entry, marker, article, prefixes) for entry in value]
    if isinstance(marker, RefMarker) and isinstance(value, int):
        return f"{prefixes[marker.target]}{value}" if value else None
    return value


@cache
def _prefixes(answer: type[BaseModel]) -> dict[str, str]:
    """Return the id prefix of each list that some reference names."""
    names = sorted(targets(answer))
    length = 1
    while len({name[:length] for name in names}) < len(names):
        length += 1
    return {name: name[:length] for name in names}
