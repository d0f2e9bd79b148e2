"""Cuts a text into blocks: a line each, or the lines of one hard-wrapped paragraph.

In a hard-wrapped text a line ends where the next word did not fit. A line that the next
word would have fitted, such as a headline, therefore stands alone.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from extractor.sources.bylines import is_byline, is_credit
from extractor.sources.trailers import is_trailer

SHORTEST_WRAPPED, LONGEST_WRAPPED = 45, 120
MOST_CREDIT_LINES = 4

HEADING = re.compile(r"#{1,6}[ \t]+\S")
ITEM = re.compile(
    r"(?:[-*•‣◦▪●⁃][ \t]+|\d{1,2}(?:\.|\.?\))[ \t]+|[a-z]\)[ \t]+"
    r"|\((?:\d{1,2}|[a-z])\)[ \t]+)(?=\W{0,8}\w)"
)
_LEADS_ON = re.compile(
    r"(?:,|\b(?:an?|and|are|as|at|but|by|for|from|had|has|have|if|in|into|is|of|on|or|than"
    r"|that|the|their|to|was|were|which|who|will|with|would))$"
)
_STOPS = frozenset(".!?…。！？؟।۔።။")
_CLOSERS = "'\"’”»)]"


class Block(NamedTuple):
    """A stretch of the text that no sentence leaves: a line at first.

    Attributes:
        start: Offset of its first character, which is no space.
        end: Offset after its last character, which is no space.
        text: What stands there, with a space for each line break.
        indent: The number of spaces before it.
        apart: Whether a blank line, or nothing, comes before it.
    """

    start: int
    end: int
    text: str
    indent: int
    apart: bool


def blocks(text: str) -> list[Block]:
    """Return the blocks of the text, in order."""
    paragraphs = list(_paragraphs(text))
    widths = [_width(lines) for lines in paragraphs]
    widest = max(widths, default=0)
    return [
        _joined(text, group)
        for lines, width in zip(paragraphs, widths, strict=True)
        for group in _groups(lines, width=width or widest)
    ]


def is_closed(words: str) -> bool:
    """Tell whether the words end as a sentence does."""
    return words.rstrip(_CLOSERS)[-1:] in _STOPS


def _paragraphs(text: str) -> Iterator[list[Block]]:
    """Yield the lines between blank lines, each a block of its own."""
    start, lines = 0, list[Block]()
    for line in text.split("\n"):
        words = line.strip()
        if words:
            indent = len(line) - len(line.lstrip())
            first = start + indent
            lines.append(Block(first, first + len(words), words, indent, not lines))
        elif lines:
            yield lines
            lines = []
        start += len(line) + 1
    if lines:
        yield lines


def _width(lines: list[Block]) -> int:
    """Return the width that the lines are wrapped to, or 0 if none surely is."""
    wrapped = (
        len(line.text)
        for line, following in pairwise(lines)
        if _may_wrap(line) and _mid_sentence(line, following)
        if not ITEM.match(line.text)
    )
    return max(wrapped, default=0)


def _groups(lines: list[Block], *, width: int) -> list[list[Block]]:
    """Return the lines of one paragraph, those together that one sentence may cross."""
    groups = [lines[:1]]
    for line in lines[1:]:
        if _goes_on(groups[-1], line, width=width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _may_wrap(line: Block) -> bool:
    return SHORTEST_WRAPPED <= len(line.text) <= LONGEST_WRAPPED


def _mid_sentence(line: Block, following: Block) -> bool:
    """Tell whether a sentence surely crosses the line break."""
    if is_closed(line.text):
        return False
    return _first_word(following).islower() or bool(_LEADS_ON.search(line.text))


def _goes_on(group: list[Block], following: Block, *, width: int) -> bool:
    """Tell whether the paragraph goes on in the following line."""
    first, line = group[0], group[-1]
    if HEADING.match(first.text) or _opens_item(group, following):
        return False
    if ITEM.match(first.text) and following.indent > first.indent:
        return True
    if first.text[0] == "(" and is_trailer(first.text):
        return ")" not in line.text and len(group) < MOST_CREDIT_LINES
    wrapped = _overflows(line, following, width=width) or (
        _may_wrap(line) and _mid_sentence(line, following)
    )
    return wrapped and not _alone(line) and not _alone(following)


def _opens_item(group: list[Block], following: Block) -> bool:
    """Tell whether a list item begins. Inside a paragraph, only a first number does."""
    item = ITEM.match(following.text)
    if item is None:
        return False
    number = item[0].strip(" \t.)")
    return not number.isdigit() or number == "1" or bool(ITEM.match(group[0].text))


def _overflows(line: Block, following: Block, *, width: int) -> bool:
    """Tell whether the next word would not have fitted on the line."""
    if width == 0 or len(line.text) > LONGEST_WRAPPED:
        return False
    return len(line.text) + 1 + len(_first_word(following)) > width


def _first_word(line: Block) -> str:
    return line.text[: LONGEST_WRAPPED + 1].split(None, 1)[0]


def _alone(line: Block) -> bool:
    """Tell whether a line is never part of a paragraph."""
    words = line.text
    if HEADING.match(words) or is_byline(words) or is_credit(words):
        return True
    return is_trailer(words)


def _joined(text: str, group: list[Block]) -> Block:
    """Return the lines as one block."""
    first, last = group[0], group[-1]
    if first is last:
        return first
    words = text[first.start : last.end].replace("\n", " ")
    return Block(first.start, last.end, words, first.indent, first.apart)
