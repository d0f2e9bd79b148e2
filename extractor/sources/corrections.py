"""Puts right where sentencex ends a sentence too early, or not at all.

The rules are about English print in general; the cases in tests/data/sbd_golden keep
each from doing harm. Those about other languages have cases of their own.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from extractor.sources.blocks import ITEM

_LONGEST_WORD = 8
_CAPITAL = r"[\"'“‘«(\[]{0,2}[^\W\d_a-zß-öø-ÿ]"
_DAY = r"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(?:day\b|\.)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b\.? \d"
_ZONE = r"(?:[ECMP][SD]?T|GMT|UTC|[BI]ST|CES?T|JST|Eastern|Central|Pacific)\b"


def _words(words: str, after: str) -> dict[str, re.Pattern[str]]:
    return dict.fromkeys(words.split(), re.compile(after))


# The sentence goes on when such a word stands before the boundary and this after it.
_GOES_ON = {
    **_words("a.m. p.m. A.M. P.M.", rf"{_DAY}|{_MONTH}|{_ZONE}"),
    **_words("Mon. Tue. Tues. Wed. Thu. Thur. Thurs. Fri. Sat. Sun.", _MONTH),
    **_words("approx. ch. eq. est. fig. figs. vol. vols.", r"[\d$£€]"),
    **_words("Approx. Ch. Eq. Fig. Figs. Vol. Vols.", r"[\d$£€]"),
    **_words("Amb. Asst. Atty. Dep. Det. Supt.", _CAPITAL),
    **_words("cf. e.g. i.e. viz.", r"\S"),
}
# The same for words of one other language.
_GOES_ON_IN = {
    "ar": _words("د. أ. أ.د.", r"\S"),
    "fr": _words("M. MM. Mme. Mlle. Me.", _CAPITAL),
    "hi": _words("डॉ. प्रो. श्री. सं.", r"\S"),
    "ru": _words("Т. т.", r"[ек]\."),
}
_ENUMERATOR = re.compile(r"[-*•⁃]?\s*(?:\d{1,2}|[a-z])[.)]{1,2}\s*")
_CLOSING_MARKS = "\"'”’»」』"
_CLOSING = re.compile(r"[\"'”’»)\]]+(?=\s|$)\s*")
_MISSED = re.compile(
    rf"(?:…[\"'”’)\]]*|[.!?]['’][\"”])\s+(?={_CAPITAL})"
    rf"|\((?:(?<=^.)|(?<=[.!?]\s.)|(?<=[.!?][\"”]\s.)){_CAPITAL}[^()]*[.!?][\"'”’]*\)"
    rf"\s+(?={_CAPITAL})"
)
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»")


def corrected(words: str, ends: list[int], *, language: str = "en") -> list[int]:
    """Return the offsets in a block where sentences end, given those of sentencex."""
    listed = ITEM.match(words) is not None
    moved = {_past_closing(words, end) for end in ends} | set(_missed(words))
    kept = [0]
    for end in sorted(moved - {0, len(words)}):
        numbered = listed and _ENUMERATOR.fullmatch(words, kept[-1], end)
        if not numbered and not _goes_on(words, end, language=language):
            kept.append(end)
    return [*kept[1:], len(words)]


def _past_closing(words: str, end: int) -> int:
    """Return the end moved behind quote marks and brackets that close the sentence."""
    if words[end - 1].isspace():
        return end
    closing = _CLOSING.match(words, end)
    return closing.end() if closing else end


def _goes_on(words: str, end: int, *, language: str) -> bool:
    """Tell whether the sentence goes on: the stop only ends an abbreviation."""
    before = words[max(0, end - _LONGEST_WORD) : end].split()
    last = before[-1].lstrip("([\"'“‘") if before else ""
    pattern = _GOES_ON.get(last) or _GOES_ON_IN.get(language, {}).get(last)
    if pattern is not None and pattern.match(words, end) is not None:
        return True
    return _in_number(words, end) or (language != "en" and _in_sentence(words, end))


def _in_number(words: str, end: int) -> bool:
    """Tell whether a stop stands between the digits of a number, in any script."""
    return words[end - 2 : end - 1].isdigit() and words[end : end + 1].isdigit()


def _in_sentence(words: str, end: int) -> bool:
    """Tell whether what follows a stop or a quotation begins no sentence.

    A small letter begins none, nor does a Korean particle right behind a quotation.
    """
    following = words[end : end + 1]
    if words[end - 1] in _CLOSING_MARKS and "가" <= following <= "힣":
        return True
    return words[:end].rstrip().endswith(".") and following.islower()


def _missed(words: str) -> Iterator[int]:
    """Yield the ends of sentences that sentencex passes over, outside quotations."""
    ends = [hit.end() for hit in _MISSED.finditer(words)]
    quoted = [hit.span() for hit in _QUOTED.finditer(words)] if ends else []
    for end in ends:
        place = bisect_left(quoted, (end, 0))  # of the first that begins there or later
        if place == 0 or quoted[place - 1][1] <= end:
            yield end
