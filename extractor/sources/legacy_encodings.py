"""Reads text in an encoding that nothing names, when it can only be one.

charset-normalizer and the list of the commonest encodings propose readings. Those that
nobody can have written are put aside, and what is left must be one text, or one that
charset-normalizer puts well before the others. windows-1252, by far the most common,
also wins when its reading has just the letters of the language that it is in.
"""

from collections.abc import Mapping
from typing import NamedTuple

from extractor.sources.plausible import (
    has_latin,
    has_odd_marks,
    is_ascii_but_for_marks,
    is_plausible,
    is_written_in,
)

COMMON = (
    *("cp1252", "cp1250", "cp1254", "cp1257", "iso8859_2", "iso8859_15"),
    *("mac_roman", "cp850", "cp852"),
)
# What news was written in. Others that charset-normalizer knows are seldom right.
CONSIDERED = (
    *COMMON,
    *("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic"),
    *("cp1253", "iso8859_7", "cp1255", "iso8859_8", "cp1256", "iso8859_6"),
    *("cp874", "cp1258", "cp932", "euc_jp", "iso2022_jp", "gb18030", "big5"),
    *("big5hkscs", "cp949", "utf_16_le", "utf_16_be"),
)
# Measured in tests/sources/test_legacy_encodings.py: closer than this, the second
# reading was at times the right one.
MOST_MESS, LESS_MESS, MORE_COHERENT = 0.06, 0.05, 0.12
FEWEST = 10  # characters of another script than Latin
LIKELY = 2  # languages that a text may be in: mostly one of them is right


UNKNOWN = 1.0  # more mess than any proposed reading has


class Reading(NamedTuple):
    """A text, and the encoding that it was read in."""

    text: str
    encoding: str


class _Marks(NamedTuple):
    """What charset-normalizer makes of a reading, if it proposed it."""

    encoding: str
    mess: float = UNKNOWN
    coherence: float = 0.0
    languages: tuple[str, ...] = ()


def surely_read(raw: bytes) -> Reading | None:
    """Return the one text that the bytes can be, or None when that is not sure."""
    found = {text: marks for text, marks in _readings(raw).items() if _counts(text)}
    plain = [text for text in found if is_ascii_but_for_marks(text)]
    western = _decoded(raw, COMMON[0]) or ""
    spoken = [western] if _is_spoken(western, found.get(western)) else []
    for sure in (list(found), plain, spoken):
        if len(sure) == 1:
            return _reading(sure[0], found)
    return _far_ahead(found)


def _counts(text: str) -> bool:
    """Tell whether a reading can be right, and has enough letters to tell that."""
    if not is_plausible(text):
        return False
    beyond = sum(1 for character in text if not character.isascii())
    if has_latin(text) or is_ascii_but_for_marks(text):
        return 2 * beyond < sum(1 for c in text if c.isascii() and c.isalpha())
    return beyond >= FEWEST


def _readings(raw: bytes) -> dict[str, _Marks]:
    """Return the texts that the bytes may be, the likeliest first."""
    from charset_normalizer import from_bytes

    found: dict[str, _Marks] = {}
    for match in from_bytes(raw, cp_isolation=list(CONSIDERED)):
        languages = tuple(match.languages[:LIKELY])
        marks = _Marks(match.encoding, match.chaos, match.coherence, languages)
        found.setdefault(str(match), marks)
    for encoding in COMMON:
        text = _decoded(raw, encoding)
        if text is not None:
            found.setdefault(text, _Marks(encoding))
    return found


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _far_ahead(found: Mapping[str, _Marks]) -> Reading | None:
    """Return the reading that is better than all others by more than chance.

    Among Latin alphabets there is none: a few letters tell too little.
    """
    ranked = sorted(found.items(), key=lambda each: (each[1].mess, -each[1].coherence))
    if not ranked or ranked[0][1].mess > MOST_MESS:
        return None
    (text, best), *others = ranked
    latin = has_latin(text)
    for other, marks in others:
        if (latin and has_latin(other)) or not _is_behind(marks, best):
            return None
    return _reading(text, found)


def _is_behind(marks: _Marks, best: _Marks) -> bool:
    """Tell whether a reading is surely worse."""
    return (
        marks.mess - best.mess >= LESS_MESS
        or best.coherence - marks.coherence >= MORE_COHERENT
    )


def _is_spoken(text: str, marks: _Marks | None) -> bool:
    """Tell whether the text has the letters of a language that it looks like."""
    if marks is None or marks.mess > MOST_MESS or has_odd_marks(text):
        return False
    return is_written_in(text, marks.languages)


def _reading(text: str, found: Mapping[str, _Marks]) -> Reading:
    """Return a reading under the commonest name of encodings that agree on it."""
    encoding = found[text].encoding
    common = (name for name in COMMON if encoding in COMMON)
    return Reading(
        text, next((n for n in common if text == _again(text, encoding, n)), encoding)
    )


def _again(text: str, encoding: str, other: str) -> str | None:
    """Return the text, written in one encoding and read in another."""
    return _decoded(text.encode(encoding), other)
