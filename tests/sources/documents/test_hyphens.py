import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.sources.documents.hyphens import Joined, Words
from tests.sources.samples import writable

DIVIDED = "The govern-\nment and the par-\nliament met."


def _joined(text: str) -> Joined:
    return Words(text).joined(text)


def test_a_word_that_a_line_end_divides_is_whole_again():
    assert _joined(DIVIDED) == ("The government and the parliament met.", 2)


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        ("in 2024-\n25 it", "in 2024-25 it"),
        ("Kim Jong-\nUn left", "Kim Jong-Un left"),
        ("a NASA T-\nshirt", "a NASA T-shirt"),
        ("their self-\ndefence", "their self-defence"),
        ("a long-\nterm term is long", "a long-term term is long"),
        ("a well-\nread man, well-read", "a well-read man, well-read"),
        ("the co-\nordinator, a coordinator", "the coordinator, a coordinator"),
        ("soft\xad\nware", "software"),
        ("one - \ntwo", "one -  two"),
        ("双方同意交换\n战俘，并要求\nAI", "双方同意交换战俘，并要求 AI"),
    ],
)
def test_a_hyphen_of_the_word_stays(lines: str, whole: str):
    assert _joined(lines).text == whole


def test_where_lines_do_not_divide_words_every_hyphen_stays():
    lines = "\n".join(["a line without any"] * 50)

    assert "Leung Che-cheung" in _joined(f"{lines}\nLeung Che-\ncheung").text


@pytest.mark.parametrize("part", ["a", "a’", "a-", "a_"])
def test_a_line_of_any_length_takes_little_time(part: str):
    line = part * 100_000

    assert _joined(line) == (line, 0)


@given(st.lists(writable, max_size=6).map("\n".join))
def test_joining_changes_nothing_but_line_ends_and_hyphens_before_them(text: str):
    joined = _joined(text).text

    gone = str.maketrans("", "", "\n -‐\xad")
    assert joined.translate(gone) == text.translate(gone)


@given(writable.filter(lambda text: "\n" not in text))
def test_a_line_alone_is_left_as_it_is(line: str):
    assert _joined(line) == (line, 0)
