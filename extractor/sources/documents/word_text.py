"""The words of a Word document's paragraphs and tables, as a reader sees them.

Deleted text of tracked changes is no text; what is formatted not to be seen is left
out and kept apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_VAL = f"{_W}val"
_UNREAD = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}rPr", f"{_W}pPr", _FALLBACK})
_BOX = f"{_W}txbxContent"
_PLAIN = {
    f"{_W}tab": " ",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "",
}
_OFF = frozenset({"0", "false", "off", "none"})
_WHITE = "FFFFFF"
TINIEST = 4  # half points: letters of two points and less are not read


@dataclass(slots=True)
class Words:
    """What one paragraph holds.

    Attributes:
        shown: Its text.
        hidden: Pieces of text that are formatted not to be seen.
        boxes: Text boxes that are anchored in it.
    """

    shown: str = ""
    hidden: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


def words_of(paragraph: Any, *, shaded: bool) -> Words:
    """Return what a paragraph holds; `shaded`: white letters are seen there."""
    words = Words()
    shaded = shaded or _has(paragraph, "pPr", "shd")
    for run in _runs(paragraph, words):
        text = "".join(_pieces(run))
        if text.strip() and _is_hidden(run, shaded=shaded):
            words.hidden.append(" ".join(text.split()))
        else:
            words.shown += text
    return words


def _runs(element: Any, words: Words) -> Iterator[Any]:
    """Yield the runs of a paragraph, those in links and insertions too."""
    for child in element:
        if child.tag == f"{_W}r":
            words.boxes += _boxes(child)
            yield child
        elif child.tag not in _UNREAD:
            yield from _runs(child, words)


def _boxes(element: Any) -> Iterator[Any]:
    """Yield the text boxes in an element, not those that stand inside of them."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag not in _UNREAD:
            yield from _boxes(child)


def _pieces(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _PLAIN:
            yield _PLAIN[child.tag]


def _is_hidden(run: Any, *, shaded: bool) -> bool:
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return False
    vanish = properties.find(f"{_W}vanish")
    if vanish is not None and vanish.get(_VAL, "true") not in _OFF:
        return True
    size = _value(properties, "sz")
    if size.isdigit() and int(size) <= TINIEST:
        return True
    lit = shaded or any(
        properties.find(f"{_W}{name}") is not None for name in ("shd", "highlight")
    )
    return _value(properties, "color").upper() == _WHITE and not lit


def _value(properties: Any, name: str) -> str:
    found = properties.find(f"{_W}{name}")
    return "" if found is None else str(found.get(_VAL, ""))


def _has(element: Any, *path: str) -> bool:
    return element.find("/".join(f"{_W}{name}" for name in path)) is not None


def is_shaded(cell: Any) -> bool:
    """Tell whether a table's cell has a colour behind its letters."""
    return _has(cell, "tcPr", "shd")
