"""Templates: everything that is put into one is escaped, and none can be missing."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parent / "templates"
PIECES_AT_ONCE = 200  # a template yields many short ones
WEB = frozenset({"http", "https"})  # the only addresses that become links


def filled(template: str, **values: Any) -> str:
    """Return a template's text with the values in it, escaped."""
    return _in_unicode(_environment().get_template(template).render(values))


def pieces(template: str, **values: Any) -> Iterator[str]:
    """Yield the same text piece by piece, so that no large page is held whole."""
    stream = _environment().get_template(template).stream(values)
    stream.enable_buffering(PIECES_AT_ONCE)
    return map(_in_unicode, stream)


def web_address(text: str | None) -> str | None:
    """Return an address that a reader may follow, or None."""
    try:
        parts = urlsplit(text or "")
    except ValueError:
        return None
    return text if parts.scheme.lower() in WEB and parts.netloc else None


def spoken(word: str) -> str:
    """Return a word of the file's vocabulary as a reader would write it."""
    return word.replace("_", " ")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: 1 claim, 2 claims."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _in_unicode(text: str) -> str:
    """Return text that can be written: JSON and names may hold half a pair."""
    return text.encode("utf-8", "replace").decode("utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "address": web_address,
        "counted": counted,
        "spoken": spoken,
    }
    return environment
