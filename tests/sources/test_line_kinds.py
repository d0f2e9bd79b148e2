from typing import NamedTuple

import pytest

from extractor.sources.splitting import split

BODY = "North Korea fired a missile on Monday, officials said."


class Case(NamedTuple):
    id: str
    lines: list[tuple[str, str]]
    between: str = "\n"


CASES = [
    Case(
        "an agency's story",
        [
            ("heading", "Kim tests missile"),
            ("byline", "Jane Doe, Reuters"),
            ("body", BODY),
            ("heading", "Background"),
            ("body", "It is old."),
            ("item", "• One thing"),
            ("item", "• Another thing."),
            ("trailer", "(Reporting by Jane Doe; Editing by John Roe)"),
            ("trailer", "© 2020 Reuters"),
        ],
    ),
    Case(
        "blank lines between",
        [
            ("heading", "Kim tests missile"),
            ("heading", "South Korea calls for restraint"),
            ("byline", "Friday, August 21, 2015"),
            ("byline", "By Jane Doe"),
            ("body", BODY),
            ("heading", "What next"),
            ("body", "Nobody knows."),
            ("trailer", "Read more: Ten things to know about missiles"),
            ("trailer", "Source: www.example.com"),
        ],
        "\n\n",
    ),
    Case(
        "list items of every form",
        [
            ("body", "They agreed on this:"),
            *(("item", f"{mark} one thing") for mark in ("-", "*", "•", "1.", "1)")),
            *(("item", f"{mark} one thing") for mark in ("a)", "(a)", "(2)", "2.)")),
        ],
    ),
    Case(
        "a markdown heading, anywhere",
        [("body", BODY), ("heading", "## What next? Nobody knows."), ("body", BODY)],
    ),
    Case("a byline at the end", [("body", BODY), ("byline", "By Jane Doe")]),
    Case("a trailer alone is text", [("body", "Source: www.example.com")]),
    Case("one line alone is text", [("body", "Kim tests missile")]),
    Case("a question is no headline", [("body", "Who is it?"), ("body", BODY)], "\n\n"),
    Case("nor what leads on", [("body", "Kim said:"), ("body", BODY)], "\n\n"),
    Case(
        "nor what begins small", [("body", "tests a missile"), ("body", BODY)], "\n\n"
    ),
    Case("nor the last line", [("body", BODY), ("body", "Jane Doe")], "\n\n"),
    Case("nor a verse", [("body", "Roses are red"), ("body", "Violets are blue")]),
    Case(
        "a trailer's words amid the text", [("body", "Source: a.com"), ("body", BODY)]
    ),
    Case("a rule", [("body", BODY), ("body", "* * *"), ("body", BODY)], "\n\n"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_each_line_is_a_unit_of_its_kind(case: Case):
    text = case.between.join(line for _, line in case.lines)

    units = [(unit.kind, text[unit.start : unit.end]) for unit in split(text)]

    assert units == case.lines


def test_an_item_of_several_sentences_is_split_and_keeps_its_mark():
    text = "1. The first thing. It is big.\n2. The second."

    units = [(unit.kind, text[unit.start : unit.end]) for unit in split(text)]

    assert units == [
        ("item", "1. The first thing."),
        ("item", "It is big."),
        ("item", "2. The second."),
    ]


def test_an_item_goes_on_in_indented_lines():
    text = "- one thing\n  and more of it\n- another"

    assert [text[unit.start : unit.end] for unit in split(text)] == [
        "- one thing\n  and more of it",
        "- another",
    ]


def test_a_bracketed_credit_over_two_lines_is_one_trailer():
    text = BODY + "\n(Reporting by Jane Doe in London,\nand others; editing by J. Roe)"

    assert [unit.kind for unit in split(text)] == ["body", "trailer"]


def test_a_number_that_begins_a_wrapped_line_is_no_item():
    text = (
        "Her parents moved her to the United Kingdom when she was six,\n"
        "so that they could be closer to the headquarters of the church.\n"
        "She joined the organisation, which was then based at sea, aged\n"
        "14. In 1995, at age seventeen, she was told to disconnect from\n"
        "her mother."
    )

    assert {unit.kind for unit in split(text)} == {"body"}
    assert len(split(text)) == 3
