"""HTML that is escaped unless it was made here, and the page around it."""

import base64
import hashlib
import html
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

VOID = frozenset({"meta"})


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def tag(element: str, /, *inner: str, **attributes: str | float) -> Html:
    """Return an element; what is inside is escaped, unless it is Html.

    Args:
        element: Its name.
        inner: Its content, in order.
        attributes: A trailing or inner underscore stands for nothing or a hyphen.
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(str(value))}"'
        for key, value in attributes.items()
    )
    if element in VOID:
        return Html(f"<{element}{told}>")
    return Html(f"<{element}{told}>{joined(inner)}</{element}>")


def joined(parts: Iterable[str]) -> Html:
    """Return the parts after one another, escaped unless they are Html."""
    return Html("".join(p if isinstance(p, Html) else html.escape(p) for p in parts))


@cache
def style() -> str:
    """Return the style sheet of every page."""
    return files(__package__).joinpath("style.css").read_text(encoding="utf-8")


def page(title: str, *inner: str) -> str:
    """Return a whole page: its policy lets nothing in but its own style sheet."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'"
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", Html(style())),
    )
    skip = tag("a", "To the figures", href="#figures", class_="skip")
    body = tag("body", skip, tag("main", tag("h1", title), *inner))
    return f"<!doctype html>\n{tag('html', head, body, lang='en')}\n"


def table(caption: str, head: Iterable[str], *bodies: str) -> Html:
    """Return a table that scrolls by itself where the window is narrow.

    Args:
        caption: What it shows, for those who do not see it.
        head: Titles of columns; those of numbers end in a space.
        bodies: Its rows, in one tbody or more.
    """
    cells = joined(
        tag("th", title.rstrip(), scope="col", class_="number" * title.endswith(" "))
        for title in head
    )
    made = tag(
        "table", tag("caption", caption), tag("thead", tag("tr", cells)), *bodies
    )
    return tag(
        "div", made, class_="scroll", tabindex="0", role="region", aria_label=caption
    )


def facts(pairs: Iterable[tuple[str, str]]) -> Html:
    """Return terms with what they are."""
    rows = (tag("div", tag("dt", term), tag("dd", told)) for term, told in pairs)
    return tag("dl", *rows)
