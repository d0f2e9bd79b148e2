"""When a claim happens: settled where the words can be read one way, else null."""

import re
from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.schemas.briefing_calendar import WEEKDAYS, first_day
from extractor.schemas.briefing_when import WHEN, direction, needs_a_date, settled

FRIDAY = "2015-08-21"  # the day of the article, unless a case names another
PAST: Final = "past"
FUTURE: Final = "future"
UNSURE: Final = None
DAYS = st.dates(date(1600, 1, 1), date(2199, 12, 31))

EXPLICIT = {
    "2015-08-10": "2015-08-10",
    "August 10, 2015": "2015-08-10",
    "on Monday, August 10, 2015": "2015-08-10",
    "Aug. 10, 2015": "2015-08-10",
    "10 August 2015": "2015-08-10",
    "the 10th of August, 2015": "2015-08-10",
    "9 p.m. on Aug. 10, 2015": "2015-08-10",
    "August 10, 2015 (local time)": "2015-08-10",
    "28/10/2015": "2015-10-28",
    "10/28/2015": "2015-10-28",
    "10.10.2015": "2015-10-10",
    "in August 2015": "2015-08",
    "late August 2015": "2015-08",
    "mid-August 2015": "2015-08",
    "at the end of August 2015": "2015-08",
    "in 2014": "2014",
    "early in 2014": "2014",
    "the second quarter of 2014": "2014",
    "summer 2014": "2014",
    "2015年8月10日": "2015-08-10",
    "２０１５年８月": "2015-08",
    "2015년 8월 10일": "2015-08-10",
    "am 10. August 2015": "2015-08-10",
    "el 10 de agosto de 2015": "2015-08-10",
    "le 10 août 2015": "2015-08-10",
    "10 августа 2015 года": "2015-08-10",
    "Tuesday, August 10, 2015": None,
    "February 30, 2015": None,
    "10/11/2015": None,
    "2010-11": None,
    "from 2014 to 2016": None,
    "since 2014": None,
    "by 2030": None,
    "the 1990s": None,
    "August 10-12, 2015": None,
    "winter 2014": None,
}
RELATIVE = [
    ("yesterday", UNSURE, "2015-08-20"),
    ("Yesterday afternoon", UNSURE, "2015-08-20"),
    ("the day before yesterday", UNSURE, "2015-08-19"),
    ("last night", UNSURE, "2015-08-20"),
    ("today", UNSURE, "2015-08-21"),
    ("earlier today", UNSURE, "2015-08-21"),
    ("this morning", UNSURE, "2015-08-21"),
    ("tonight", UNSURE, "2015-08-21"),
    ("tomorrow evening", UNSURE, "2015-08-22"),
    ("last week", UNSURE, "2015-W33"),
    ("this week", UNSURE, "2015-W34"),
    ("early next week", UNSURE, "2015-W35"),
    ("last month", UNSURE, "2015-07"),
    ("next month", UNSURE, "2015-09"),
    ("last year", UNSURE, "2014"),
    ("earlier this year", UNSURE, "2015"),
    ("next year", UNSURE, "2016"),
    ("two days ago", UNSURE, "2015-08-19"),
    ("a week ago", UNSURE, "2015-W33"),
    ("3 months ago", UNSURE, "2015-05"),
    ("ten years ago", UNSURE, "2005"),
    ("in two days", FUTURE, "2015-08-23"),
    ("in two days", PAST, None),
    ("on Monday", PAST, "2015-08-17"),
    ("on Monday", FUTURE, "2015-08-24"),
    ("on Monday", UNSURE, None),
    ("Friday", PAST, "2015-08-21"),
    ("Friday", FUTURE, "2015-08-21"),
    ("Thursday afternoon", PAST, "2015-08-20"),
    ("at 10 a.m. on Saturday", FUTURE, "2015-08-22"),
    ("last Sunday", UNSURE, "2015-08-16"),
    ("last Monday", UNSURE, None),
    ("this past Monday", UNSURE, "2015-08-17"),
    ("next Monday", UNSURE, "2015-08-24"),
    ("this coming Sunday", UNSURE, "2015-08-23"),
    ("next Sunday", UNSURE, None),
    ("this Monday", PAST, "2015-08-17"),
    ("this Monday", FUTURE, None),
    ("Monday of last week", UNSURE, "2015-08-10"),
    ("next week on Wednesday", UNSURE, "2015-08-26"),
    ("on August 10", PAST, "2015-08-10"),
    ("on August 10", FUTURE, "2016-08-10"),
    ("on August 10", UNSURE, None),
    ("10 August", PAST, "2015-08-10"),
    ("Monday, August 10", UNSURE, "2015-08-10"),
    ("on Thursday, December 3", UNSURE, "2015-12-03"),
    ("on December 30", PAST, None),
    ("in March", PAST, "2015-03"),
    ("in March", FUTURE, "2016-03"),
    ("in March", UNSURE, None),
    ("in August", PAST, "2015-08"),
    ("in December", PAST, None),
    ("in March last year", UNSURE, "2014-03"),
    ("on August 10 last year", UNSURE, "2014-08-10"),
    ("last year in March", UNSURE, "2014-03"),
    ("last March", UNSURE, None),
    ("last December", UNSURE, "2014-12"),
    ("next March", UNSURE, "2016-03"),
    ("this May", UNSURE, "2015-05"),
    ("next December", UNSURE, None),
]
UNSETTLED = (
    *("recently", "now", "for two days", "within 48 hours", "two days later", "soon"),
    *("until last week", "by Friday", "since Monday", "before Monday", "after Monday"),
    *("on Monday and Tuesday", "from Monday", "every Monday", "this weekend", "Easter"),
    *("in recent years", "a decade ago", "about two years ago", "the previous day", ""),
    *("overnight", "midnight on Friday", "Friday the 13th", "in the past week"),
)


@pytest.mark.parametrize("published", [None, FRIDAY])
@pytest.mark.parametrize(("words", "when"), EXPLICIT.items())
def test_words_with_a_year_are_settled_whatever_the_articles_date(
    words, when, published
):
    assert settled(words, published=published, towards=UNSURE) == when


@pytest.mark.parametrize(("words", "towards", "when"), RELATIVE)
def test_relative_words_are_settled_by_the_articles_date(words, towards, when):
    assert settled(words, published=FRIDAY, towards=towards) == when


@pytest.mark.parametrize("words", [words for words, _, _ in RELATIVE])
def test_relative_words_without_the_articles_date_stay_open_and_say_so(words):
    assert settled(words, published=None, towards=PAST) is None
    assert needs_a_date(words)


@pytest.mark.parametrize("words", UNSETTLED)
def test_words_that_name_no_one_day_week_month_or_year_stay_open(words):
    assert settled(words, published=FRIDAY, towards=PAST) is None
    assert settled(words, published=FRIDAY, towards=FUTURE) is None
    assert not needs_a_date(words)


@pytest.mark.parametrize(
    ("published", "words", "when"),
    [
        ("2016-01-05", "in December", "2015-12"),
        ("2016-01-05", "on December 30", "2015-12-30"),
        ("2016-01-01", "last week", "2015-W52"),
        ("2016-03-01", "yesterday", "2016-02-29"),
        ("2016-03-01T23:59:00+09:00", "yesterday", "2016-02-29"),
        ("2016-03-15", "on February 29", "2016-02-29"),
        ("2015-03-15", "on February 29", None),
        ("2016", "yesterday", None),
        ("long ago", "yesterday", None),
        ("0001-01-01", "yesterday", None),
    ],
)
def test_the_calendar_is_kept_at_its_edges(published, words, when):
    assert settled(words, published=published, towards=PAST) == when


@pytest.mark.parametrize(
    ("kind", "evidence", "towards"),
    [
        ("fact", "fired rounds on Monday", PAST),
        ("judgment", "it was a grave provocation on Monday", PAST),
        ("fact", "said on Monday that talks will resume", UNSURE),
        ("fact", "a summit scheduled for Monday", UNSURE),
        ("fact", "elections were held in May", PAST),
        ("fact", "it may end in May", UNSURE),
        ("intent", "workers strike on Monday", FUTURE),
        ("prediction", "prices rise on Monday", FUTURE),
        ("consequence", "delays on Monday", UNSURE),
    ],
)
def test_a_claim_looks_back_unless_it_is_to_come_or_may_be(kind, evidence, towards):
    assert direction(kind, evidence) == towards


@given(st.text(max_size=100), DAYS, st.sampled_from([PAST, FUTURE, UNSURE]))
def test_any_words_are_a_date_in_reduced_form_or_none(words, published, towards):
    when = settled(words, published=published.isoformat(), towards=towards)

    assert when is None or re.match(WHEN, when)


@given(DAYS, st.sampled_from(sorted(WEEKDAYS)))
def test_a_weekday_is_the_nearest_one_on_its_side(published, name):
    said = {"published": published.isoformat()}
    past = first_day(settled(name, **said, towards="past") or "")
    future = first_day(settled(name, **said, towards="future") or "")

    assert past is not None
    assert future is not None
    assert past.weekday() == future.weekday() == WEEKDAYS[name]
    assert published - timedelta(days=7) < past <= published
    assert published <= future < published + timedelta(days=7)


@given(DAYS, DAYS, st.sampled_from(["%d %B %Y", "%B %d, %Y", "%A, %B %d, %Y", "%F"]))
def test_a_whole_date_means_itself_on_any_day(day, published, form):
    words = day.strftime(form)

    assert settled(words, published=published.isoformat(), towards=UNSURE) == (
        day.isoformat()
    )


@pytest.mark.parametrize(
    "words",
    [
        *(
            "yesterday",
            "last week",
            "two days ago",
            "last year in March",
            "last December",
        ),
        *("on Monday", "in March", "on August 10", "this past Monday", "last Sunday"),
    ],
)
@given(DAYS)
def test_what_is_past_never_begins_after_the_article(words, published):
    when = settled(words, published=published.isoformat(), towards="past")
    begins = first_day(when) if when else published

    assert begins is not None
    assert begins <= published
