"""Where a line stands inside quote marks, also when a quotation runs over lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.answerers.offline.text.stretches import Stretch
from extractor.records.article import Article

_MARK = re.compile(r"''|``|[“”„«»\"]")
_ONLY_OPENS, _ONLY_CLOSES = "“„«", "”»"
_BEFORE_OPENING = re.compile(r"[\s(\[{—–-]")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A double quote mark, where it begins and ends, and what it can be."""

    at: int
    end: int
    opens: bool
    closes: bool


def quotations(
    article: Article, lines: Sequence[tuple[int, int]]
) -> list[tuple[Stretch, ...]]:
    """Return the quoted ranges of each line, marks included, in order.

    Double marks are paired by the side they stand on. A quotation may go on in the
    next line: that one opens again or is the first to close. Lines without double
    marks have what the article counts as quoted, single marks among it.
    """
    marks = [_marks(article.text, *line) for line in lines]
    found: list[tuple[Stretch, ...]] = []
    running = False
    for n, line in enumerate(lines):
        following = marks[n + 1] if n + 1 < len(lines) else []
        ranges, running = _paired(Stretch(*line), marks[n], running=running)
        if running and not _taken_up(following, lines, n):
            ranges, running = _without_open_end(ranges, line), False
        found.append(tuple(ranges) if marks[n] else _single(article, line))
    return found


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """Return the double marks of a line."""
    return [_mark(hit, start, end) for hit in _MARK.finditer(text, start, end)]


def _mark(hit: re.Match[str], start: int, end: int) -> _Mark:
    """Return what a mark can be, by its form and by the side it stands on."""
    first, last = hit.span()
    if hit[0] in _ONLY_OPENS + _ONLY_CLOSES:
        return _Mark(first, last, hit[0] in _ONLY_OPENS, hit[0] in _ONLY_CLOSES)
    before = hit.string[first - 1] if first > start else " "
    after = hit.string[last] if last < end else " "
    opens = bool(_BEFORE_OPENING.match(before)) and not after.isspace()
    return _Mark(first, last, opens, closes=not before.isspace() or not opens)


def _paired(
    line: Stretch, marks: list[_Mark], *, running: bool
) -> tuple[list[Stretch], bool]:
    """Return the quoted ranges, and whether the last one is still open."""
    ranges: list[Stretch] = []
    closing_first = bool(marks) and marks[0].closes and not marks[0].opens
    opened = line.start if running and closing_first else None
    for mark in marks:
        if opened is not None and mark.closes:
            ranges.append(Stretch(opened, mark.end))
            opened = None
        elif mark.opens:
            opened = mark.at
    if opened is not None:
        ranges.append(Stretch(opened, line.end))
    return ranges, opened is not None


def _taken_up(following: list[_Mark], lines: Sequence[tuple[int, int]], n: int) -> bool:
    """Tell whether the next line goes on with the quotation that is open."""
    if not following:
        return False
    first = following[0]
    return first.at == lines[n + 1][0] or (first.closes and not first.opens)


def _without_open_end(ranges: list[Stretch], line: tuple[int, int]) -> list[Stretch]:
    """Return the ranges less the open one, unless it is the whole line."""
    whole = ranges[-1].start == line[0]
    return ranges if whole else ranges[:-1]


def _single(article: Article, line: tuple[int, int]) -> tuple[Stretch, ...]:
    """Return what the article counts as quoted on a line."""
    whole = Stretch(*line)
    quoted = (Stretch(*pair) for pair in article.quoted)
    return tuple(stretch for stretch in quoted if whole.holds(stretch))
