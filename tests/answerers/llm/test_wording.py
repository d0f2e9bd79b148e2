import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.answerers.llm.wording import place, problem_lines, reask, shortened
from extractor.records.problems import Problem


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ((), "answer"),
        (("headline",), "headline"),
        (("claims", 3, "evidence", 0), "claims 4, evidence 1"),
        (("claims", 3, "evidence", 0, "quote"), "claims 4, evidence 1, quote"),
        (("table", 0, 1), "table 1 2"),
        ((2, "name"), "3, name"),
    ],
)
def test_a_place_is_named_as_people_count(where, words):
    assert place(where) == words


def test_a_problem_is_one_line_whatever_it_says():
    problem = Problem("code", ("gaps", 0), "expected\none line,\r\n found two")
    assert problem_lines([problem]) == ("gaps 1: expected one line, found two",)


def test_one_problem_is_not_called_problems():
    assert reask(["a: b"]).startswith("Your answer has 1 problem:\n- a: b\n")


@given(st.text(), st.integers(min_value=1, max_value=400))
def test_shortened_text_is_one_line_and_short(text, to):
    line = shortened(text, to=to)
    assert len(line) <= to
    assert "\n" not in line
