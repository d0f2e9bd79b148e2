"""Colours of CSS, and whether one can be seen on another."""

import re
from math import isfinite
from typing import NamedTuple

# WCAG calls 4.5 readable. Light grey print (#ddd on white) has 1.36.
FAINTEST = 1.2
_FAINTEST_ALPHA = 0.1
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([^()]*)\)")
_NUMBER = re.compile(r"([-+]?(?:\d+\.?\d*|\.\d+))(%|deg)?")
_NAMED = {
    "black": "#000",
    "white": "#fff",
    "snow": "#fffafa",
    "ivory": "#fffff0",
    "whitesmoke": "#f5f5f5",
    "ghostwhite": "#f8f8ff",
    "floralwhite": "#fffaf0",
    "red": "#f00",
    "green": "#008000",
    "blue": "#00f",
    "yellow": "#ff0",
    "navy": "#000080",
    "gray": "#808080",
    "grey": "#808080",
    "silver": "#c0c0c0",
    "transparent": "#0000",
}


class Colour(NamedTuple):
    """A colour: red, green, blue and alpha, from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0


WHITE, BLACK = Colour(1, 1, 1), Colour(0, 0, 0)


def colour(words: str) -> Colour | None:
    """Return the colour that a CSS value names, or None when it is not known."""
    value = words.strip().lower()
    value = _NAMED.get(value, value)
    digits = _HEX.fullmatch(value)
    if digits:
        return _of_digits(digits[1])
    function = _FUNCTION.fullmatch(value)
    return _of_function(function[1], function[2]) if function else None


def can_be_seen(colour: Colour, *, on: Colour) -> bool:
    """Tell whether text of a colour stands out from what is behind it."""
    if colour.alpha < _FAINTEST_ALPHA:
        return False
    first, second = sorted((_luminance(colour), _luminance(on)))
    return (second + 0.05) / (first + 0.05) >= FAINTEST or _hues_differ(colour, on)


def _of_digits(digits: str) -> Colour:
    if len(digits) <= 4:
        digits = "".join(2 * digit for digit in digits)
    parts = [int(digits[n : n + 2], 16) / 255 for n in range(0, len(digits), 2)]
    return Colour(*parts)


def _of_function(name: str, inner: str) -> Colour | None:
    found = _NUMBER.findall(inner)
    if len(found) not in (3, 4):
        return None
    numbers = [float(number) / (100 if unit == "%" else 1) for number, unit in found]
    alpha = _within(numbers[3]) if len(numbers) == 4 else 1.0
    if name == "hsl":
        from colorsys import hls_to_rgb

        hue, (saturation, lightness) = numbers[0], map(_within, numbers[1:3])
        turn = hue / 360 % 1 if isfinite(hue) else 0.0
        return Colour(*hls_to_rgb(turn, lightness, saturation), alpha)
    red, green, blue = (
        _within(number if unit == "%" else number / 255)
        for number, (_, unit) in zip(numbers[:3], found, strict=False)
    )
    return Colour(red, green, blue, alpha)


def _within(part: float) -> float:
    """Return a part of a colour as browsers take one beyond its scale."""
    return min(max(part, 0.0), 1.0)


def _luminance(colour: Colour) -> float:
    """Return the relative luminance, as WCAG defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour[:3]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hues_differ(one: Colour, other: Colour) -> bool:
    """Tell whether two colours of the same lightness differ, as red and green do."""
    return any(abs(a - b) > 0.3 for a, b in zip(one[:3], other[:3], strict=True))
