"""What makes two requests the same, and so their recording."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from extractor.answerers.llm.endpoint import ROOM_NAMES

SHORT = 16
_SHAPE = frozenset({"response_format", "tools", "tool_choice"})


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a request asks, whatever server it goes to and however it is put there.

    Attributes:
        model: The model's name.
        parameters: Temperature and the like; the room for the answer is always
            called `room`.
        messages: The conversation.
        schema: The JSON Schema asked for, or None when it stands in the messages.
    """

    model: str
    parameters: Mapping[str, Any]
    messages: list[Any]
    schema: Mapping[str, Any] | None

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> "Asked":
        """Read it from the body of a chat completion request."""
        left = {k: v for k, v in body.items() if k not in _SHAPE}
        model, messages = left.pop("model"), left.pop("messages")
        parameters = {
            "room" if name in ROOM_NAMES else name: _plain(value)
            for name, value in left.items()
        }
        return cls(
            model=model,
            parameters=parameters,
            messages=messages,
            schema=_schema(body),
        )

    @cached_property
    def key(self) -> str:
        """The sha256 that the recording is found by."""
        return digest(
            {
                "model": self.model,
                "parameters": self.parameters,
                "messages": self.messages,
                "schema": self.schema,
            }
        )

    @cached_property
    def schema_sha256(self) -> str | None:
        """The sha256 of the schema, if there is one."""
        return None if self.schema is None else digest(self.schema)

    def as_json(self) -> dict[str, Any]:
        """Return it as it stands in a file, with the schema named by its sha256."""
        return {
            "model": self.model,
            "parameters": dict(self.parameters),
            "messages": self.messages,
            "schema_sha256": self.schema_sha256,
        }


def digest(value: object) -> str:
    """Return the sha256 of the value as canonical JSON."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _schema(body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the schema, from where the mode in use puts it."""
    if tools := body.get("tools"):
        schema: Mapping[str, Any] = tools[0]["function"]["parameters"]
        return schema
    named = (body.get("response_format") or {}).get("json_schema") or {}
    return named.get("schema")


def _plain(value: object) -> object:
    """Return 0 for 0.0, so that one number has one key however it was written."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
