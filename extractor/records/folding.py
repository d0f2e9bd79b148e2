"""Finding words in a text whatever its typography: exact after folding, or not at all.

Folding makes quote marks, dashes and spaces alike and keeps the way back to the
original offsets. Letters, digits, case and every other sign stay as they are, so
"will send" is never found in "will not send".
"""

import re
import unicodedata
from dataclasses import dataclass

from extractor.records.word_cuts import cuts_word

QUOTE_MARKS = "'\"`´‘’‚‛“”„‟«»‹›′″＇＂「」『』〝〞〟﹁﹂"
DASHES = "-‐‑‒–—―−﹘﹣－"
SPACES = "\t\n\r\v\f \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
SPACES += "\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_ALIKE = (
    dict.fromkeys(QUOTE_MARKS, "'")
    | dict.fromkeys(DASHES, "-")
    | dict.fromkeys(SPACES, " ")
)
_OTHERS = re.compile("[" + re.escape("".join(_ALIKE.keys() - set("'- "))) + "]")
_WORD = re.compile(r"[^\W_]")
_LONGER = re.compile(r" {2,}|-{2,}|…")
_SHORT = {" ": " ", "-": "-", "…": "..."}

# Scripts that write words without spaces, or join particles to them: a name may stand
# anywhere in a run of letters (Unicode line-breaking classes ID and SA; Arabic and
# Hebrew prefix prepositions and the article to the noun; Hangul suffixes particles).
_UNSPACED = re.compile(
    r"[\u0590-\u06ff\u0750-\u077f\u08a0-\u08ff\u0e00-\u0eff\u0f00-\u0fff"
    r"\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f"
    r"\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc\uff66-\uff9f"
    r"\U00020000-\U0003ffff]"
)

# Places where a cut would change what is said: "We won" in "We won't", "2 million" in
# "1.2 million", "Go." in "Go...".
_INSIDE = re.compile(
    r"(?<=\d)(?=[.,]\d)|(?<=\d[.,])(?=\d)|(?<=[nN])(?='[tT]\b)|(?<=[nN]')(?=[tT]\b)"
    r"|(?<=\.)(?=\.\.)|(?<=\.\.)(?=\.)"
)


# Prefixes whose loss turns the word round: "violent" is not in "non-violent".
_PREFIX = re.compile(
    r"(?<!\w)(?:non|anti|counter|un|ex|de|dis|pseudo|quasi|semi)-\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back.

    Attributes:
        text: The folded text.
        offsets: For each folded character, the offset of its first original
            character; one more entry holds the original's length. None where
            folding changed no length.
    """

    text: str
    offsets: tuple[int, ...] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's half-open range for a folded one."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end]


def fold(text: str) -> Folded:
    """Return the text with typography made alike, and its offset map."""
    return shorten(alike(text))


def alike(text: str) -> str:
    """Return the text with all quote marks, all dashes and all spaces alike.

    It stays as long as it was.
    """
    return _OTHERS.sub(lambda hit: _ALIKE[hit[0]], text)


def shorten(text: str) -> Folded:
    """Return such a text with each run of spaces or dashes made one, and the way back.

    Dots of an ellipsis are three.
    """
    if not ("  " in text or "--" in text or "…" in text):
        return Folded(text, None)
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for hit in _LONGER.finditer(text):
        short = _SHORT[hit[0][0]]
        pieces += text[at : hit.start()], short
        offsets += range(at, hit.start())
        offsets += [hit.start()] * len(short)
        at = hit.end()
    pieces.append(text[at:])
    offsets += range(at, len(text) + 1)
    return Folded("".join(pieces), tuple(offsets))


def find(folded: Folded, words: str) -> list[tuple[int, int]]:
    """Return every original range where the words stand as whole words, in order.

    Hits do not overlap. Nothing is found for words without a letter or a digit.
    """
    needle = fold(unicodedata.normalize("NFC", words)).text.strip()
    if not _WORD.search(needle):
        return []
    hits: list[tuple[int, int]] = []
    at = folded.text.find(needle)
    while at >= 0:
        end = at + len(needle)
        if _whole(folded.text, at, end):
            hits.append(folded.original(at, end))
            at = folded.text.find(needle, end)
        else:
            at = folded.text.find(needle, at + 1)
    return hits


def _whole(text: str, start: int, end: int) -> bool:
    """Tell whether the range cuts no word, number or combined character."""
    if _is_inside(text, start) or _is_inside(text, end):
        return False
    if not text[start:end].isascii() and cuts_word(text, start, end):
        return False
    return not (
        text[start - 1 : start] == "-"
        and _PREFIX.search(text[max(0, start - 9) : start])
    )


def _is_inside(text: str, at: int) -> bool:
    """Tell whether a cut there would change what is said on one of its sides."""
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if (left == " " or right == " ") and left.isascii() and right.isascii():
        return False
    return _joined(left, right) or _INSIDE.match(text, at) is not None


def _joined(left: str, right: str) -> bool:
    """Tell whether two neighbouring characters belong to one word."""
    if left.isascii() and right.isascii():
        return (left.isalnum() or left == "_") and (right.isalnum() or right == "_")
    if _combines(right) or left == "\u200d":
        return True
    if not (_in_word(left) and _in_word(right)):
        return False
    return not (_UNSPACED.match(left) or _UNSPACED.match(right))


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_" or _combines(character)


def _combines(character: str) -> bool:
    return character in "\u200c\u200d" or unicodedata.category(character)[0] == "M"
