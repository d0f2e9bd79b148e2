"""Printed lines to paragraphs: by the space between them, their size, their length."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractor.sources.blocks import is_closed
from extractor.sources.documents.hyphens import Words
from extractor.sources.documents.lines import Line, Page

LARGER = 1.15  # another size, and not two cuts of one
HEADING = 1.25  # times the size of most letters
LONGEST_HEADING = 200
LEADING = 1.1  # times the size of letters: the least distance of two lines
APART = 1.3  # times the usual distance of two lines
SHORT = 0.6  # of a full line: it ends where its writer ended it
_BULLET = re.compile(r"[•‣◦▪●⁃]\s+(?=\S)")
_DASH = re.compile(r"[-*–]\s+\S")  # opens an item, or goes on with a sentence


class Flowed(NamedTuple):
    """A text with a blank line between paragraphs.

    Attributes:
        text: Headings begin with `#`, as in Markdown.
        title: The first of the largest headings, if there are any.
        divided: How many words were put together that a line end divided.
    """

    text: str = ""
    title: str | None = None
    divided: int = 0


def flowed(pages: Sequence[Page]) -> Flowed:
    """Return the text of the pages, paragraphs whole across columns and pages."""
    lines = [(line, page) for page, on_it in enumerate(pages) for line in on_it]
    if not lines:
        return Flowed()
    words = Words("\n".join(line.text for line, _ in lines))
    body = _body_size([line for line, _ in lines])
    joined = [
        (words.joined("\n".join(line.text.strip() for line in group)), group[0].size)
        for group in _groups(lines, _Measure([line for line, _ in lines]))
    ]
    sizes = sorted({size for _, size in joined if size > HEADING * body}, reverse=True)
    text = "\n\n".join(_marked(each.text, size, sizes) for each, size in joined)
    title = next((each.text for each, size in joined if size in sizes[:1]), None)
    return Flowed(text, title, sum(each.divided for each, _ in joined))


class _Measure:
    """How far apart lines are, and how long, in one document."""

    def __init__(self, lines: Sequence[Line]) -> None:
        steps = [a.y - b.y for a, b in pairwise(lines) if 0 < a.y - b.y < 3 * a.size]
        self.step = median(steps) if steps else 0.0
        self._full = {
            size: sorted(len(line.text) for line in lines if round(line.size) == size)
            for size in {round(line.size) for line in lines}
        }

    def is_apart(self, above: Line, below: Line) -> bool:
        """Tell whether more than the usual space is between two lines."""
        return above.y - below.y > APART * max(self.step, LEADING * below.size)

    def is_short(self, line: Line) -> bool:
        """Tell whether a line ends well before most lines of its size."""
        lengths = self._full[round(line.size)]
        return len(line.text) < SHORT * lengths[len(lengths) * 3 // 4]


def _groups(
    lines: Sequence[tuple[Line, int]], measure: _Measure
) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph."""
    group = [lines[0][0]]
    for (line, page), (following, its_page) in pairwise(lines):
        turns = page != its_page or following.y > line.y + line.size
        if _goes_on(line, following, turns=turns, measure=measure):
            group.append(following)
        else:
            yield group
            group = [following]
    yield group


def _goes_on(line: Line, following: Line, *, turns: bool, measure: _Measure) -> bool:
    """Tell whether a paragraph goes on; `turns`: in the next column or page."""
    smaller, larger = sorted((line.size, following.size))
    if larger > LARGER * smaller or _BULLET.match(following.text):
        return False
    if _DASH.match(following.text) and is_closed(line.text):
        return False
    lower = following.text.lstrip()[:1].islower()
    if turns:
        return not is_closed(line.text) and (lower or not measure.is_short(line))
    ends = measure.is_short(line) and not line.text.rstrip().endswith(",")
    if ends or measure.is_apart(line, following):
        return lower and not is_closed(line.text)
    return not (is_closed(line.text) and _is_indented(line, following))


def _is_indented(line: Line, following: Line) -> bool:
    return following.x - line.x > following.size / 2


def _body_size(lines: Sequence[Line]) -> float:
    """Return the size that most letters have."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0]


def _marked(text: str, size: float, sizes: Sequence[float]) -> str:
    """Return a paragraph with the mark of a heading or an item, if it is one."""
    if size in sizes and len(text) <= LONGEST_HEADING:
        return "#" * min(sizes.index(size) + 1, 6) + " " + text
    return _BULLET.sub("- ", text, count=1) if _BULLET.match(text) else text
