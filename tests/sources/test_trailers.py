import pytest

from extractor.sources.trailers import Origin, is_trailer, trailer_origin

ORIGINS = {
    "Original Source: www.hindustantimes.com": Origin("www.hindustantimes.com"),
    "Source: Reuters": Origin("Reuters"),
    "Source:x.com": Origin("x.com"),
    "Via www.x.com/abc": Origin("www.x.com"),
    "Via Reuters": Origin("Reuters"),
    "Source: https://u@www.A.com:80/x?y=1.": Origin(
        "www.a.com", "https://u@www.A.com:80/x?y=1"
    ),
    "This article was originally published by The Conversation.": Origin(
        "The Conversation"
    ),
    "This story first appeared on https://a.b/c": Origin("a.b", "https://a.b/c"),
}
SILENT = (
    *(
        "Sources: A, B",
        "Read more: Ten things",
        "See also: ten things",
        "https://a.b/c",
    ),
    *("(Reporting by A B in London; editing by C D)", "© 2015 Reuters", "Tags: a, b"),
    *("Reporting by A B; Editing by C D.", "Additional reporting by Jane Doe"),
    *("Copyright 2015 The Associated Press. All rights reserved.", "www.a.com"),
    *("Jane Doe contributed to this report.", "With inputs from agencies"),
    "Source: Ministry of Health, Labour and Welfare",
    "This article first appeared in a magazine that no longer exists",
)
OTHER_LINES = (
    *("Via Twitter, he said no.", "Sources close to the talks said so.", "Read on."),
    *("Copyright law is changing.", "Source code was leaked.", "Related work is rare."),
    *("Reporting by the BBC was wrong.", "Reporting by Reuters showed it was wrong."),
    "Originally published by the rebels, it was false.",
)


@pytest.mark.parametrize(("line", "origin"), ORIGINS.items())
def test_a_trailer_says_where_the_article_came_from(line: str, origin: Origin):
    assert is_trailer(line)
    assert trailer_origin(line) == origin


@pytest.mark.parametrize("line", SILENT)
def test_a_trailer_that_names_no_publisher_gives_none(line: str):
    assert is_trailer(line)
    assert trailer_origin(line) == Origin()


@pytest.mark.parametrize("line", OTHER_LINES)
def test_a_sentence_that_begins_like_a_trailer_is_not_taken_for_one(line: str):
    assert not is_trailer(line)
