"""Reads text in an encoding that nothing names, when it can only be one.

charset-normalizer and the list of the commonest encodings propose readings. Those that
nobody can have written are put aside, and what is left must be one text, or one that
charset-normalizer puts well before the others.
"""

from collections.abc import Mapping
from typing import NamedTuple

from extractor.sources.plausible import is_ascii_but_for_marks, is_plausible

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
    *("big5hkscs", "cp949", "johab", "utf_16_le", "utf_16_be"),
)
# Measured in tests/sources/test_legacy_encodings.py: closer than this, the second
# reading was at times the right one.
MOST_MESS, LESS_MESS, MORE_COHERENT = 0.06, 0.05, 0.12


class Reading(NamedTuple):
    """A text, and the encoding that it was read in."""

    text: str
    encoding: str


class _Marks(NamedTuple):
    """What charset-normalizer makes of a reading; without it, the worst."""

    encoding: str
    mess: float = 1.0
    coherence: float = 0.0


def surely_read(raw: bytes) -> Reading | None:
    """Return the one text that the bytes can be, or None when that is not sure."""
    found = {
        text: marks for text, marks in _readings(raw).items() if is_plausible(text)
    }
    plain = [text for text in found if is_ascii_but_for_marks(text)]
    if len(found) == 1 or len(plain) == 1:
        [text] = plain or found
        return Reading(text, found[text].encoding)
    return _far_ahead(found)


def _readings(raw: bytes) -> dict[str, _Marks]:
    """Return the texts that the bytes may be, the likeliest first."""
    from charset_normalizer import from_bytes

    found: dict[str, _Marks] = {}
    for match in from_bytes(raw, cp_isolation=list(CONSIDERED)):
        marks = _Marks(match.encoding, match.chaos, match.coherence)
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
    """Return the reading that is better than all others by more than chance."""
    ranked = sorted(found.items(), key=lambda each: (each[1].mess, -each[1].coherence))
    if not ranked or ranked[0][1].mess > MOST_MESS:
        return None
    (text, best), *others = ranked
    ahead = all(
        marks.mess - best.mess >= LESS_MESS
        or best.coherence - marks.coherence >= MORE_COHERENT
        for _, marks in others
    )
    return Reading(text, best.encoding) if ahead else None
