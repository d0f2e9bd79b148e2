"""JSON Schema in the form that strict servers accept."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

# Said of a field but not understood, or not allowed, where every field is required
# and every object closed (structured outputs guide of the OpenAI API).
_LEFT_OUT = frozenset(
    {"default", "discriminator", "title", "uniqueItems", "examples", "$schema"}
)
_REFUSED = frozenset({"allOf", "not", "prefixItems", "patternProperties", "if"})


class NotStrictError(ValueError):
    """A schema that no strict server would accept. The message names the place."""


def strict_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the model's schema: closed objects, all fields required, no defaults.

    Raises:
        NotStrictError: The model holds what strict servers refuse: open objects,
            tuples, Any, a union at the root.
    """
    root = model.model_json_schema()
    definitions = root.pop("$defs", {})
    if root.get("type") != "object":
        message = f"$: expected an object, found {sorted(root)}"
        raise NotStrictError(message)
    strict = _strict(root, "$", definitions)
    if definitions:
        strict["$defs"] = {
            name: _strict(node, f"$defs.{name}", definitions)
            for name, node in definitions.items()
        }
    return strict


def _strict(node: Any, path: str, definitions: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(node, dict) or not node.keys() - _LEFT_OUT - {"description"}:
        message = f"{path}: a field without a type (Any); give it one"
        raise NotStrictError(message)
    if "$ref" in node and len(node) > 1:
        node = _inlined(node, definitions)
    kept = {key: value for key, value in node.items() if key not in _LEFT_OUT}
    if "oneOf" in kept:
        kept["anyOf"] = kept.pop("oneOf")
    refused = sorted(_REFUSED & kept.keys())
    if refused:
        message = f"{path}: {', '.join(refused)} cannot be strict"
        raise NotStrictError(message)
    return _strict_parts(kept, path, definitions)


def _strict_parts(
    node: dict[str, Any], path: str, definitions: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the node with its properties, items and alternatives made strict."""
    if node.get("type") == "object":
        if "properties" not in node or node.get("additionalProperties"):
            message = f"{path}: an open object (dict or extra fields) cannot be strict"
            raise NotStrictError(message)
        node["properties"] = {
            name: _strict(value, f"{path}.{name}", definitions)
            for name, value in node["properties"].items()
        }
        node["required"] = list(node["properties"])
        node["additionalProperties"] = False
    if node.get("type") == "array":
        node["items"] = _strict(node.get("items"), f"{path}[]", definitions)
    if "anyOf" in node:
        node["anyOf"] = [
            _strict(value, f"{path}|{n}", definitions)
            for n, value in enumerate(node["anyOf"])
        ]
    return node


def _inlined(node: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """Return a reference with siblings as the definition itself: $ref stands alone."""
    name = node["$ref"].rsplit("/", 1)[1]
    siblings = {key: value for key, value in node.items() if key != "$ref"}
    return {**definitions[name], **siblings}
