"""Puts words together that a line end divides."""

import re
from collections import Counter
from typing import NamedTuple

# Parts that keep their hyphen, as in "self-defence", wherever a line ends.
_KEEPS = frozenset(
    (
        *("all", "anti", "co", "cross", "ex", "half", "high", "ill", "inter", "long"),
        *("low", "mid", "multi", "non", "post", "pre", "pro", "quasi", "self", "semi"),
        *("short", "three", "two", "ultra", "vice", "well"),
    )
)
# Tried only where a word begins, and with few parts: else long lines take minutes.
_DIVIDED = re.compile(r"(?<![^\W_])([^\W_]+(?:[’'][^\W_]+){0,3})([-‐\xad])\n([^\W_]+)")
DIVIDING = 0.04  # of all lines: below that, lines end where a compound has its hyphen
_WORD = re.compile(r"[^\W_]+(?:[-‐][^\W_]+)*")
_HARD = "-‐"
# Scripts that are written without spaces: Thai, Lao, Khmer, Burmese, Chinese, Japanese.
_SPACELESS = (
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
    r"\U00020000-\U0003ffff]"
)
_RUNS_ON = re.compile(rf"(?<={_SPACELESS})\n(?={_SPACELESS})")


class Joined(NamedTuple):
    """A text without line ends, and how many divided words were put together."""

    text: str
    divided: int


class Words:
    """The words of a document, which tell how a divided one is written."""

    def __init__(self, text: str) -> None:
        """Learn the words of a text that may have line ends."""
        whole = _DIVIDED.sub(" ", text)
        self._seen = Counter(word.lower() for word in _WORD.findall(whole))
        divided = sum(1 for _ in _DIVIDED.finditer(text))
        self._divides = divided >= DIVIDING * text.count("\n")

    def joined(self, lines: str) -> Joined:
        """Return the lines as one, with the words whole that their ends divide.

        Nothing changes but line ends and hyphens before them.
        """
        divided = 0

        def whole(hit: re.Match[str]) -> str:
            nonlocal divided
            first, mark, second = hit[1], hit[2], hit[3]
            if mark in _HARD and self._keeps(first, second):
                return f"{first}{mark}{second}"
            divided += 1
            return first + second

        text = _RUNS_ON.sub("", _DIVIDED.sub(whole, lines))
        return Joined(text.replace("\n", " "), divided)

    def _keeps(self, first: str, second: str) -> bool:
        """Tell whether the hyphen belongs to the word."""
        if not (first[-1].isalpha() and second[0].islower()):
            return True
        together, apart = f"{first}{second}".lower(), f"{first}-{second}".lower()
        if self._seen[together] or self._seen[apart]:
            return self._seen[apart] > self._seen[together]
        if not self._divides or len(first) == 1 or first.lower() in _KEEPS:
            return True
        return bool(self._seen[first.lower()] and self._seen[second.lower()])
