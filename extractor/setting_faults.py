"""What is wrong with a setting, in words: what was expected, what was found."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

HEAD = "a setting does not fit (flag, environment or extractor.toml): "
LONGEST = 60
_EXPECTED = {
    "greater_than": "a number greater than {gt:g}",
    "greater_than_equal": "a number not less than {ge:g}",
    "literal_error": "one of {expected}",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "int_type": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "finite_number": "a number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "string_type": "text",
    "path_type": "a path",
    "dict_type": "names with values",
}


def told(error: ValidationError, known: Iterable[str]) -> str:
    """Return what is wrong, setting by setting.

    Args:
        error: What pydantic says.
        known: The settings that there are.
    """
    lines = [
        f"{'.'.join(map(str, fault['loc'])) or 'settings'}: {_fault(fault, known)}"
        for fault in error.errors(include_url=False)
    ]
    return HEAD + "; ".join(lines)


def told_unknown(name: str, known: Iterable[str]) -> str:
    """Return that there is no such setting."""
    return f"{HEAD}{name}: {_unknown(known)}"


def told_variable(error: Exception) -> str:
    """Return which variable of the environment holds no JSON."""
    named = re.search(r'field "(\w+)"', str(error))
    variable = f"EXTRACTOR_{named[1].upper()}" if named else "the environment"
    return (
        f'expected a JSON object such as {{"temperature": 0}} in {variable}, found '
        "something else; set it again, or write [parameters] in extractor.toml"
    )


def _fault(fault: Any, known: Iterable[str]) -> str:
    if fault["type"] == "extra_forbidden":
        return _unknown(known)
    expected = _EXPECTED.get(fault["type"])
    if expected is None:
        return str(fault["msg"]).removeprefix("Value error, ")
    facts: Mapping[str, Any] = fault.get("ctx", {})
    return f"expected {expected.format(**facts)}, found {_shown(fault['input'])}"


def _shown(value: object) -> str:
    """Return a value as it may be shown: a collection may hold what is secret."""
    if value is None or isinstance(value, str | int | float):
        shown = repr(value)
        return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
    return f"a {type(value).__name__}"


def _unknown(known: Iterable[str]) -> str:
    listed = ", ".join(known)
    return f"unknown; keys come from the environment, the settings are: {listed}"
