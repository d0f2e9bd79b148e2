"""Where a find would cut a word in scripts that join words, or write them unspaced.

There a neighbouring letter may belong to another word and does not rule a find out by
itself: Arabic and Hebrew write prepositions and the article before a noun, Korean its
particles behind one, Chinese and Japanese no spaces at all.
"""

import re

_ARABIC = (
    r"\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff"
    r"\ufb50-\ufdff\ufe70-\ufefc"
)
_HEBREW = r"\u0591-\u05bd\u05d0-\u05ea\ufb1d-\ufb4f"
_HALF = r"\u200c"  # the Persian half-space: what stands on both sides is one word
_JOINING = rf"[{_ARABIC}{_HEBREW}{_HALF}]"
_HANGUL = r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]"
_HAN = r"[\u3400-\u9fff\uf900-\ufaff]"

# What may stand between the beginning of a written word and that of a find.
_LED = re.compile(rf"(?<!{_JOINING})(?:[وف]?(?:[بكلس]|[بك]?ال|لل)?|[ושהבכלמ]{{0,3}})\Z")
_ENDS_OPEN = re.compile(_JOINING)
_BEGINS_WORD = re.compile(_HANGUL)
_LETTER = re.compile(rf"{_JOINING}|{_HANGUL}|{_HAN}")
LONGEST_LEAD = 8  # characters that are looked at before a find

# Signs that negate what they stand before; in these other words they do not.
_NEGATED = re.compile(
    r"(?:[不未勿無无]|(?<![淹沉出埋吞])[没沒]|(?<![南北西东東中])非)\Z"
)
_IS_HAN = re.compile(_HAN)


def cuts_word(text: str, start: int, end: int) -> bool:
    """Tell whether a find that letters stand around would change a word by its cut."""
    before = text[max(0, start - LONGEST_LEAD) : start]
    if end < len(text) and _ENDS_OPEN.match(text, end - 1) and _same_word(text, end):
        return True
    if not before or not _LETTER.match(before, len(before) - 1):
        return False
    if _IS_HAN.match(text, start):
        return _NEGATED.search(before) is not None
    if _BEGINS_WORD.match(text, start):
        return _BEGINS_WORD.match(before, len(before) - 1) is not None
    return bool(_ENDS_OPEN.match(text, start)) and _LED.search(before) is None


def _same_word(text: str, end: int) -> bool:
    """Tell whether the word of the last character goes on behind it."""
    return _ENDS_OPEN.match(text, end) is not None
