"""Schemas that somebody might write, and answers that fit them."""

from collections.abc import Sequence
from types import GenericAlias, ModuleType
from typing import Any

from hypothesis import strategies as st
from pydantic import BaseModel, Field, create_model

from extractor.records.markers import Evidence, Ref, Verbatim

Json = dict[str, Any]
Types = st.SearchStrategy[Any]
LISTS = ("items", "others", "topics")
NAMES = ("name", "by", "proof", "about", "id", "start", "end", "sentence", "quote")
WORDS = st.sampled_from(["Ann", "Ann says", "plan 2", "i1", "", "Nobody Known"])
LIMITS = ({"min_length": 1}, {"max_length": 1})


def now_and_then(usual: Types, odd: Types) -> Types:
    """Draw the odd one once in thirty times: there are many fields in a schema."""
    return st.integers(1, 30).flatmap(lambda n: odd if n == 17 else usual)


def leaves(targets: Sequence[str]) -> Types:
    """Draw what a field may hold: words, places, references to these lists."""
    refs = [Ref.__class_getitem__(name) for name in targets]
    nobody = [Ref.__class_getitem__((name, 0)) for name in targets]
    plain: list[Any] = [str, int, bool, Evidence, Evidence, Verbatim]
    return st.sampled_from([*plain, *refs, *refs, *nobody])


@st.composite
def types(draw: st.DrawFn, inner: Types) -> Any:
    """Draw what a field may be annotated with."""
    drawn = draw(inner)
    depths = now_and_then(st.integers(0, 1), st.just(2))
    for _ in range(draw(depths)):
        drawn = GenericAlias(list, (drawn,))
    return drawn | None if draw(st.booleans()) else drawn


@st.composite
def fields(draw: st.DrawFn, annotation: Types, *, odd: Types) -> Any:
    """Draw a field of such a type, which may have a default or a limit."""
    kind = draw(annotation)
    fitting = {list: [], str: "Ann"}.get(getattr(kind, "__origin__", kind))
    usual = st.sampled_from([..., fitting] if fitting is not None else [...])
    default = draw(now_and_then(usual, st.sampled_from([None, [], "Ann"])))
    limits = draw(odd) if getattr(kind, "__origin__", None) is list else {}
    return kind, Field(default, **limits)


@st.composite
def models(draw: st.DrawFn, inner: Types) -> type[BaseModel]:
    """Draw the model of an item, whose fields hold these."""
    names = st.sampled_from(NAMES[:4])
    drawn = st.lists(now_and_then(names, st.sampled_from(NAMES)), max_size=3)
    odd = st.sampled_from([{}, *LIMITS])
    held = {
        name: draw(fields(types(inner), odd=odd)) for name in ["name", *draw(drawn)]
    }
    made: type[BaseModel] = create_model("Item", **held)
    return made


@st.composite
def modules(draw: st.DrawFn, *, in_parts: bool) -> ModuleType:
    """Draw a schema; in parts, its lists are a window's and the rest comes last."""
    names = draw(st.lists(st.sampled_from(LISTS), min_size=1, unique=True))
    inner = leaves(draw(now_and_then(st.just(names), st.just(LISTS))))
    item = draw(models(inner))
    outer = draw(models(inner | st.just(item)))
    kinds = now_and_then(
        st.sampled_from([item, outer]), st.sampled_from([str, item | None])
    )
    limits = now_and_then(st.just({}), st.sampled_from(LIMITS))
    listed = kinds.map(lambda kind: GenericAlias(list, (kind,)))
    lists = {name: draw(fields(listed, odd=limits)) for name in names}
    last = types(inner | st.just(item))
    if in_parts:
        empty = st.just(str) | last.map(lambda kind: kind | None)
        last = now_and_then(empty, last)
    rest = {
        name: draw(fields(last, odd=limits))
        for name in ("headline", "main")[: draw(st.integers(int(in_parts), 2))]
    }
    return _module(lists, rest, in_parts=in_parts)


def _module(lists: Json, rest: Json, *, in_parts: bool) -> ModuleType:
    made = ModuleType("drawn")
    vars(made)["Answer"] = create_model("Answer", **lists, **rest)
    if in_parts:
        vars(made).update(
            Window=create_model("Window", **lists),
            Closing=create_model("Closing", **rest),
            merge=lambda window, windows: {},
            tell=lambda item, article: "an item",
        )
    return made


def answers(model: type[BaseModel]) -> st.SearchStrategy[Any]:
    """Draw an answer that fits a model, with numbers that may name nothing."""
    schema = model.model_json_schema()
    return _values(schema, schema.get("$defs", {}))


def _values(node: Json, known: Json) -> st.SearchStrategy[Any]:
    if "$ref" in node:
        return _values(known[node["$ref"].rsplit("/", 1)[1]], known)
    if "anyOf" in node:
        return st.one_of([_values(each, known) for each in node["anyOf"]])
    if node["type"] == "object":
        return _objects(node, known)
    if node["type"] == "array":
        least, most = node.get("minItems", 0), node.get("maxItems", 3)
        return st.lists(_values(node["items"], known), min_size=least, max_size=most)
    plain: Json = {
        "string": WORDS,
        "integer": st.integers(-1, 4),
        "boolean": st.booleans(),
        "null": st.none(),
    }
    found: st.SearchStrategy[Any] = plain[node["type"]]
    return found


def _objects(node: Json, known: Json) -> st.SearchStrategy[Any]:
    values = {name: _values(each, known) for name, each in node["properties"].items()}
    required = node.get("required", ())
    return st.fixed_dictionaries(
        {name: value for name, value in values.items() if name in required},
        optional={n: value for n, value in values.items() if n not in required},
    )
