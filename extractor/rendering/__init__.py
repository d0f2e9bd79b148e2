"""From a recipe and an article to the request: messages and schema. Pure."""

from extractor.rendering.fields import describe_fields
from extractor.rendering.messages import ANSWER_LANGUAGE, PLACEHOLDERS, render
from extractor.rendering.strict import NotStrictError, strict_schema

__all__ = [
    "ANSWER_LANGUAGE",
    "PLACEHOLDERS",
    "NotStrictError",
    "describe_fields",
    "render",
    "strict_schema",
]
