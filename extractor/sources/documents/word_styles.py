"""How a Word document formats letters: what a run says itself, else its styles."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{_W}val"
_OFF = frozenset({"0", "false", "off", "none"})
_WHITE = "FFFFFF"
TINIEST = 4  # half points: letters of two points and less are not read


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one place says of letters; None: nothing.

    Attributes:
        vanished: Whether they are formatted as hidden.
        size: In half points.
        color: As six digits, or `auto`.
        lit: Whether a colour is behind them.
    """

    vanished: bool | None = None
    size: str | None = None
    color: str | None = None
    lit: bool = False

    @property
    def hidden(self) -> bool:
        """Whether no reader sees them."""
        size = self.size or ""
        tiny = size.isdecimal() and int(size) <= TINIEST
        white = (self.color or "").upper() == _WHITE and not self.lit
        return bool(self.vanished) or tiny or white

    def over(self, other: "Look") -> "Look":
        """Return what holds where this place comes before another."""
        return Look(
            vanished=other.vanished if self.vanished is None else self.vanished,
            size=self.size or other.size,
            color=self.color or other.color,
            lit=self.lit or other.lit,
        )


def look_of(element: Any) -> Look:
    """Return what the properties in a run, a paragraph or a style say."""
    properties = element.find(f"{_W}rPr")
    if properties is None:
        return Look(lit=has(element, "pPr", "shd"))
    vanish = properties.find(f"{_W}vanish")
    return Look(
        vanished=None if vanish is None else vanish.get(_VAL, "true") not in _OFF,
        size=_value(properties, "sz"),
        color=_value(properties, "color"),
        lit=has(element, "pPr", "shd")
        or any(has(properties, name) for name in ("shd", "highlight")),
    )


class Looks:
    """What the styles of a document say of letters."""

    def __init__(self, styles: Any) -> None:
        """Keep the element in which a document defines its styles."""
        defined = list(styles.iterchildren(f"{_W}style"))
        self._styles = {style.get(f"{_W}styleId", ""): style for style in defined}
        self._usual = next(filter(_is_usual, defined), None)
        defaults = styles.find(f"{_W}docDefaults/{_W}rPrDefault")
        self._least = Look() if defaults is None else look_of(defaults)
        self._known: dict[Any, Look] = {None: Look()}

    def of(self, run: Any, paragraph: Any) -> Look:
        """Return how the letters of a run look.

        A style of a paragraph and one of a run that both hide show again, as in Word.
        """
        said = look_of(run)
        own = self._style(self._named(run, "rPr", "rStyle"))
        around = self._style(self._named(paragraph, "pPr", "pStyle", self._usual))
        look = said.over(own).over(around).over(self._least)
        if said.vanished is not None:
            return look
        vanished = bool(own.vanished) != bool(around.vanished)
        return replace(look, vanished=vanished or self._least.vanished)

    def shade(self, table: Any) -> bool:
        """Tell whether a table's style puts colours behind its letters."""
        chain = self._chain(self._named(table, "tblPr", "tblStyle"))
        return any(next(style.iter(f"{_W}shd"), None) is not None for style in chain)

    def _named(
        self, element: Any, properties: str, name: str, usual: Any = None
    ) -> Any:
        """Return the style that an element names, or the usual one."""
        found = element.find(f"{_W}{properties}/{_W}{name}")
        return usual if found is None else self._styles.get(found.get(_VAL), usual)

    def _style(self, style: Any) -> Look:
        """Return what a style says, and those that it is based on."""
        if style not in self._known:
            look = Look()
            for each in self._chain(style):
                look = look.over(look_of(each))
            self._known[style] = look
        return self._known[style]

    def _chain(self, style: Any) -> Iterator[Any]:
        """Yield a style and those that it is based on, each once."""
        passed = set[Any]()
        while style is not None and style not in passed:
            passed.add(style)
            yield style
            style = self._styles.get(_value(style, "basedOn"))


def _is_usual(style: Any) -> bool:
    """Tell whether a style is that of paragraphs that name none."""
    default = style.get(f"{_W}default", "0") not in _OFF
    return default and style.get(f"{_W}type") == "paragraph"


def _value(properties: Any, name: str) -> str | None:
    found = properties.find(f"{_W}{name}")
    return None if found is None else found.get(_VAL)


def has(element: Any, *path: str) -> bool:
    """Tell whether something of that name stands below an element."""
    return element.find("/".join(f"{_W}{name}" for name in path)) is not None
