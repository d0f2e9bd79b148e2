import pytest

from extractor.sources.dates import is_dateline, iso_date, published_on, undated

DATELINES = {
    "Friday, August 21, 2015": "2015-08-21",
    "21 August 2015": "2015-08-21",
    "21st of Aug. 2015": "2015-08-21",
    "2015-08-21": "2015-08-21",
    "2015-08-21T10:00:00Z": "2015-08-21",
    "May 7, 2015": "2015-05-07",
    "21/08/2015": "2015-08-21",
    "04/04/2015": "2015-04-04",
    "10:30, 21 Sept 2015": "2015-09-21",
    "Thu 7 Mar 2024 06.00 GMT": "2024-03-07",
    "Published on Aug 21, 2015 10:30 AM IST": "2015-08-21",
    "Published: Aug 21, 2015 | Updated: Aug 22, 2015": "2015-08-21",
    "03/04/2015": None,
    "2015-02-31": None,
    "Updated 3:45 p.m. ET, Fri August 21, 2015": None,
    "Last modified on Thu 7 Mar 2024 06.00 GMT": None,
}
OTHER_LINES = (
    *("", "2015", "August 2015", "March 3", "On August 21, 2015, it rained."),
    "Thursday, May 7, 2015 On Tuesday, the government announced it.",
)


@pytest.mark.parametrize("line", DATELINES)
def test_a_line_with_only_a_date_is_a_dateline(line: str):
    assert is_dateline(line)


@pytest.mark.parametrize("line", OTHER_LINES)
def test_a_line_with_words_or_without_a_full_date_is_none(line: str):
    assert not is_dateline(line)


@pytest.mark.parametrize(("line", "date"), DATELINES.items())
def test_a_date_is_read_when_it_reads_one_way_and_is_no_update(
    line: str, date: str | None
):
    assert published_on(line) == date


def test_dates_and_their_labels_can_be_taken_out_of_a_line():
    assert undated("By Jane Doe | Published: August 21, 2015 at 5 pm") == "By Jane Doe"


def test_words_without_a_date_have_none():
    assert iso_date("early next year") is None
