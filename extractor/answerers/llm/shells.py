"""How instructor sees a recipe: a stand-in without fields, made once."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

import instructor

from extractor.answerers.llm.calls import current_call
from extractor.records.outcome import Recipe


@dataclass(frozen=True, slots=True)
class Form:
    """What a recipe asks for, ready to be sent.

    Attributes:
        shell: What instructor takes for the response model.
        response_format: Asks a server for the strict schema.
        characters: Of the strict schema as JSON.
    """

    shell: type[instructor.ResponseSchema]
    response_format: Mapping[str, Any]
    characters: int


class Forms:
    """The forms of the recipes seen so far. Two loads of one recipe share a form."""

    def __init__(self) -> None:
        """Begin with none."""
        self._forms: dict[tuple[str, str | int], Form] = {}
        self._held: list[Recipe[Any]] = []

    def of(self, recipe: Recipe[Any]) -> Form:
        """Return the recipe's form."""
        key = (recipe.name, recipe.fingerprint or id(recipe))
        form = self._forms.get(key)
        if form is None:
            form = self._forms[key] = _form(recipe)
            self._held.append(recipe)  # so that its id stays its own
        return form


def _form(recipe: Recipe[Any]) -> Form:
    name = re.sub(r"[^A-Za-z0-9_-]", "_", recipe.name)[:64] or "answer"
    schema = dict(recipe.strict_schema)
    strict = {"name": name, "strict": True, "schema": schema}
    return Form(
        shell=_shell(name, schema),
        response_format={"type": "json_schema", "json_schema": strict},
        characters=len(json.dumps(schema)),
    )


def _shell(name: str, schema: dict[str, Any]) -> type[instructor.ResponseSchema]:
    """Return a class that has no fields for instructor to walk or rebuild each call.

    instructor asks it for the schema, and hands it the answer to validate: there our
    own review takes over.
    """

    class Shell(instructor.ResponseSchema):
        @classmethod
        def model_json_schema(cls, *_: object, **__: object) -> dict[str, Any]:
            return {"title": name, **schema}

        @classmethod
        def model_validate_json(cls, json_data: object, **_: object) -> Self:
            return cast("Self", current_call().judge(json_data))

        @classmethod
        def model_validate(cls, obj: object, **_: object) -> Self:
            return cast("Self", current_call().judge(obj))

    Shell.__name__ = name
    return Shell
