"""A schema in words, for servers that do not show the schema to the model."""

from collections.abc import Iterator, Mapping
from typing import Any

from extractor.records.outcome import Recipe

INTRODUCTION = (
    "Answer with one JSON object of this form, and nothing else "
    "(every key is required, in this order):"
)

MAX_DEPTH = 10  # levels that strict servers accept; ends recursive models


def system_message(recipe: Recipe[Any], *, describes_fields: bool) -> str:
    """Return a recipe's system message, with the meaning of its fields if wanted."""
    if not describes_fields:
        return recipe.system
    return f"{recipe.system}\n\n{describe_fields(recipe.strict_schema)}"


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
        kind, forms = _kind(field, definitions)
        meaning = field.get("description", "")
        yield f"{'  ' * depth}- {name} ({kind}){': ' if meaning else ''}{meaning}"
        for n, form in enumerate(forms, start=1):
            if len(forms) > 1:
                yield f"{'  ' * (depth + 1)}form {n}:"
            yield from _object(form, definitions, depth + min(len(forms), 2))


def _kind(
    node: Mapping[str, Any], definitions: Mapping[str, Any]
) -> tuple[str, list[Mapping[str, Any]]]:
    """Return the type in words, and the objects whose fields are still to be told."""
    node = _resolved(node, definitions)
    if "anyOf" in node:
        return _alternatives(node["anyOf"], definitions)
    if node.get("type") == "array":
        kind, forms = _kind(node["items"], definitions)
        return f"list of {kind}", forms
    values = node.get("enum", [node["const"]] if "const" in node else None)
    if values is not None:
        return " | ".join(map(str, values)), []
    return str(node["type"]), [node] if node["type"] == "object" else []


def _alternatives(
    nodes: list[Mapping[str, Any]], definitions: Mapping[str, Any]
) -> tuple[str, list[Mapping[str, Any]]]:
    kinds = [_kind(node, definitions) for node in nodes]
    forms = [form for _, found in kinds for form in found]
    return " or ".join(kind for kind, _ in kinds), forms


def _resolved(
    node: Mapping[str, Any], definitions: Mapping[str, Any]
) -> Mapping[str, Any]:
    if "$ref" in node:
        resolved: Mapping[str, Any] = definitions[node["$ref"].rsplit("/", 1)[1]]
        return resolved
    return node
