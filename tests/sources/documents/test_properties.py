import pytest

from extractor.sources.documents.properties import authors_of, language_of, title_of


@pytest.mark.parametrize(
    "title",
    [
        *("Microsoft Word - draft 3", "untitled document", "Document1", "final.docx"),
        *("PowerPoint Presentation", "A-12345678-B", "short", "", None, 7, "x" * 400),
    ],
)
def test_a_title_that_a_program_made_is_none(title: object):
    assert title_of(title) is None


def test_a_title_that_reads_as_one_is_taken():
    assert title_of(" Kim tests\na missile ") == "Kim tests a missile"


@pytest.mark.parametrize(
    "author", ["jdoe", "Administrator", "User 7", "j.doe@example.org", "", None, 7]
)
def test_an_author_that_is_an_account_is_none(author: object):
    assert authors_of(author) == ()


def test_people_are_taken_one_by_one():
    assert authors_of("Jane Doe; John van Roe") == ("Jane Doe", "John van Roe")
    assert authors_of("By Jane Doe and John Roe") == ("Jane Doe", "John Roe")


def test_a_language_is_a_tag_or_none():
    assert language_of("en-GB") == "en-GB"
    assert language_of("English, mostly") is language_of(None) is None
