import pytest

from extractor.sources.front_matter import read_front_matter
from extractor.sources.metadata import Metadata

FULL = """---
title: "Kim: the 'test'"  # a comment
authors: [Jane Doe, 'John Roe']
date: 2015-08-21T10:00:00Z
publisher: Example News
source: https://www.example.com/kim
language: en
description: >
  Folded text.
nested: {a: b}
---

Body.
"""
FACTS = {
    "title: Kim tests # really": Metadata(title="Kim tests"),
    "Author: Jane Doe and John Roe": Metadata(authors=("Jane Doe", "John Roe")),
    "authors:\n  - Jane Doe\n  - John Roe": Metadata(authors=("Jane Doe", "John Roe")),
    "author: {name: Jane}": Metadata(),
    "date: August 21, 2015": Metadata(published="2015-08-21"),
    "date: 03/04/2015": Metadata(),
    "date: yesterday": Metadata(),
    "source: Reuters": Metadata(publisher="Reuters"),
    "source: www.example.com": Metadata(publisher="www.example.com"),
    "url: https://a.com/x": Metadata(publisher="a.com", source_url="https://a.com/x"),
    "source: Reuters\nurl: https://a.com/x": Metadata(
        publisher="Reuters", source_url="https://a.com/x"
    ),
    "lang: de": Metadata(language="de"),
    "language: plain English": Metadata(),
    "title:": Metadata(),
    "title: ''": Metadata(),
    "title: |\n  Kim": Metadata(),
    "something else\n: odd": Metadata(),
}


def test_front_matter_is_read_and_taken_off():
    document = read_front_matter(FULL)

    assert document.body == "\nBody.\n"
    assert document.metadata == Metadata(
        title="Kim: the 'test'",
        publisher="Example News",
        source_url="https://www.example.com/kim",
        published="2015-08-21",
        authors=("Jane Doe", "John Roe"),
        language="en",
    )


@pytest.mark.parametrize(("written", "facts"), FACTS.items())
def test_a_fact_is_known_or_none(written: str, facts: Metadata):
    assert read_front_matter(f"---\r\n{written}\r\n---\r\nBody.").metadata == facts


@pytest.mark.parametrize(
    "text", ["Body.", "---\ntitle: open end\n", "\n---\na: b\n---\n"]
)
def test_a_text_without_front_matter_stays_whole(text: str):
    assert read_front_matter(text) == (text, Metadata())


def test_a_value_with_any_number_of_spaces_takes_little_time():
    value = "Kim" + " " * 200_000 + "tests"

    assert (
        read_front_matter(f"---\ntitle: {value}\n---\n").metadata.title == "Kim tests"
    )


def test_lists_in_lists_are_passed_over_however_deep():
    deep = "[" * 5_000 + "]" * 5_000

    document = read_front_matter(f"---\nauthors: [Jane Doe, {deep}, John Roe]\n---\n")

    assert document.metadata.authors == ("Jane Doe", "John Roe")


def test_front_matter_may_be_all_there_is():
    assert read_front_matter("---\ntitle: Kim\n---").body == ""
