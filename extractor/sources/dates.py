"""Dates as articles print them. Only a date that can be read one way is read."""

import re
from datetime import date

_MONTHS = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?"
)
_DAY, _YEAR = r"\d{1,2}(?:st|nd|rd|th)?", r"(?:19|20)\d\d"
_NUMBERS = re.compile(r"\d+")
_NAMED = re.compile(_MONTH, re.IGNORECASE)

DATE = (
    rf"(?:\b{_YEAR}-\d\d-\d\d(?!\d)"
    rf"|\b{_MONTH} {_DAY},? {_YEAR}\b|\b{_DAY} (?:of )?{_MONTH},? {_YEAR}\b"
    rf"|\b\d{{1,2}}[/.]\d{{1,2}}[/.]{_YEAR}\b)"
)
_CLOCK = (
    r"(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?(?: ?[ap]\.?m\b\.?)?"
    r"|\d{1,2} ?[ap]\.?m\b\.?)"
    r"(?: ?(?:Z|\(?[A-Z]{2,4}\)?|(?:GMT|UTC)?[+-]\d\d:?\d\d))?"
)
_MOMENT = (
    rf"(?:{_CLOCK},? (?:on )?)?(?:{_WEEKDAY},? )?{DATE}"
    rf"(?:(?:T|,? (?:at |[-–—|] )?){_CLOCK})?"
)
_LABEL = (
    r"(?:(?:first |last |originally )?"
    r"(?:published|posted|updated|modified|issued|released|date)(?: on| at)?:? ?)"
)
_STAMP = re.compile(rf"{_LABEL}?{_MOMENT}", re.IGNORECASE)
_LATER = re.compile(r"(?:last |modified|updated)", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s|•·,;/–—-]*")
_DATE = re.compile(DATE, re.IGNORECASE)


def undated(line: str) -> str:
    """Return the line without dates, their labels and times of day."""
    rest = _STAMP.sub("\n", " ".join(line.split()))
    return (
        "" if _BETWEEN.fullmatch(rest) else rest.replace("\n", "").strip(" |•·,;/–—-")
    )


def is_dateline(line: str) -> bool:
    """Tell whether the line holds a date and nothing else."""
    return _DATE.search(line) is not None and not undated(line)


def published_on(line: str) -> str | None:
    """Return the first date of the line that is not an update's, in ISO 8601."""
    for stamp in _STAMP.finditer(" ".join(line.split())):
        if not _LATER.match(stamp[0]):
            return iso_date(stamp[0])
    return None


def iso_date(words: str) -> str | None:
    """Return the date that stands first in the words, in ISO 8601, or None."""
    hit = _DATE.search(words)
    if hit is None:
        return None
    numbers = [int(digits) for digits in _NUMBERS.findall(hit[0])]
    month = _NAMED.search(hit[0])
    if month:
        day, year = numbers
        return _iso(year, _MONTHS.index(month[0][:3].lower()) + 1, day)
    if "-" in hit[0]:
        return _iso(*numbers)
    return _either_way(*numbers)


def _either_way(first: int, second: int, year: int) -> str | None:
    """Return the date of two numbers that may stand for day and month in any order."""
    readings = {_iso(year, first, second), _iso(year, second, first)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _iso(year: int, month: int, day: int) -> str | None:
    """Return the date in ISO 8601, or None if the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
