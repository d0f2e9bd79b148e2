import pytest

from extractor.errors import SettingsError
from extractor.sources.metadata import Known, Metadata, found, stated
from extractor.sources.splitting import split

STORY = """Kim tests missile
By Jane Doe and John Roe | Reuters
Published: August 21, 2015

North Korea fired a missile on Monday, officials said.

What next

Nobody knows.

Source: https://www.example.com/kim?x=1
"""


def _found(text: str) -> Metadata:
    return found(text, split(text))


def test_what_an_article_says_about_itself_is_found():
    assert _found(STORY) == Metadata(
        title="Kim tests missile",
        publisher="www.example.com",
        source_url="https://www.example.com/kim?x=1",
        published="2015-08-21",
        authors=("Jane Doe", "John Roe"),
    )


def test_what_an_article_does_not_say_is_not_known():
    assert _found("North Korea fired a missile. Officials said so.") == Metadata()


def test_a_heading_below_the_first_sentence_is_no_title():
    assert _found("It began.\n\nWhat next\n\nNobody knows.").title is None


def test_a_title_stands_without_its_marks():
    assert (
        _found("## Kim tests #1 missile ##\n\nIt began.").title
        == "Kim tests #1 missile"
    )


def test_a_title_over_two_lines_is_one_line():
    text = (
        "Ministers agree to a new round of talks about the steel tariffs\n"
        "after months of stalemate in Geneva\n\nIt began."
    )

    assert _found(text).title == " ".join(text.split("\n")[:2])


def test_a_date_in_a_sentence_is_no_date_of_publication():
    assert _found("It began on August 21, 2015. It ended.").published is None


def test_what_is_stated_wins_and_the_rest_stays():
    facts = stated({"title": "My title", "authors": ["Me"], "published": None})

    merged = facts.over(Metadata(title="Other", publisher="a.com", authors=("You",)))

    assert merged == Metadata(title="My title", publisher="a.com", authors=("Me",))


def test_stated_facts_are_one_line_each_without_invisible_characters():
    facts = stated({"title": " My\n\u202etitle ", "authors": ["", "Me\u200b\tToo"]})

    assert facts == Metadata(title="My title", authors=("Me Too",))


def test_one_author_may_be_stated_alone():
    assert stated({"authors": "Jane Doe"}) == Metadata(authors=("Jane Doe",))


def test_a_stated_date_is_kept_in_iso_form():
    assert stated({"published": "August 21, 2015"}).published == "2015-08-21"


@pytest.mark.parametrize(
    ("known", "message"),
    [
        (Known(published="last week"), "the form 2015-08-21, found 'last week'"),
        (Known(language="plain English"), "the form en-GB, found 'plain English'"),
    ],
)
def test_a_stated_fact_of_another_form_is_a_settings_error(known: Known, message: str):
    with pytest.raises(SettingsError, match=message):
        stated(known)
