"""Makes a text safe to number, quote and show: what is invisible and unneeded goes."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from extractor.sources.invisibles import NEEDED, SUSPECT

_NEWLINES = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
# Most texts hold plain signs only, and to see that is quicker than to look closely.
UNUSUAL = re.compile(r"[^\t\n -~¡-¬®-ʯ‐-‧‰-⁞€]")
_SUSPECT = re.compile(SUSPECT)
_NEEDED = re.compile(NEEDED)


class Removal(NamedTuple):
    """Characters that stood together and were taken out, and where in what is left."""

    kind: str
    characters: str
    at: int


class Normalised(NamedTuple):
    """A normalised text, and how many characters went or were replaced, by kind."""

    text: str
    removed: dict[str, int]


def normalise(raw: str) -> Normalised:
    """Return the text in NFC with plain newlines and nothing invisible but needed.

    Normalising a normalised text changes and counts nothing.
    """
    removed: Counter[str] = Counter()
    surrogates = len(_SURROGATES.findall(raw))
    if surrogates:
        removed["surrogate"] = surrogates
    text = _composed(raw)
    if UNUSUAL.search(text) and _SUSPECT.search(text):
        text = unicodedata.normalize("NFC", _sift(text, removed))
    return Normalised(text, dict(removed))


def removals(raw: str) -> Iterator[Removal]:
    """Yield what normalising takes out of a text, run by run, in order.

    Where composing joins what stood around a removal, places may be a few early.
    """
    kind, characters, at, gone = "", "", 0, 0
    text = _composed(raw)
    for hit in _SUSPECT.finditer(text):
        if _NEEDED.match(text, hit.start()):
            continue
        found, place = str(hit.lastgroup), hit.start() - gone
        if characters and (found, place) != (kind, at):
            yield Removal(kind, characters, at)
            characters = ""
        kind, characters, at = found, characters + hit[0], place
        gone += len(hit[0])
    if characters:
        yield Removal(kind, characters, at)


def _composed(raw: str) -> str:
    """Return the text in NFC with plain newlines, and lone surrogates replaced."""
    text = _SURROGATES.sub("\ufffd", plain_newlines(raw))
    return unicodedata.normalize("NFC", text)


def plain_newlines(raw: str) -> str:
    """Return the text with every kind of line end written as a newline."""
    return _NEWLINES.sub("\n", raw)


def _sift(text: str, removed: Counter[str]) -> str:
    """Return the text without what is not needed; count that in `removed`."""

    def judge(hit: re.Match[str]) -> str:
        if _NEEDED.match(hit.string, hit.start()):
            return hit[0]
        removed[str(hit.lastgroup)] += 1
        return ""

    return _SUSPECT.sub(judge, text)
