"""Windows change what is asked, not what is published."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import read_article
from extractor.records.article import Article
from extractor.records.outcome import Done
from extractor.verification import verify
from extractor.windows import Size, cut
from tests.answers import actor, answer, claim, inference, nuance
from tests.articles import article_of
from tests.files import briefing
from tests.recorded import last_answer
from tests.windows.splitting import (
    TEN,
    Json,
    Splitter,
    ended,
    read_split,
    read_whole,
    read_with,
)

ROOT = Path(__file__).resolve().parents[2]
DESK = ROOT / "tests" / "recordings" / "desk-large-model"
RECORDED = [
    ("000_aea5ba39c10c2b18.txt", "in-moscow-vladimir-putin"),
    ("GUM_news_korea.txt", "north-korea-puts"),
]
NAMES = ["Pavel Brandt", "Lena Vogt", "Ines Okoro", "Ada Quill"]


def recorded(seed: str, exchange: str) -> tuple[Json, Article]:
    """Return a recorded answer and its article."""
    whole = json.loads(last_answer(DESK, exchange))
    return whole, read_article(ROOT / "seeds" / seed)


@pytest.mark.parametrize(("seed", "exchange"), RECORDED)
@pytest.mark.parametrize("overlap", [1, 3, 6])
def test_a_recorded_answer_split_by_window_is_published_as_it_was(
    seed, exchange, overlap
):
    whole, article = recorded(seed, exchange)
    size = Size(sentences=10, overlap=overlap)

    at_once = ended(read_whole(whole, article))
    in_parts = ended(read_split(whole, article, size))

    assert len(cut(article, size)) > 1
    assert in_parts.value == at_once.value
    assert verify(in_parts.file, recipe=briefing()).holds


@st.composite
def answered_articles(draw: st.DrawFn) -> tuple[Json, Article]:
    """Draw an article of more than one window and an answer about it."""
    count = draw(st.integers(12, 32))
    tellers = draw(st.lists(st.sampled_from(NAMES), min_size=count, max_size=count))
    article = article_of(
        *(f"{who} said that plan {n} holds." for n, who in enumerate(tellers, start=1))
    )
    actors = [n for n in draw(st.permutations(NAMES)) if n in tellers]
    drawn = draw(st.lists(claims_on(count, len(actors)), min_size=1, max_size=30))
    claims = sorted(drawn, key=lambda c: [each["sentence"] for each in c["evidence"]])
    numbers = st.lists(st.integers(1, len(claims)), min_size=1, max_size=3, unique=True)
    whole = answer(
        actors=[actor(n, aliases=[n.split()[1]]) for n in actors],
        claims=[c | {"statement": f"Point {n}."} for n, c in enumerate(claims)],
        inferences=[
            inference(*draw(numbers), statement=f"Outcome {n} follows.")
            for n in range(draw(st.integers(0, 3)))
        ],
    )
    return whole, article


def claims_on(sentences: int, actors: int) -> st.SearchStrategy[Json]:
    """Return claims on one sentence or two that follow each other."""
    people = st.lists(st.integers(1, actors), max_size=2, unique=True)

    def made(first: int, second: bool, quoted: bool, **more: Any) -> Json:
        quote = f"plan {first}" if quoted else None
        items = [{"sentence": first, "quote": quote}]
        if second and first < sentences:
            items.append({"sentence": first + 1, "quote": None})
        return claim(first) | {"evidence": items} | more

    return st.builds(
        made,
        st.integers(1, sentences),
        st.booleans(),
        st.booleans(),
        by=people | st.just([0]),
        about=people,
        nuance=st.none() | st.just(nuance("possible", "plan")),
    )


@given(answered_articles(), st.integers(1, 5))
def test_any_answer_split_by_window_is_published_as_it_was(drawn, overlap):
    whole, article = drawn
    size = Size(sentences=10, overlap=overlap)

    at_once = ended(read_whole(whole, article))
    in_parts = ended(read_split(whole, article, size))

    assert in_parts.value == at_once.value
    assert {item.reason for item in in_parts.file.dropped} <= {"overlap", "V12"}
    assert verify(in_parts.file, recipe=briefing()).holds


def test_what_two_windows_told_is_dropped_once_and_says_why():
    whole, article = recorded(*RECORDED[0])

    outcome = ended(read_split(whole, article, TEN))

    assert isinstance(outcome, Done)
    dropped = outcome.file.dropped
    assert dropped
    assert {item.reason for item in dropped} == {"overlap"}


def test_the_file_says_in_how_many_windows_it_was_read_and_keeps_all_attempts():
    whole, article = recorded(*RECORDED[0])
    splitter = Splitter(whole)

    outcome = ended(read_with(splitter, article, TEN))

    asked = len(cut(article, TEN)) + 1
    provenance = outcome.file.provenance
    [told] = [f for f in outcome.file.findings if f.code == "read_in_windows"]
    assert len(splitter.requests) == asked
    assert (len(provenance.attempts), provenance.usage.requests) == (asked, asked)
    assert provenance.cost_usd == 0.25 * asked
    assert f"in {asked - 1} windows" in told.message
