"""Which stretches of a text stand inside quote marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.records.quotation import quoted_ranges, quoted_share


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quoted_ranges(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “go now” twice.", ["“go now”"]),
        ('He said "go now" twice.', ['"go now"']),
        ("He said «go now» twice.", ["«go now»"]),
        ("Er sagte „geh jetzt“ laut.", ["„geh jetzt“"]),
        ("彼は「行け」と言った", ["「行け」"]),
        ("彼は『行け』と言った", ["『行け』"]),
        ("Er sagte »geh jetzt« laut.", ["»geh jetzt«"]),
        ("Er sagte ‚geh jetzt‘ laut.", ["‚geh jetzt‘"]),
        ("Il dit « non » et « oui ».", ["« non »", "« oui »"]),
        ("Hon sade: ”gå nu” högt.", ["”gå nu”"]),
        ("قال «لا» ثم غادر", ["«لا»"]),
        ("He said ‘go now’ twice.", ["‘go now’"]),
        ("He said 'go now' twice.", ["'go now'"]),
        ("She said ‘it isn’t over’ today.", ["‘it isn’t over’"]),
        ("She said 'it isn't over' today.", ["'it isn't over'"]),
        ("“One.” Then “two.”", ["“One.”", "“two.”"]),
        ('A 5" pipe and the "big" one', ['"big"']),
        ('He said "in 2025" and "now".', ['"in 2025"', '"now"']),
        ("“He told me ‘go’ then.”", ["“He told me ‘go’ then.”"]),
    ],
)
def test_a_closed_quotation_is_quoted_with_its_marks(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It's the workers' party, isn't it?",
        "It’s the workers’ party, isn’t it?",
        "Rock 'n' roll of the '90s",
        "6' 2\" tall",
        "a ” that closes nothing",
        "a » that closes « nothing",
        "no marks at all",
        "",
    ],
)
def test_apostrophes_and_lone_marks_quote_nothing(text):
    assert quoted(text) == []


def test_a_quotation_over_paragraphs_is_quoted_in_each_of_them():
    text = "“We begin.\n“We go on.\n“We end,” he said."

    assert quoted(text) == ["“We begin.", "“We go on.", "“We end,”"]


def test_a_quotation_over_paragraphs_may_have_other_marks():
    text = "« On commence.\n« On finit. »\n「始まる。\n「終わる。」"

    assert quoted(text) == text.split("\n")


def test_a_quotation_does_not_run_past_the_end_of_its_line():
    assert quoted('an inch is " long\nand a foot is " longer') == []


@given(st.text("“”\"'‘’«»„ab .,\n", max_size=80))
def test_ranges_are_in_order_apart_and_inside_the_text(text):
    reached = 0
    for start, end in quoted_ranges(text):
        assert reached <= start < end <= len(text)
        reached = end


@pytest.mark.parametrize(
    ("spans", "quotes", "share"),
    [
        ([(0, 10)], ((0, 10),), 1.0),
        ([(0, 10)], ((0, 9),), 0.9),
        ([(0, 10)], ((20, 30),), 0.0),
        ([(0, 10), (20, 30)], ((5, 25),), 0.5),
        ([], ((0, 10),), 0.0),
    ],
)
def test_the_share_is_that_of_the_spans_characters_inside_quotes(spans, quotes, share):
    assert quoted_share(spans, quotes) == pytest.approx(share)
