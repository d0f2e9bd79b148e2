"""Which characters are invisible, and where a script or an emoji needs one.

Need is decided by neighbours that stay neighbours: letters and symbols, with marks of
their own between at most. Composing (NFC) moves no mark across those, so what was
needed before a removal is needed after it.
"""

import unicodedata
from collections.abc import Callable

_NONCHARACTERS = r"\ufdd0-\ufdef" + "".join(
    rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(17)
)
INVISIBLE = {
    "control": rf"\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f{_NONCHARACTERS}",
    "bidi": r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "tag": r"\U000e0000-\U000e007f",
    "variation_selector": r"\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef",
    "zero_width": (
        r"\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2065"
        r"\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
        r"\U0001d173-\U0001d17a\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
    ),
}
ANY = "[" + "".join(INVISIBLE.values()) + "]"

_INDIC = ((0x0900, 0x0963), (0x0971, 0x0DF3))
_MONGOLIAN = (0x1820, 0x18AA)
_JOINED = (
    *((0x0620, 0x065F), (0x066E, 0x06D3), (0x06D5, 0x06EF), (0x06FA, 0x06FF)),
    *((0x0710, 0x077F), (0x07CA, 0x07F5), (0x0840, 0x085B), (0x0860, 0x08FF)),
    *((0xFB50, 0xFDCF), (0xFDF0, 0xFDFB), (0xFE70, 0xFEFC), (0x1E900, 0x1E94B)),
    *_INDIC,
    *((0x1000, 0x1049), (0x1050, 0x109F), (0x1780, 0x17B3), (0x17B6, 0x17D3)),
    *((0x1807, 0x1807), _MONGOLIAN, (0x1B00, 0x1B4B), (0xA840, 0xA871)),
    (0xA980, 0xA9C0),
)
_RIGHT_TO_LEFT = (
    *((0x0590, 0x061B), (0x061D, 0x08FF), (0xFB1D, 0xFDCF), (0xFDF0, 0xFDFF)),
    *((0xFE70, 0xFEFC), (0x10800, 0x10FFF), (0x1E800, 0x1EFFF)),
)


def _class(keep: Callable[[int], bool], *ranges: tuple[int, int]) -> str:
    """Return the class of those characters whose combining class is to be kept.

    It is written as ranges: beyond the BMP, `re` tries single members one by one.
    """
    runs: list[list[str]] = []
    for code in (code for low, high in ranges for code in range(low, high + 1)):
        character = chr(code)
        if not keep(unicodedata.combining(character)):
            continue
        if runs and ord(runs[-1][1]) == code - 1:
            runs[-1][1] = character
        else:
            runs.append([character, character])
    return "[" + "".join(f"{first}-{last}" for first, last in runs) + "]"


def _still(*ranges: tuple[int, int]) -> str:
    """Return the class of those characters that composing leaves in their place."""
    return _class(lambda combining: combining == 0, *ranges)


def _marks(*ranges: tuple[int, int]) -> str:
    """Return the class of those characters that composing may move."""
    return _class(lambda combining: combining > 0, *ranges)


def _viramas(*ranges: tuple[int, int]) -> str:
    """Return the class of those marks that take a letter's vowel away."""
    return _class(lambda combining: combining == 9, *ranges)


def _any_of(*patterns: str) -> str:
    """Return the pattern that matches where one of the patterns does."""
    return "(?:" + "|".join(patterns) + ")"


_EMOJI = r"[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
_SYMBOL = r"[©®‼⁉\u2100-\u2bff〰〽㊗㊙\U0001f000-\U0001faff]"
_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_FLAG = r"\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
_LETTER, _MARK = _still(*_JOINED), _marks(*_JOINED)
_AFTER_LETTER = _any_of(*(f"(?<={_LETTER}{_MARK * marks}.)" for marks in range(3)))
_AFTER_VIRAMA = _any_of(
    f"(?<={_still(*_INDIC)}{_viramas(*_INDIC)}.)",
    f"(?<={_still(*_INDIC)}{_marks(*_INDIC)}{_viramas(*_INDIC)}.)",
)
_NEAR_RIGHT_TO_LEFT = _any_of(
    *(rf"(?<={_still(*_RIGHT_TO_LEFT)}[^\n]{{{gap}}})" for gap in range(1, 5)),
    rf"(?=[^\n]{{0,3}}{_still(*_RIGHT_TO_LEFT)})",
)
# Each begins with the character in question, which keeps the search quick.
NEEDED = _any_of(
    # Flags of regions, such as Scotland's; longer runs hide text.
    _FLAG,
    # Persian half-spaces and Indic conjuncts: one joiner, inside a word.
    rf"[\u200c\u200d]{_AFTER_LETTER}(?={ANY}*{_LETTER})",
    # A word in older Malayalam or Bengali may end on one.
    rf"\u200d{_AFTER_VIRAMA}",
    # Emoji that are built from several.
    rf"\u200d(?:(?<={_EMOJI}.)|(?<={_EMOJI}\ufe0f.))(?={_EMOJI})",
    # One selector of a character's look.
    rf"[\ufe00-\ufe02\ufe0e\ufe0f](?<={_SYMBOL}.)",
    r"\ufe0f(?<=[#*0-9].)(?=\u20e3)",
    rf"[\ufe00-\ufe02\U000e0100-\U000e01ef](?<={_HAN}.)",
    rf"[\u180b-\u180d\u180f](?<={_still(_MONGOLIAN)}.)",
    rf"\ufe00(?<={_still((0x1000, 0x109F), (0xA840, 0xA871))}.)",
    # One direction mark, where directions meet.
    rf"[\u061c\u200e\u200f](?<!{ANY}.){_NEAR_RIGHT_TO_LEFT}",
    # Old Korean syllables that lack a part.
    r"\u115f(?=[\u1161-\u11a7\ud7b0-\ud7c6])",
    r"\u1160(?<=[\u1100-\u115e\ua960-\ua97c].)",
)
SUSPECT = "|".join(
    [
        f"(?P<flag>{_FLAG})",
        *(f"(?P<{kind}>[{members}])" for kind, members in INVISIBLE.items()),
    ]
)
