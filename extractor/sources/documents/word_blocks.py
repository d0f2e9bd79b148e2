"""A Word document as blocks of plain text: headings, paragraphs, items, rows."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extractor.sources.documents.word_styles import Looks
from extractor.sources.documents.word_text import is_shaded, words_of

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{_W}val"
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_TITLE = re.compile(r"title", re.IGNORECASE)
_LISTED = re.compile(r"list (bullet|number)", re.IGNORECASE)
_BULLET, _NO_NUMBER = "bullet", "none"
DEEPEST_HEADING = 6
# What stands around blocks, rows and cells without being one: fields of a form, marks.
_AROUND = frozenset(f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml"))


class Blocks:
    """The blocks of a document in their order.

    Attributes:
        hidden: Text that is formatted not to be seen; complete after `texts`.
    """

    def __init__(self, document: "Document") -> None:
        """Read the blocks of this document when they are asked for."""
        self.hidden: list[str] = []
        self._body = document.element.body
        self._styles = {style.style_id: style.name or "" for style in document.styles}
        self._looks = Looks(document.styles.element)
        self._formats = _Formats(document)
        self._counted: Counter[tuple[str, str]] = Counter()
        self._dark = document.element.find(f"{_W}background") is not None

    def texts(self) -> Iterator[str]:
        """Yield each block that holds words."""
        yield from self._blocks(self._body, shaded=self._dark)

    def _blocks(self, element: Any, *, shaded: bool) -> Iterator[str]:
        for child in element:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child, shaded=shaded)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child, shaded=shaded)
            elif child.tag in _AROUND:
                yield from self._blocks(child, shaded=shaded)

    def _paragraph(self, paragraph: Any, *, shaded: bool) -> Iterator[str]:
        words = words_of(paragraph, looks=self._looks, shaded=shaded)
        self.hidden += words.hidden
        text = words.shown.strip()
        if text:
            mark = self._mark(paragraph)
            yield mark + (" ".join(text.split()) if mark.startswith("#") else text)
        for box in words.boxes:
            yield from self._blocks(box, shaded=True)

    def _table(self, table: Any, *, shaded: bool) -> Iterator[str]:
        """Yield the rows as one block, with a bar between cells."""
        rows = []
        shaded = shaded or self._looks.shade(table)
        for row in _own(table, "tr"):
            cells = [
                " ".join(
                    " ".join(
                        self._blocks(cell, shaded=shaded or is_shaded(cell))
                    ).split()
                )
                for cell in _own(row, "tc")
            ]
            if any(cells):
                rows.append(" | ".join(cells))
        if rows:
            yield "\n".join(rows)

    def _mark(self, paragraph: Any) -> str:
        """Return what stands before a heading's or an item's words."""
        style = self._styles.get(_found(paragraph, "pPr", "pStyle"), "")
        heading = _HEADING.fullmatch(style)
        if heading:
            return "#" * min(int(heading[1]), DEEPEST_HEADING) + " "
        return "# " if _TITLE.fullmatch(style) else self._item_mark(paragraph, style)

    def _item_mark(self, paragraph: Any, style: str) -> str:
        number = _found(paragraph, "pPr", "numPr", "numId")
        level = _found(paragraph, "pPr", "numPr", "ilvl") or "0"
        listed = _LISTED.match(style)
        if number in {"", "0"} and not listed:
            return ""
        default = (
            _BULLET if listed is None or listed[1].lower() == _BULLET else "decimal"
        )
        form = self._formats.get(number, level)
        form = default if form is None else form
        if form in {_BULLET, _NO_NUMBER}:
            return "- " if form == _BULLET else ""
        self._counted[number, level] += 1
        return f"{self._counted[number, level]}. "


def _own(element: Any, name: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, not those of tables inside."""
    for child in element:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in _AROUND:
            yield from _own(child, name)


def _found(element: Any, *path: str) -> str:
    """Return the value of what stands below an element, or an empty string."""
    found = element.find("/".join(f"{_W}{name}" for name in path))
    return "" if found is None else str(found.get(_VAL, ""))


class _Formats:
    """How each level of each list is numbered."""

    def __init__(self, document: "Document") -> None:
        part = next(
            (
                relation.target_part
                for relation in document.part.rels.values()
                if relation.reltype.endswith("/numbering")
            ),
            None,
        )
        root = [] if part is None else part.element
        self._kinds = {
            number.get(f"{_W}numId"): _found(number, "abstractNumId")
            for number in root
            if number.tag == f"{_W}num"
        }
        self._forms = {
            (kind.get(f"{_W}abstractNumId"), level.get(f"{_W}ilvl")): _found(
                level, "numFmt"
            )
            for kind in root
            if kind.tag == f"{_W}abstractNum"
            for level in kind.iterchildren(f"{_W}lvl")
        }

    def get(self, number: str, level: str) -> str | None:
        """Return how a level of a list is numbered, or None when nothing says so."""
        return self._forms.get((self._kinds.get(number), level))
