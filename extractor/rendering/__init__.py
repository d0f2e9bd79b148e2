"""From a recipe and an article to the request: messages and schema. Pure."""

from extractor.rendering.fields import describe_fields, system_message
from extractor.rendering.messages import (
    ANSWER_LANGUAGE,
    PLACEHOLDERS,
    Frame,
    one_line,
    render,
    render_part,
)
from extractor.rendering.strict import NotStrictError, strict_schema

__all__ = [
    "ANSWER_LANGUAGE",
    "PLACEHOLDERS",
    "Frame",
    "NotStrictError",
    "describe_fields",
    "one_line",
    "render",
    "render_part",
    "strict_schema",
    "system_message",
]
