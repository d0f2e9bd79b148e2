"""The words of a Word document's paragraphs and tables, as a reader sees them.

Deleted text of tracked changes is no text; what is formatted not to be seen is left
out and kept apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractor.sources.documents.word_styles import Look, Looks, has

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNREAD = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}rPr", f"{_W}pPr", _FALLBACK})
_BOX = f"{_W}txbxContent"
_PLAIN = {
    f"{_W}tab": " ",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "",
}


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


def words_of(paragraph: Any, *, looks: Looks, shaded: bool) -> Words:
    """Return what a paragraph holds; `shaded`: white letters are seen there."""
    words = Words()
    behind = Look(lit=shaded or has(paragraph, "pPr", "shd"))
    for run in _runs(paragraph, words):
        for part, text in _parts(run):
            seen = [looks.of(each, paragraph).over(behind) for each in (run, part)]
            if text.strip() and any(look.hidden for look in seen):
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


def _parts(run: Any) -> Iterator[tuple[Any, str]]:
    """Yield the text of a run, each part with the run that formats it.

    Words with a reading above them, as Japanese has, are runs in a run.
    """
    text = ""
    for child in run:
        text += _piece(child)
        if child.tag == f"{_W}ruby":
            yield run, text
            text = ""
            for inner in child.iterfind(f"{_W}rubyBase/{_W}r"):
                yield from _parts(inner)
    yield run, text


def _piece(child: Any) -> str:
    if child.tag == f"{_W}t":
        return child.text or ""
    return _PLAIN.get(child.tag, "")


def is_shaded(cell: Any) -> bool:
    """Tell whether a table's cell has a colour behind its letters."""
    return has(cell, "tcPr", "shd")
