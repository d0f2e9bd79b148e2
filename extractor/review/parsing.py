"""Reading an answer: what has the asked shape, and which items have not."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from extractor.grounding.walking import Node
from extractor.records.problems import Pointer, Problem
from extractor.review.filling import filled
from extractor.review.pointing import at, item_of, moved
from extractor.review.rebuilding import rebuild

SHAPE = "shape"
JSON_CONTEXT_CHARS = 60  # shows a model where its JSON broke off


@dataclass(frozen=True, slots=True)
class Parsed:
    """An answer as far as it has the asked shape.

    Attributes:
        data: The answer as parsed JSON, whole, with the defaults of what it left out;
            None when nothing can be read.
        answer: The model of what has the right shape.
        origin: Where each list item of `answer` stands in `data`.
        problems: What has not the right shape, with pointers into `data`.
    """

    data: Any
    answer: BaseModel | None = None
    origin: dict[Pointer, Pointer] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class Unusable(Exception):
    """Nothing of an answer can be published: what fails stands in no list item.

    Attributes:
        problems: Why.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems."""
        self.problems = problems
        super().__init__("; ".join(problem.message for problem in problems))


def parse(given: Any, model: type[BaseModel]) -> Parsed:
    """Return what can be read of an answer, given as JSON text or as parsed JSON."""
    if isinstance(given, (str, bytes, bytearray)):
        try:
            given = _read(given)
        except (ValueError, RecursionError) as error:
            return _unreadable(f"the answer is not JSON: {_place(error, given)}")
    if not isinstance(given, dict):
        return _unreadable(f"expected a JSON object, found {type(given).__name__}")
    return _fit(given, model)


def _read(given: str | bytes | bytearray) -> Any:
    """Return parsed JSON in which every string can be written as UTF-8."""
    data = json.loads(given)
    raw = given.encode(errors="surrogatepass") if isinstance(given, str) else given
    if b"\\u" not in raw and b"\xed" not in raw:  # no escape and no half of a pair
        return data
    text = json.dumps(data, ensure_ascii=False)
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return json.loads(whole)


def _unreadable(message: str) -> Parsed:
    return Parsed(None, problems=(Problem(SHAPE, (), message),))


def _place(error: Exception, given: Any) -> str:
    if not isinstance(error, json.JSONDecodeError):
        return "it cannot be decoded"
    near = error.doc[max(0, error.pos - JSON_CONTEXT_CHARS) : error.pos]
    return f"{error.msg} after {near!r}"


def _fit(data: dict[str, Any], model: type[BaseModel]) -> Parsed:
    """Leave out the list items that have the wrong shape until the rest fits."""
    problems: list[Problem] = []
    rest, origin = data, dict[Pointer, Pointer]()
    while True:
        try:
            answer = model.model_validate(rest)
        except ValidationError as error:
            problems += misfits(error, rest, origin)
            gone = {item_of(problem.where) for problem in problems}
            if None in gone:
                return Parsed(None, problems=tuple(problems))
            rest, origin = rebuild(data, {item for item in gone if item}, {})
        else:
            whole = filled(data, answer, origin)
            return Parsed(whole, answer, origin, tuple(problems))


def misfits(
    error: ValidationError, data: Any, origin: Mapping[Pointer, Pointer]
) -> list[Problem]:
    """Return what does not fit in data, with pointers to where its items stood."""
    return [_problem(e, data, origin) for e in error.errors(include_url=False)]


def as_given(node: Node, parsed: Parsed) -> Node:
    """Return a node with its place in the answer as it was given."""
    where = moved(node.where, parsed.origin)
    places = None
    if isinstance(node.value, list) and len(at(parsed.data, where)) > len(node.value):
        steps = [(*node.where, n) for n in range(len(node.value))]
        places = tuple(int(moved(step, parsed.origin)[-1]) for step in steps)
    return Node(where, node.value, node.slot, places)


def _problem(error: Any, rest: Any, origin: Mapping[Pointer, Pointer]) -> Problem:
    """Return a shape error in our own words, so that no upgrade changes them."""
    where = _existing(error["loc"], rest)
    message = f"{_expected(error)}, found {_found(error['input'])}"
    named = error["loc"][len(where) :]
    if error["type"] == "missing":
        message = f"{'.'.join(map(str, named)) or 'a field'} is missing"
    return Problem(SHAPE, moved(where, origin), message)


def _existing(loc: tuple[str | int, ...], data: Any) -> Pointer:
    """Return the part of pydantic's location that is a place in the data."""
    where: Pointer = ()
    for step in loc:
        if step in _steps(data):
            data = data[step]
            where += (step,)
    return where


def _steps(data: Any) -> Any:
    """Return the steps that lead further into parsed JSON."""
    if isinstance(data, list):
        return range(len(data))
    return data if isinstance(data, dict) else ()


def _expected(error: Any) -> str:
    """Return what was expected, by pydantic's stable error type and context."""
    context = error.get("ctx", {})
    if error["type"] == "literal_error":
        return f"expected one of {context['expected']}"
    if error["type"] == "too_short":
        return f"expected at least {context['min_length']} items"
    if error["type"] == "too_long":
        return f"expected at most {context['max_length']} items"
    if "error" in context:  # raised by a validator of the schema, in its own words
        return str(context["error"])
    kind = error["type"].removesuffix("_type").removesuffix("_parsing")
    return f"expected {_KINDS.get(kind, kind.replace('_', ' '))}"


_KINDS = {
    "int": "a whole number",
    "int_from_float": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "string": "a string",
    "list": "a list",
    "model": "an object",
    "model_attributes": "an object",
    "dict": "an object",
}


def _found(value: Any) -> str:
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else f"{len(value)} items"
    return json.dumps(value, ensure_ascii=False, default=repr)[:JSON_CONTEXT_CHARS]
