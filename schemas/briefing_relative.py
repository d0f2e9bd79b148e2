"""Words that mean a time only together with the article's date: "last week".

Each form reads its match, the day of the article, and which way the claim looks.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Literal

from .briefing_calendar import (
    COUNT,
    DAY,
    MONTH,
    MONTHS,
    NUMBERS,
    WEEKDAY,
    WEEKDAYS,
    WHICH,
    Unit,
    dated,
    iso_day,
    iso_unit,
    moved,
)

Direction = Literal["past", "future"]
DAYS_WITHOUT_A_YEAR = 183  # earlier days of another year, news prints with their year
_DAY_WORDS = {
    "day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
_Read = Callable[[re.Match[str], date, Direction | None], str | None]
_STEP = {"last": -1, "this": 0, "next": 1}
_UNITS: dict[str, Unit] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}


def _day_word(
    hit: re.Match[str], anchor: date, towards: Direction | None
) -> str | None:
    del towards
    return iso_unit(moved(anchor, _DAY_WORDS[hit[0]], "day"), "day")


def _neighbour(
    hit: re.Match[str], anchor: date, towards: Direction | None
) -> str | None:
    """Read "last week"."""
    del towards
    unit = _UNITS[hit["unit"]]
    return iso_unit(moved(anchor, _STEP[hit["which"]], unit), unit)


def _ago(hit: re.Match[str], anchor: date, towards: Direction | None) -> str | None:
    """Read "two weeks ago"."""
    del towards
    return _counted(hit, anchor, sign=-1)


def _from_now(
    hit: re.Match[str], anchor: date, towards: Direction | None
) -> str | None:
    """Read "in two weeks", which in a claim about the past is a length of time."""
    return _counted(hit, anchor, sign=1) if towards == "future" else None


def _counted(hit: re.Match[str], anchor: date, *, sign: int) -> str | None:
    unit = _UNITS[hit["unit"]]
    count = NUMBERS.get(hit["count"]) or int(hit["count"])
    return iso_unit(moved(anchor, sign * count, unit), unit)


def _of_a_week(
    hit: re.Match[str], anchor: date, towards: Direction | None
) -> str | None:
    """Read "Monday of last week"."""
    del towards
    there = moved(anchor, _STEP[hit["which"]], "week")
    step = WEEKDAYS[hit["weekday"]] - anchor.weekday()
    return iso_unit(there and moved(there, step, "day"), "day")


def _weekday(hit: re.Match[str], anchor: date, towards: Direction | None) -> str | None:
    """Read "Monday", "last Monday" where it is in no doubt, "this coming Monday"."""
    which = hit["which"]
    ahead = (WEEKDAYS[hit["weekday"]] - anchor.weekday()) % 7
    if which in ("last", "past", "this past"):
        step = ahead - 7
    elif which in ("next", "coming", "this coming"):
        step = ahead or 7
    elif towards is None:
        return None
    else:
        step = ahead if towards == "future" else -(-ahead % 7)
    weeks = (anchor.weekday() + step) // 7
    if which in _STEP and weeks != _STEP[which]:
        return None
    return iso_unit(moved(anchor, step, "day"), "day")


def _of_a_year(
    hit: re.Match[str], anchor: date, towards: Direction | None
) -> str | None:
    """Read "March of last year"."""
    del towards
    return dated(hit.groupdict(), anchor.year + _STEP[hit["which"]])


def _day_of_month(
    hit: re.Match[str], anchor: date, towards: Direction | None
) -> str | None:
    """Read "August 10", by its weekday if it has one, else by the direction."""
    parts = hit.groupdict()
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    days = [day for day in (dated(parts, year) for year in years) if day]
    if parts["weekday"]:
        return days[0] if len(days) == 1 else None
    today = anchor.isoformat()
    if towards == "future":
        return next((day for day in days if day >= today), None)
    past = [day for day in days if day <= today]
    return _near(past[-1], anchor) if towards and past else None


def _near(day: str, anchor: date) -> str | None:
    """Return a day before the article's unless news would have named its year."""
    days = (anchor - date.fromisoformat(day)).days
    same_year = day[:4] == f"{anchor.year:04}"
    return day if same_year or days <= DAYS_WITHOUT_A_YEAR else None


def _month(hit: re.Match[str], anchor: date, towards: Direction | None) -> str | None:
    """Read "March"; "last March" where the one before is last year's."""
    number, which = MONTHS[hit["month"]], hit["which"]
    if which:
        step = (number < anchor.month) - (number > anchor.month)
        sure = which == "this" or step in (0, -1 if which == "last" else 1)
        return _iso_month(anchor.year + _STEP[which], number) if sure else None
    if towards == "future":
        return _iso_month(anchor.year + (number < anchor.month), number)
    day = iso_day(anchor.year - (number > anchor.month), number, 1)
    near = _near(day, anchor) if day and towards else None
    return near[:7] if near else None


def _iso_month(year: int, month: int) -> str | None:
    day = iso_day(year, month, 1)
    return day and day[:7]


RELATIVE: tuple[tuple[re.Pattern[str], _Read], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        ("|".join(_DAY_WORDS), _day_word),
        (rf"{WHICH} (?P<unit>week|month|year)", _neighbour),
        (rf"{COUNT} ago", _ago),
        (rf"in {COUNT}", _from_now),
        (rf"{WEEKDAY}(?: of)? {WHICH} week", _of_a_week),
        (rf"{WHICH} week(?: on)? {WEEKDAY}", _of_a_week),
        (
            rf"(?:(?P<which>last|next|(?:this )?(?:past|coming)|this) )?{WEEKDAY}",
            _weekday,
        ),
        (rf"{MONTH}(?: {DAY})?(?: of)? {WHICH} year", _of_a_year),
        (rf"{DAY}(?: of)? {MONTH}(?: of)? {WHICH} year", _of_a_year),
        (rf"{WHICH} year in {MONTH}", _of_a_year),
        (rf"(?:{WEEKDAY} )?{MONTH} {DAY}", _day_of_month),
        (rf"(?:{WEEKDAY} )?{DAY}(?: of)? {MONTH}", _day_of_month),
        (rf"(?:{WHICH} )?{MONTH}", _month),
    )
)
