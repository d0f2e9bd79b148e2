"""When a claim happens: the article's words as a date in ISO 8601, or null.

Only what can be read one way is settled. Relative words need the article's date, and
weekdays and months without a year need to know which way the claim looks.
"""

import re
import unicodedata
from datetime import date

from .briefing_answer import ClaimKind
from .briefing_calendar import ANY_MONTH, COUNT, DAY, WEEKDAY, YEAR, dated, iso_day
from .briefing_relative import RELATIVE, Direction

WHEN = r"^\d{4}(-\d\d(-\d\d)?|-W\d\d)?$"
LONGEST = 80  # characters; longer words are no date

# English signs that a claim may look forward (Quirk et al. 4.41-4.48).
_TO_COME = re.compile(
    r"\b(?:will|won['’]t|shall|would|could|might|(?-i:may)|(?:is|are|was|were) to"
    r"|set (?:to|for)|due (?:on|in|at)|scheduled|slated|plan(?:s|ned|ning)?|expect\w*"
    r"|upcoming|going to)\b|['’]ll\b",
    re.IGNORECASE,
)

# What is taken off before the words are read: it moves no day.
_CLOCK = (
    r"(?:\b(?:at|around|about|shortly (?:before|after)|just (?:before|after)) )?"
    r"\b(?:\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b\.?|\d{1,2}:\d\d(?: hours)?|noon|midday)"
    r"(?: (?:local time|gmt|utc|[ecmp][sd]?t|c?est|bst|ist|jst|kst)\b)?"
)
_TAKEN_OFF = re.compile(
    rf"\([^)]*\)|{_CLOCK}|,|\.(?!\d)|(?<=\d)(?:st|nd|rd|th|er|o)\b"
    r"|\b(?:early|earlier|late|later|mid)\b-?"
    r"|\b(?:at )?the (?:beginning|start|middle|end) of\b"
    r"|\b(?:in the )?(?:morning|afternoon|evening|night)\b"
)
_SAME_DAY = (
    (re.compile(r"\blast (?:night|evening)\b"), "yesterday"),
    (re.compile(r"\btonight\b|\bthis (?:morning|afternoon|evening)\b"), "today"),
)
_LEADING = re.compile(
    rf"(?:on|during|for|of|in(?! {COUNT}$)|the|year|am|im|el|en|le|il|em|в)\s+"
)
_OF = r"(?: (?:of|de|del|di))?"

_ABSOLUTE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"(?:(?:spring|summer|autumn|fall|(?:first|second|third|fourth|last) "
        rf"(?:quarter|half))(?: of)? )?{YEAR}",
        rf"(?:{WEEKDAY} )?{ANY_MONTH} {DAY} {YEAR}",
        rf"(?:{WEEKDAY} )?(?:{DAY}{_OF} )?{ANY_MONTH}{_OF} {YEAR}(?: года| г)?",
        rf"{YEAR} ?[年년](?: ?(?P<month>\d{{1,2}}) ?[月월](?: ?{DAY} ?[日号일])?)?",
    )
)
_EITHER_WAY = re.compile(rf"(\d{{1,2}})[/.](\d{{1,2}})[/.]{YEAR}")


def direction(kind: ClaimKind, evidence: str) -> Direction | None:
    """Return which way a claim looks from the day of the article, if that is sure."""
    if kind in ("intent", "prediction"):
        return "future"
    return None if kind == "consequence" or _TO_COME.search(evidence) else "past"


def settled(
    words: str, *, published: str | None, towards: Direction | None
) -> str | None:
    """Return the day, week, month or year that the words mean, or None.

    Args:
        words: The article's words.
        published: The article's date, if known.
        towards: Which way the claim looks from there, if that is sure.
    """
    plain = _plain(words)
    absolute = _absolute(plain)
    anchor = first_day_of(published)
    if absolute or anchor is None:
        return absolute
    for form, read in RELATIVE:
        hit = form.fullmatch(plain)
        if hit:
            return read(hit, anchor, towards)
    return None


def needs_a_date(words: str) -> bool:
    """Tell whether the words mean a time only together with the article's date."""
    plain = _plain(words)
    return any(form.fullmatch(plain) for form, _ in RELATIVE)


def first_day_of(published: str | None) -> date | None:
    """Return the day of a whole date in ISO 8601, with or without a time of day."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _plain(words: str) -> str:
    """Return the words in small letters, less what moves no day."""
    if len(words) > LONGEST:
        return ""
    plain = " ".join(unicodedata.normalize("NFKC", words).casefold().split())
    for form, same in _SAME_DAY:
        plain = form.sub(same, plain)
    plain = " ".join(_TAKEN_OFF.sub(" ", plain).split())
    while hit := _LEADING.match(plain):
        plain = plain[hit.end() :]
    return plain


def _absolute(plain: str) -> str | None:
    """Return what words with a year in them mean."""
    for form in _ABSOLUTE:
        hit = form.fullmatch(plain)
        if hit:
            return dated(hit.groupdict(), int(hit["year"]))
    hit = _EITHER_WAY.fullmatch(plain)
    if hit is None:
        return None
    first, second, year = int(hit[1]), int(hit[2]), int(hit["year"])
    readings = {iso_day(year, first, second), iso_day(year, second, first)} - {None}
    return readings.pop() if len(readings) == 1 else None
