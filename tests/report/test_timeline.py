from hypothesis import given
from hypothesis import strategies as st

from extractor.report.timeline import BARS, HEIGHT, bars_of, month_of, span_of

DATES = st.dates().map(lambda date: date.isoformat())


@given(st.lists(DATES, min_size=2, max_size=30))
def test_bars_stay_within_the_drawing(dates: list[str]) -> None:
    for bar in bars_of(dates, span_of(dates)):
        assert 0 <= bar.x < BARS
        assert 2 <= bar.height <= HEIGHT


def test_months_stand_in_their_order_and_the_fullest_is_the_highest() -> None:
    dates = ["2031-01-05", "2031-03-01", "2031-03-09", "2031-12"]

    bars = bars_of(dates, span_of(dates))

    assert [bar.x for bar in bars] == [0, 2, 11]
    assert [bar.height for bar in bars] == [7, HEIGHT, 7]


def test_one_month_or_one_date_is_no_timeline() -> None:
    assert bars_of(["2031-01-05"], span_of(["2031-01-05", "2032-01-01"])) == ()
    assert bars_of(["2031-01-05"] * 2, span_of(["2031-01-05"])) == ()


def test_what_is_no_date_is_left_out() -> None:
    assert month_of("") is None
    assert month_of("May 2031") is None
    assert month_of("2031") == 2031 * 12
