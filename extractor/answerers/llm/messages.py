"""A model's message, as far as instructor can read it.

instructor takes it for granted that everything is there and of its kind.
"""

import json
from collections.abc import Mapping
from typing import Any

from instructor.utils import extract_json_from_codeblock

from extractor.answerers.llm.endpoint import Mode

TEXTS = ("text", "output_text")  # parts of a content; others are thoughts and images


def readable_message(message: object, *, mode: Mode) -> dict[str, Any] | None:
    """Return what instructor reads of a message; None when its content is no text."""
    if not isinstance(message, dict):
        return None
    try:
        content = _text(message.get("content"))
    except TypeError:
        return None
    if content and mode == "md_json" and not _searchable(content):
        content = ""
    role = _word(message.get("role")) or "assistant"
    return {"role": role, "content": content, **_calls(message)}


def _text(content: object) -> str | None:
    """Return the text of a content, given whole or in parts.

    Raises:
        TypeError: It is neither.
    """
    if content is None or isinstance(content, str):
        return content
    if not isinstance(content, list):
        raise TypeError
    return "".join(map(_text_part, content))


def _text_part(part: object) -> str:
    """Return the text of a part; parts of other kinds have none."""
    if isinstance(part, str):
        return part
    if not isinstance(part, dict):
        raise TypeError
    text = part.get("text") if part.get("type", "text") in TEXTS else None
    return _word(text)


def _searchable(text: str) -> bool:
    """Tell whether instructor finds the JSON in a text, or that there is none.

    It gives up on texts that are too long, or hold too many brackets.
    """
    try:
        extract_json_from_codeblock(text)
    except ValueError:
        return False
    return True


def _calls(message: Mapping[str, Any]) -> dict[str, Any]:
    """Return a message's calls of tools; those without arguments are none."""
    calls: dict[str, Any] = {}
    listed = message.get("tool_calls")
    if isinstance(listed, list):
        told = [call for each in listed if (call := _tool_call(each))]
        if told or not listed:
            calls["tool_calls"] = told
    if function := _function(message.get("function_call")):
        calls["function_call"] = function
    return calls


def _tool_call(call: object) -> dict[str, Any] | None:
    if not isinstance(call, dict):
        return None
    function = _function(call.get("function"))
    if function is None:
        return None
    told = {"id": _word(call.get("id")), "function": function, "type": "function"}
    return {**call, **told}


def _function(function: object) -> dict[str, Any] | None:
    if not isinstance(function, dict) or function.get("arguments") is None:
        return None
    arguments = function["arguments"]
    text = arguments if isinstance(arguments, str) else json.dumps(arguments)
    return {**function, "name": _word(function.get("name")), "arguments": text}


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""
