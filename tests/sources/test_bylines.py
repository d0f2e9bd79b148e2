import pytest

from extractor.sources.bylines import authors, is_byline, is_credit

BYLINES = {
    "By Jane Doe": ("Jane Doe",),
    "by Jane Doe": ("Jane Doe",),
    "Written by Jane Doe": ("Jane Doe",),
    "By JANE DOE and JOHN SMITH": ("JANE DOE", "JOHN SMITH"),
    "By Jane Doe, John Smith and Ann Lee": ("Jane Doe", "John Smith", "Ann Lee"),
    "By Jane Doe in London and John O'Neil in Paris": ("Jane Doe", "John O'Neil"),
    "By Ursula van der Berg, Senior Correspondent": ("Ursula van der Berg",),
    "By José Ávila | Reuters": ("José Ávila",),
    "By Jane Doe, The New York Times": ("Jane Doe",),
    "By Jane Doe, MD": ("Jane Doe",),
    "By Jane Doe, Reuters": ("Jane Doe",),
    "By J.K. Rowling — August 21, 2015": ("J.K. Rowling",),
    "By Reuters Staff": (),
    "By The Associated Press": (),
    "Friday, August 21, 2015": (),
}
OTHER_LINES = (
    *("By Monday", "By Monday the talks had failed", "By contrast, he said", "By 2020"),
    *("By election day", "Jane Doe", "Standing by Jane Doe", "By " + "Jane Doe " * 30),
)


@pytest.mark.parametrize(("line", "names"), BYLINES.items())
def test_a_byline_names_its_authors(line: str, names: tuple[str, ...]):
    assert is_byline(line)
    assert authors(line) == names


@pytest.mark.parametrize("line", OTHER_LINES)
def test_a_line_that_begins_like_a_byline_and_is_none_is_not_taken_for_one(line: str):
    assert not is_byline(line)


def test_a_name_and_an_agency_are_a_credit():
    assert is_credit("Jane Doe, Reuters")
    assert authors("Jane Doe, Reuters") == ("Jane Doe",)
    assert not is_credit("Jane Doe, mother of two")
