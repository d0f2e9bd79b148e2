"""A valid briefing file, and what becomes of it when something in it is changed."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from extractor.verification import verify
from tests.answers import inference, strike_answer
from tests.articles import STRIKE
from tests.files import briefing, file_of

Place = tuple[str | int, ...]


@cache
def valid() -> str:
    """Return a valid briefing file of the strike article as JSON."""
    answer = strike_answer()
    answer["claims"][1]["nuance"]["disputes"] = [3]
    answer["inferences"].append(
        inference(6, statement="Prices of grain rise.", affected=[1, 6])
    )
    return file_of(briefing(), answer, STRIKE).model_dump_json()


def changed(*steps: str | int, to: Any) -> dict[str, Any]:
    """Return the valid file with another value at a place."""
    document: dict[str, Any] = json.loads(valid())
    inner: Any = document
    for step in steps[:-1]:
        inner = inner[step]
    inner[steps[-1]] = to
    return document


def broken(document: Any) -> list[str]:
    """Return where a document does not hold."""
    return [found.where for found in verify(document).breaks]


def leaves(value: Any, where: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield every string, number and null of a document with its place."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*where, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*where, place))
    else:
        yield where, value


def inner_places(value: Any, where: Place = ()) -> Iterator[Place]:
    """Yield the place of everything inside a document."""
    inner: Any = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for step, part in inner:
        yield (*where, step)
        yield from inner_places(part, (*where, step))
