import json
import textwrap
from pathlib import Path
from typing import NamedTuple

import pytest
import sentencex
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.records.article import Sentence
from extractor.sources.normalising import normalise
from extractor.sources.splitting import LONGEST_STRETCH, split
from tests.sources.samples import article_like, writable

GOLDEN = Path(__file__).parents[1] / "data" / "sbd_golden" / "golden_en.jsonl"
NEWS = (
    "The prime minister told reporters on Monday that President Biden had agreed to a "
    "new round of talks in Geneva. Mr. Smith said the U.S. Government would attend, "
    'and that the agenda was open. "It is not settled. We will see," he said. Talks '
    "begin at 5 p.m. Friday and may go on for a week, according to the hosts."
)


class Golden(NamedTuple):
    id: str
    text: str
    gold: list[str]


def _golden() -> list[Golden]:
    rows = map(json.loads, GOLDEN.read_text(encoding="utf-8").splitlines())
    return [
        Golden(
            row["id"].rpartition("/")[2],
            row["text"],
            [row["text"][s["start"] : s["end"]] for s in row["gold"]["sentences"]],
        )
        for row in rows
    ]


def _words(text: str, sentences: tuple[Sentence, ...]) -> list[str]:
    return [text[unit.start : unit.end] for unit in sentences]


def _split(text: str) -> list[str]:
    return _words(text, split(text))


def _unwrapped(text: str) -> list[str]:
    return [" ".join(words.split()) for words in _split(text)]


def _plain_sentencex(text: str) -> list[str]:
    return [s.strip() for s in sentencex.segment("en", text) if s.strip()]


ONE_SENTENCE = (
    *("J. K. Rowling wrote it.", "George W. Bush left.", "J.D. Vance said so."),
    *(
        "The U.S. President left.",
        "Mr. and Mrs. Smith met Dr. Doe.",
        "He is No. 10 now.",
    ),
    *("The talks end at 5 p.m. Friday in Rome.", "They met at 10 a.m. ET on Monday."),
    *("It starts at 5 p.m. Aug. 3 in Rome.", "On Mon. Jan. 3 it rained."),
    *("Gen. Milley and Sen. Cruz met Gov. Abbott of Apple Inc. on Monday.",),
    *("Lt. Gov. Dan Patrick and Atty. Gen. Rob Bonta left.", "See vol. 2 of it."),
    *(
        "See e.g. The Times for it.",
        "“Well… Perhaps not,” he said.",
        "He said “Stop!” once.",
    ),
    *('She turned to him, "This is great." she said.', "He paused… then left."),
)
SEVERAL = (
    ["He paused…", "Then he left."],
    ["He lives in the U.S.", "She left."],
    ["He works at Apple Inc.", "She left."],
    ["They met at 5 p.m.", "She left."],
    ["They met at 10 a.m. EST.", "50 people died."],
    ["“We won.”", "He left."],
    ["“He said, ‘Go.’”", "She left."],
    ['It was over "early."', "She lost."],
    ['"He came."', '"She went."', "They met."],
    ["(She stayed. They left.)", "He went."],
    ["He left.)", "She stayed."],
    ["你好。", "我是人。"],
)


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_a_stop_inside_a_sentence_does_not_end_it(text: str):
    assert _split(text) == [text]


@pytest.mark.parametrize("sentences", SEVERAL, ids=" | ".join)
def test_a_stop_that_ends_a_sentence_does(sentences: list[str]):
    between = "" if sentences[0].endswith("。") else " "

    assert _split(between.join(sentences)) == sentences


def test_no_golden_case_that_plain_sentencex_passes_is_lost():
    lost = [
        case.id
        for case in _golden()
        if _plain_sentencex(case.text) == case.gold != _split(case.text)
    ]

    assert lost == []


def test_at_least_44_of_the_48_golden_cases_pass():
    passed = [case.id for case in _golden() if _split(case.text) == case.gold]

    assert len(passed) >= 44


def _assert_tiles(text: str, sentences: tuple[Sentence, ...]) -> None:
    covered = [at for unit in sentences for at in range(unit.start, unit.end)]
    assert covered == sorted(set(covered))
    assert {at for at, c in enumerate(text) if not c.isspace()} <= set(covered)
    assert [unit.n for unit in sentences] == list(range(1, len(sentences) + 1))
    assert all(words and words == words.strip() for words in _words(text, sentences))


@settings(deadline=None, max_examples=300)
@given(writable | article_like)
def test_every_character_but_spaces_stands_in_exactly_one_sentence(text: str):
    _assert_tiles(text, split(text))


@settings(deadline=None)
@given(article_like)
def test_no_sentence_crosses_a_blank_line(raw: str):
    text = normalise(raw).text

    inner = [line for words in _split(text) for line in words.split("\n")]

    assert all(line.strip() for line in inner)


@settings(deadline=None, max_examples=20)
@given(st.sampled_from(["“", '"', "a", "a ", "He left. ", "“A. ", "（", "… A "]))
def test_a_text_without_line_breaks_is_covered_however_long(unit: str):
    text = unit * (3 * LONGEST_STRETCH // len(unit))

    _assert_tiles(text, split(text))


@pytest.mark.parametrize("repeats", [1, 40])
def test_a_long_line_is_split_like_its_sentences(repeats: int):
    text = " ".join([NEWS] * repeats)

    assert _split(text) == _split(NEWS) * repeats


@pytest.mark.parametrize("width", [50, 60, 72, 80, 100])
def test_wrapping_a_paragraph_changes_no_sentence(width: int):
    wrapped = textwrap.fill(NEWS, width)

    assert _unwrapped(wrapped) == _split(NEWS)


@pytest.mark.parametrize("width", [50, 60, 72, 80, 100])
def test_a_headline_is_not_glued_to_a_wrapped_paragraph(width: int):
    text = "Ministers agree to talks\n" + textwrap.fill(NEWS, width)

    assert _split(text)[0] == "Ministers agree to talks"
    assert _unwrapped(text)[1:] == _split(NEWS)


def test_the_language_decides_what_an_abbreviation_is():
    text = "Er kam am 5. Mai an."

    assert len(split(text)) == 2
    assert len(split(text, language="de-AT")) == 1
