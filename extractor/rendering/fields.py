"""A schema in words, for servers that do not show the schema to the model."""

from collections.abc import Iterator, Mapping
from typing import Any

INTRODUCTION = (
    "Answer with one JSON object of this form, and nothing else "
    "(every key is required, in this order):"
)

MAX_DEPTH = 10  # levels that strict servers accept; ends recursive models


def describe_fields(schema: Mapping[str, Any]) -> str:
    """Return the fields of a strict schema, a line each, nested by indent."""
    lines = [INTRODUCTION, *_object(schema, schema.get("$defs", {}), 0)]
    return "\n".join(lines)


def _object(
    node: Mapping[str, Any], definitions: Mapping[str, Any], depth: int
) -> Iterator[str]:
    if depth > MAX_DEPTH:
        return
    for name, field in node["properties"].items():
        kind, inner = _kind(field, definitions)
        meaning = field.get("description", "")
        yield f"{'  ' * depth}- {name} ({kind}){': ' if meaning else ''}{meaning}"
        if inner is not None:
            yield from _object(inner, definitions, depth + 1)


def _kind(
    node: Mapping[str, Any], definitions: Mapping[str, Any]
) -> tuple[str, Mapping[str, Any] | None]:
    """Return the type in words, and the object whose fields are still to be told."""
    node = _resolved(node, definitions)
    if "anyOf" in node:
        return _alternatives(node["anyOf"], definitions)
    if node.get("type") == "array":
        kind, inner = _kind(node["items"], definitions)
        return f"list of {kind}", inner
    values = node.get("enum", [node["const"]] if "const" in node else None)
    if values is not None:
        return " | ".join(map(str, values)), None
    return str(node["type"]), node if node["type"] == "object" else None


def _alternatives(
    nodes: list[Mapping[str, Any]], definitions: Mapping[str, Any]
) -> tuple[str, Mapping[str, Any] | None]:
    kinds = [_kind(node, definitions) for node in nodes]
    inner = next((found for _, found in kinds if found is not None), None)
    return " or ".join(kind for kind, _ in kinds), inner


def _resolved(
    node: Mapping[str, Any], definitions: Mapping[str, Any]
) -> Mapping[str, Any]:
    if "$ref" in node:
        resolved: Mapping[str, Any] = definitions[node["$ref"].rsplit("/", 1)[1]]
        return resolved
    return node
