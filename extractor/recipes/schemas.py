"""The JSON Schema of a recipe's briefing file."""

from typing import Any

from extractor.records.briefing_file import FORMAT, file_model
from extractor.records.outcome import Recipe


def file_schema(recipe: Recipe[Any]) -> dict[str, Any]:
    """Return the JSON Schema of what `extractor brief` writes for a recipe."""
    published: Any = recipe.published
    schema = file_model(published).model_json_schema(mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"{FORMAT} ({recipe.name})"
    schema["$defs"]["Article"]["properties"].pop("removed", None)
    return schema
