"""What makes a page whole by itself: its style, its scripts, its data, its policy."""

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).parent / "assets"
# JSON strings may hold these; a parser of HTML or of old JavaScript gives them meaning.
_UNSAFE = "<>&\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Assets:
    """The style and the script of a kind of page, and the policy that allows them.

    Attributes:
        style: The style sheet, put into the page as it is.
        script: The script, likewise.
        policy: The page's Content-Security-Policy: these two, and nothing else.
    """

    style: str
    script: str
    policy: str


@cache
def assets(
    *, styles: tuple[str, ...], scripts: tuple[str, ...], connects: bool = False
) -> Assets:
    """Return the named files of the assets folder, each kind as one.

    Args:
        styles: Their names.
        scripts: Their names.
        connects: Whether the page talks to the server that it came from.
    """
    style, script = _joined(styles, ".css"), _joined(scripts, ".js")
    return Assets(style, script, policy_of(style, script, connects=connects))


def policy_of(style: str, script: str, *, connects: bool = False) -> str:
    """Return the policy that lets a page use this style and this script alone."""
    rules = (
        "default-src 'none'",
        f"script-src '{_digest(script)}'",
        f"style-src '{_digest(style)}'",
        "img-src data:",  # the empty icon, so that no browser asks for one
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",  # text never becomes markup
        "trusted-types 'none'",
    )
    return "; ".join((*rules, "connect-src 'self'") if connects else rules)


def data_block(document: Any) -> str:
    """Return JSON that can stand inside a script element, whatever its strings hold."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for character in _UNSAFE:
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _joined(names: Iterable[str], suffix: str) -> str:
    texts = [(ASSETS / f"{name}{suffix}").read_text("utf-8") for name in names]
    return "\n" + "\n".join(texts)


def _digest(text: str) -> str:
    raw = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(raw).decode('ascii')}"
