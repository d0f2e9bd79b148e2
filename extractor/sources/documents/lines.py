"""Lines of printed pages, and which of them belong to the page and not to the text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

EDGE = 3  # lines at the top or bottom of a page that may be a running head or foot
LONGEST_NUMBER = 4  # digits of a page number
_PAGE_NUMBER = re.compile(
    rf"\W*(?:page|p\.|seite|página|стр\.)?\s*\d{{1,{LONGEST_NUMBER}}}"
    rf"(?:\s*(?:of|von|de|из|/|\|)\s*\d{{1,{LONGEST_NUMBER}}})?\W*",
    re.IGNORECASE,
)
# What browsers print around a page: the time and the title, the address and the number.
_PRINTED_HEAD = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d\d\b.*")
_PRINTED_FOOT = re.compile(r"\w+:/\S*\s+\d+/\d+")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Attributes:
        text: Its words.
        x: Where it begins, in points from the left.
        y: Its base line, in points from the bottom.
        size: Of its letters, in points.
    """

    text: str
    x: float
    y: float
    size: float


Page = Sequence[Line]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Pages without their running heads and feet, and what those were."""

    pages: list[list[Line]]
    left_out: list[str]


def without_running_lines(pages: Sequence[Page]) -> Cleaned:
    """Return the pages without heads, feet and page numbers.

    A head or foot stands at the edge of several pages, with other digits at most. A
    page number alone needs no second page.
    """
    seen = Counter(
        shape
        for page in pages
        for shape in {_shape(page[n]) for edge in _edges(page) for n in edge}
    )
    cleaned, left_out = list[list[Line]](), list[str]()
    for page in pages:
        going = {n for edge in _edges(page) for n in _running(page, edge, seen)}
        going |= _around(page)
        cleaned.append([line for n, line in enumerate(page) if n not in going])
        left_out += (page[n].text.strip() for n in sorted(going))
    return Cleaned(cleaned, left_out)


def _edges(page: Page) -> tuple[list[int], list[int]]:
    """Return the places of the lowest and of the highest lines, from outside inwards.

    The order of lines is no help: some programs write heads and feet last.
    """
    by_height = sorted(range(len(page)), key=lambda n: page[n].y)
    if len(page) <= 2 * EDGE:
        return [], []
    return by_height[:EDGE], by_height[: -EDGE - 1 : -1]


def _running(page: Page, edge: Sequence[int], seen: Counter[str]) -> Iterator[int]:
    """Yield the places of running lines: nothing but such stands outside of them."""
    return takewhile(lambda n: seen[_shape(page[n])] > 1, edge)


def _shape(line: Line) -> str:
    """Return what running lines have in common: the words, whatever the numbers."""
    return _DIGITS.sub("0", " ".join(line.text.split()))


def _around(page: Page) -> set[int]:
    """Return the places of what surely stands around a text, on one page alone."""
    by_height = sorted(range(len(page)), key=lambda n: page[n].y)
    lowest, highest = by_height[:1], by_height[1:][-1:]
    return {n for n in lowest if highest and _is_foot(page[n].text.strip())} | {
        n for n in highest if _PRINTED_HEAD.fullmatch(page[n].text.strip())
    }


def _is_foot(words: str) -> bool:
    """Tell whether the words are a page number, as a browser's last line is too."""
    number = _PAGE_NUMBER.fullmatch(words) or _PRINTED_FOOT.fullmatch(words)
    return number is not None
