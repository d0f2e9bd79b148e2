"""When a style keeps text from a reader's eyes, and how."""

import re
from dataclasses import dataclass, replace

from extractor.sources.web.colours import BLACK, WHITE, Colour, can_be_seen, colour
from extractor.sources.web.stylesheets import Style

SMALLEST_PX = 2.0  # nobody reads smaller print
FAR_PX = 900.0  # layouts move boxes by up to half a page, 640 px; hiding, by thousands
FAINTEST = 0.1  # opacity below which nothing is made out
_PX = {
    "px": 1.0,
    "": 1.0,
    "pt": 4 / 3,
    "em": 16.0,
    "rem": 16.0,
    "ch": 8.0,
    "ex": 8.0,
    "cm": 37.8,
    "in": 96.0,
    "vw": 12.8,
    "vh": 7.2,
    "%": 12.8,  # of a window 1280 wide
}
_LENGTH = re.compile(r"(-?(?:\d+(?:\.\d*)?|\.\d+))([a-z%]*)")
_SIZE = re.compile(r"0|[\d.]+(?:px|pt|r?em|%)")
_SIDES = ("left", "top", "right", "bottom")
_MARGINS = ("margin-left", "margin-top", "text-indent", "translate")
_MOVED = re.compile(r"translate(?:x|y|3d)?\(([^()]*)\)")
_SHRUNK = re.compile(r"scale(?:x|y|3d)?\(\s*0?\.?0*\s*[,)]")
_CLIPPED = re.compile(
    r"inset\(\s*(?:[5-9]\d|\d{3,})(?:\.\d+)?%|circle\(\s*0|ellipse\(\s*0"
    r"|polygon\(\s*0(?:px|%)? 0(?:px|%)?\s*,\s*0(?:px|%)? 0(?:px|%)?\s*,"
)
_RECT = re.compile(r"rect\(([^()]*)\)")
_NO_ALPHA = re.compile(r"opacity\(\s*0?\.?0*%?\s*\)")
_SHORT = ("height", "max-height", "width", "max-width")


@dataclass(frozen=True, slots=True)
class Look:
    """What text looks like in an element, as far as it is known.

    Attributes:
        colour: Of the letters; None when a style sheet elsewhere may say.
        behind: The colour behind them; None when that is a picture.
        font_px: The height of the letters.
        visible: What `visibility` comes to.
    """

    colour: Colour | None = BLACK
    behind: Colour | None = WHITE
    font_px: float = 16.0
    visible: bool = True

    def inside(self, style: Style) -> "Look":
        """Return the look of text in an element of this style."""
        letters = style.get("-webkit-text-fill-color") or style.get("color", "")
        visibility = style.get("visibility", "inherit")
        return replace(
            self,
            colour=colour(letters) or self.colour,
            behind=_behind(style, self.behind),
            font_px=_font_px(_font_size(style), self.font_px),
            visible={"visible": True, "hidden": False, "collapse": False}.get(
                visibility, self.visible
            ),
        )

    @property
    def hiding(self) -> str | None:
        """How it keeps text from being seen, in words, or None."""
        if not self.visible:
            return "visibility:hidden"
        if self.font_px < SMALLEST_PX:
            return "tiny letters"
        if self.colour is None:
            return None
        behind = self.behind
        if behind is None:
            return None if self.colour.alpha >= FAINTEST else "no colour"
        seen = can_be_seen(self.colour, on=behind)
        return None if seen else "the colour of what is behind"


def box_hiding(style: Style) -> str | None:
    """Return how a style hides an element and all that is in it, or None."""
    if style.get("display") == "none" or style.get("content-visibility") == "hidden":
        return "display:none"
    if _is_faint(style):
        return "opacity:0"
    if _is_clipped(style):
        return "clipped away"
    return "off the screen" if _is_far(style) else None


def pixels(words: str) -> float | None:
    """Return a CSS length in pixels of a usual window, or None when it is none."""
    hit = _LENGTH.fullmatch(words.strip())
    unit = _PX.get(hit[2]) if hit else None
    return float(hit[1]) * unit if hit and unit is not None else None


def _is_faint(style: Style) -> bool:
    opacity = pixels(style.get("opacity", "").removesuffix("%"))
    if opacity is not None and style["opacity"].endswith("%"):
        opacity /= 100
    faint = opacity is not None and opacity < FAINTEST
    return faint or _NO_ALPHA.search(style.get("filter", "")) is not None


def _is_clipped(style: Style) -> bool:
    rect = _RECT.search(style.get("clip", ""))
    if rect:
        sides = [pixels(side) for side in re.split(r"[\s,]+", rect[1].strip())]
        if all(side is not None and side <= 1 for side in sides):
            return True
    if _CLIPPED.search(style.get("clip-path", "")):
        return True
    cut = any(style.get(f"overflow{side}") in ("hidden", "clip") for side in ("", "-y"))
    small = (pixels(style.get(name, "")) for name in _SHORT)
    return cut and any(length is not None and length <= 1 for length in small)


def _is_far(style: Style) -> bool:
    """Tell whether a box, or its first line, is moved to where nobody looks."""
    if _SHRUNK.search(style.get("transform", "")) or style.get("scale") == "0":
        return True
    placed = style.get("position") in ("absolute", "fixed", "relative", "sticky")
    moves = [style.get(name, "") for name in (*_MARGINS, *(_SIDES if placed else ()))]
    for move in _MOVED.findall(style.get("transform", "")):
        moves += [part for part in move.split(",") if not part.strip().endswith("%")]
    return any(
        abs(pixels(part) or 0) > FAR_PX for move in moves for part in move.split()
    )


def _behind(style: Style, above: Colour | None) -> Colour | None:
    """Return the colour behind the letters, or None when it is a picture."""
    words = f"{style.get('background', '')} {style.get('background-image', '')}"
    if "url(" in words or "gradient(" in words:
        return None
    named = style.get("background-color") or style.get("background", "")
    found = colour(named) or next(filter(None, map(colour, named.split())), None)
    return found if found and found.alpha > 0.5 else above  # else mostly what is above


def _font_size(style: Style) -> str:
    """Return the size of the letters, which `font` tells before a slash or a family."""
    if "font-size" in style:
        return style["font-size"]
    sizes = (word.partition("/")[0] for word in style.get("font", "").split())
    return next((size for size in sizes if _SIZE.fullmatch(size)), "")


def _font_px(words: str, above: float) -> float:
    if words.endswith(("em", "%")) and not words.endswith("rem"):
        share = pixels(words)
        of_above = {"em": 16.0, "%": 1280.0}["em" if words.endswith("em") else "%"]
        return above if share is None else above * share / of_above
    length = pixels(words)
    return above if length is None else length
