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

HEADING = re.compile(r"#{1,6}[ \t]+\S")
ITEM = re.compile(
    r"(?:[-*•‣◦▪●⁃][ \t]+|\d{1,2}(?:\.|\.?\))[ \t]+|[a-z]\)[ \t]+"
    r"|\((?:\d{1,2}|[a-z])\)[ \t]+)(?=\S)"
)
_STOPS = frozenset(".!?…。！？؟।")
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
    lines = list(_lines(text))
    width = max((len(line.text) for line, _ in _broken(lines)), default=0)
    groups: list[list[Block]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, width=width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_joined(text, group) for group in groups]


def is_closed(words: str) -> bool:
    """Tell whether the words end as a sentence does."""
    return words.rstrip(_CLOSERS)[-1:] in _STOPS


def _lines(text: str) -> Iterator[Block]:
    """Yield the lines that are not blank."""
    start, apart = 0, True
    for line in text.split("\n"):
        words = line.strip()
        if words:
            indent = len(line) - len(line.lstrip())
            first = start + indent
            yield Block(first, first + len(words), words, indent, apart)
        apart = not words
        start += len(line) + 1


def _broken(lines: list[Block]) -> Iterator[tuple[Block, Block]]:
    """Yield the neighbouring lines that one sentence surely crosses."""
    for line, following in pairwise(lines):
        if not following.apart and _may_wrap(line) and _mid_sentence(line, following):
            yield line, following


def _may_wrap(line: Block) -> bool:
    return SHORTEST_WRAPPED <= len(line.text) <= LONGEST_WRAPPED


def _mid_sentence(line: Block, following: Block) -> bool:
    return following.text[0].islower() and not is_closed(line.text)


def _goes_on(group: list[Block], following: Block, *, width: int) -> bool:
    """Tell whether the paragraph goes on in the following line."""
    if following.apart or HEADING.match(group[0].text) or ITEM.match(following.text):
        return False
    if ITEM.match(group[0].text) and following.indent > group[0].indent:
        return True
    line = group[-1]
    if not _may_wrap(line):
        return False
    first_word = following.text[: LONGEST_WRAPPED + 1].split(None, 1)[0]
    overflows = 0 < width < len(line.text) + 1 + len(first_word)
    wrapped = overflows or _mid_sentence(line, following)
    return wrapped and not _alone(line) and not _alone(following)


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
