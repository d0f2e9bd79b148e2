"""Takes out of a page what no reader of it sees, and tells what that was."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extractor.records.findings import Finding
from extractor.sources.metadata import tidy
from extractor.sources.web.hiding import Look, box_hiding
from extractor.sources.web.stylesheets import Element, Sheet, Style

_WHOLE = frozenset({"html", "body"})
_NOT_TEXT = frozenset({"script", "style", "head"})
_REPLACED = frozenset(
    {"applet", "audio", "canvas", "datalist", "embed", "iframe", "noembed", "noframes"}
    | {"object", "rp", "video"}
)
_FOR_LISTENERS = frozenset(
    {"element-invisible", "screen-reader-only", "screen-reader-text", "sr-only"}
    | {"u-visually-hidden", "visually-hidden", "visuallyhidden"}
)
_USUAL = frozenset({"comment", "noscript", "template", "replaced content"})
_SHOWN_PIECES, _SHOWN_CHARS = 3, 80


class Hidden(NamedTuple):
    """Text that no reader sees: how it is hidden, its line in the page, and itself."""

    kind: str
    line: int
    words: str


def take_out(page: Element) -> list[Hidden]:
    """Return the text that no reader of the page sees, after taking it out.

    Style sheets that the page only names are not known. The page as a whole is never
    taken for hidden: such pages show themselves by script.
    """
    sheet = Sheet("\n".join(style.text or "" for style in page.iter("style")))
    found = list(_comments(page))
    kept = list(page.iter())  # else lxml makes each anew whenever it is come by
    named = any("stylesheet" in link.get("rel", "") for link in page.iter("link"))
    waiting = [(page, Look(colour=None) if named else Look())]
    while waiting:
        element, above = waiting.pop()
        style = _attributes(element) | sheet.style_of(element)
        kind = _gone(element, style)
        if kind is not None:
            found += _piece(kind, element, element.itertext())
            _drop(element)
            continue
        if element.tag in _WHOLE:
            style = _of_whole(style, named=named)
        look = above.inside(style) if style else above
        if look.hiding is not None:
            found += _piece(look.hiding, element, _blanked(element))
        waiting += [(child, look) for child in element if child.tag not in _NOT_TEXT]
    del kept
    _unmark(page)
    return sorted(found, key=lambda hidden: hidden.line)


def _of_whole(style: Style, *, named: bool) -> Style:
    """Return what the style of the page as a whole says about the text in it.

    Where style sheets elsewhere are named, the colour of letters is theirs to say.
    """
    unknown = {"color", "-webkit-text-fill-color"} if named else set[str]()
    kept = {name: value for name, value in style.items() if name not in unknown}
    return {**kept, "visibility": "visible"}


def hidden_findings(found: Iterable[Hidden]) -> tuple[Finding, ...]:
    """Return one finding for each way in which text was hidden."""
    by_kind: dict[str, list[Hidden]] = {}
    for hidden in found:
        by_kind.setdefault(hidden.kind, []).append(hidden)
    return tuple(_finding(kind, pieces) for kind, pieces in by_kind.items())


def _finding(kind: str, pieces: list[Hidden]) -> Finding:
    told = [f"line {piece.line}: “{_opening(piece.words)}”" for piece in pieces]
    more = len(told) - _SHOWN_PIECES
    listed = "; ".join(told[:_SHOWN_PIECES]) + (
        f"; and {more} more" if more > 0 else ""
    )
    return Finding(
        code="hidden_text",
        severity="info" if kind in _USUAL else "warning",
        where="/article",
        message=f"text that no reader sees was taken out ({kind}): {listed}",
    )


def _opening(words: str) -> str:
    """Return the first words, as many as are shown."""
    if len(words) <= _SHOWN_CHARS:
        return words
    return words[:_SHOWN_CHARS].rpartition(" ")[0] + " …"


def _comments(page: Element) -> Iterator[Hidden]:
    """Yield the comments and instructions, which go."""
    from lxml import etree

    for node in list(page.iter(etree.Comment, etree.ProcessingInstruction)):
        yield from _piece("comment", node, [node.text or ""])
        _drop(node)


def _gone(element: Element, style: Style) -> str | None:
    """Return how an element is hidden with all that is in it, or None."""
    tag = element.tag
    if tag in _WHOLE:
        return None
    if tag == "template" and "shadowrootmode" in element.attrib:
        element.tag = "div"  # browsers show it in its parent's place
        return None
    if tag in ("noscript", "template"):
        return str(tag)
    if tag in _REPLACED:
        return "replaced content"
    return _gone_by_attribute(element) or (box_hiding(style) if style else None)


def _gone_by_attribute(element: Element) -> str | None:
    if "hidden" in element.attrib or "popover" in element.attrib:
        return "hidden attribute"
    if element.tag == "dialog" and "open" not in element.attrib:
        return "closed dialog"
    if not _FOR_LISTENERS.isdisjoint(element.get("class", "").split()):
        return "for screen readers only"
    return None


def _attributes(element: Element) -> Style:
    """Return the style that attributes of older HTML stand for."""
    style: Style = {}
    letters = element.get("text" if element.tag == "body" else "color")
    if letters and element.tag in ("font", "body", "basefont"):
        style["color"] = letters.lower()
    if element.get("bgcolor"):
        style["background-color"] = element.get("bgcolor", "").lower()
    if element.get("background"):
        style["background-image"] = "url()"
    return style


def _blanked(element: Element) -> Iterator[str]:
    """Yield the text that stands in an element itself, which goes."""
    yield element.text or ""
    element.text = " " if element.text else None
    for child in element:
        yield child.tail or ""
        child.tail = " " if child.tail else None


def _unmark(page: Element) -> None:
    """Take away what else would hide text that a reader sees."""
    for element in page.iter():
        for name in ("style", "aria-hidden"):
            element.attrib.pop(name, None)
        if element.tag == "dialog":
            element.tag = "div"


def _piece(kind: str, node: Element, texts: Iterable[str]) -> list[Hidden]:
    """Return the hidden text, unless there are no words in it."""
    words = tidy(" ".join(texts)) or ""
    if not any(map(str.isalnum, words)):
        return []
    return [Hidden(kind, node.sourceline or 0, words)]


def _drop(node: Element) -> None:
    """Take a node out and leave what stands behind it."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    tail = node.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    node.tail = None
    parent.remove(node)
