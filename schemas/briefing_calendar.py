"""The calendar in words: months, weekdays and numbers, and stretches of whole units."""

from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "week", "month", "year"]

WEEKDAYS = {
    name: n
    for n, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tue", "tues"),
            ("wednesday", "wed"),
            ("thursday", "thu", "thur", "thurs"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}
ENGLISH_MONTHS = {
    name: n
    for n, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
# German, Spanish, French, Italian, Portuguese and Russian, as CLDR has them.
_FOREIGN = (
    "januar enero janvier gennaio janeiro января",
    "februar febrero février febbraio fevereiro февраля",
    "märz marzo mars março марта",
    "abril avril aprile апреля",
    "mai mayo maggio maio мая",
    "juni junio juin giugno junho июня",
    "juli julio juillet luglio julho июля",
    "agosto août августа",
    "septiembre septembre settembre setembro сентября",
    "oktober octubre octobre ottobre outubro октября",
    "noviembre novembre novembro ноября",
    "dezember diciembre décembre dicembre dezembro декабря",
)
MONTHS = ENGLISH_MONTHS | {
    name: n for n, names in enumerate(_FOREIGN, start=1) for name in names.split()
}
NUMBERS = {
    name: n
    for n, names in enumerate(
        (
            *(("a", "an", "one"), ("two",), ("three",), ("four",), ("five",), ("six",)),
            *(("seven",), ("eight",), ("nine",), ("ten",), ("eleven",), ("twelve",)),
            *(("thirteen",), ("fourteen",), ("fifteen",), ("sixteen",)),
            *(("seventeen",), ("eighteen",), ("nineteen",), ("twenty",)),
        ),
        start=1,
    )
    for name in names
}


def any_of(words: dict[str, int]) -> str:
    """Return the pattern that matches any of the words, the longest first."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


YEAR = r"(?P<year>(?:1[5-9]|20|21)\d\d)"
DAY, WEEKDAY = r"(?P<day>\d{1,2})", rf"(?P<weekday>{any_of(WEEKDAYS)})"
MONTH = rf"(?P<month>{any_of(ENGLISH_MONTHS)})"
ANY_MONTH = rf"(?P<month>{any_of(MONTHS)})"
WHICH = r"(?P<which>last|next|this)"
COUNT = rf"(?P<count>\d{{1,3}}|{any_of(NUMBERS)}) (?P<unit>day|week|month|year)s?"


def iso_week(day: date) -> str:
    """Return the week of a day in ISO 8601: 2025-W44."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def iso_month(day: date) -> str:
    """Return the month of a day in ISO 8601: 2025-10."""
    return day.isoformat()[:7]


def iso_year(day: date) -> str:
    """Return the year of a day in ISO 8601: 2025."""
    return day.isoformat()[:4]


def iso_unit(day: date | None, unit: Unit) -> str | None:
    """Return the day, or the week, month or year that holds it, in ISO 8601."""
    if day is None:
        return None
    if unit == "day":
        return day.isoformat()
    return {"week": iso_week, "month": iso_month, "year": iso_year}[unit](day)


def moved(day: date, count: int, unit: Unit) -> date | None:
    """Return a day that many units later (earlier when negative), if there is one.

    Of a month or year it is the first day.
    """
    try:
        if unit in ("day", "week"):
            return day + timedelta(days=count * (7 if unit == "week" else 1))
        months = day.year * 12 + day.month - 1
        months += count * (12 if unit == "year" else 1)
        return date(months // 12, months % 12 + 1, 1)
    except (OverflowError, ValueError):
        return None


def first_day(when: str) -> date | None:
    """Return the day that a date in ISO 8601 reduced form begins with, if it is one."""
    try:
        if "W" in when:
            return date.fromisocalendar(int(when[:4]), int(when[6:]), 1)
        return date.fromisoformat(when + "-01" * (2 - when.count("-")))
    except ValueError:
        return None


def dated(parts: dict[str, str | None], year: int) -> str | None:
    """Return the date that the parts make in a year, if the calendar has it."""
    month, day = parts.get("month"), parts.get("day")
    if month is None:
        return f"{year:04}"
    number = MONTHS.get(month) or int(month)
    whole = iso_day(year, number, int(day or 1))
    if whole is None or not _on(whole, parts.get("weekday")):
        return None
    return whole if day else whole[:7]


def iso_day(year: int, month: int, day: int) -> str | None:
    """Return the day in ISO 8601, if the calendar has it."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _on(day: str, weekday: str | None) -> bool:
    """Tell whether a day is that weekday, if one is named."""
    return weekday is None or date.fromisoformat(day).weekday() == WEEKDAYS[weekday]
