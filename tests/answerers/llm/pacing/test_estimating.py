"""The figures behind the estimates, held against what was recorded."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.answerers.llm.pacing import (
    answer_tokens,
    message_tokens,
    text_tokens,
)
from extractor.answerers.llm.recording.tape import Tape
from extractor.records.article import Article
from extractor.sources import read_article

ROOT = Path(__file__).resolve().parents[4]
RECORDINGS = ROOT / "tests" / "recordings"
SEEDS = [read_article(path) for path in sorted((ROOT / "seeds").glob("*.txt"))]
# Its recorded answers are whole briefings; a small model's are a third as long.
WHOLE = "desk-large-model"


def _exchanges(article: Article, recording: str) -> list[dict[str, Any]]:
    slug = Tape(article.title or article.text[:40]).slug
    paths = sorted((RECORDINGS / recording).glob(f"{slug}--*.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def _answer(exchange: dict[str, Any]) -> str:
    answer: str = exchange["response"]["json"]["choices"][0]["message"]["content"]
    return answer


def _compact(answer: str) -> str:
    return json.dumps(json.loads(answer), ensure_ascii=False, separators=(",", ":"))


def test_the_recorded_briefings_are_as_long_as_estimated():
    expected = sum(answer_tokens(len(article.text)) for article in SEEDS)
    answers = [_answer(_exchanges(article, WHOLE)[-1]) for article in SEEDS]
    counted = sum(text_tokens(len(_compact(answer))) for answer in answers)
    assert counted == pytest.approx(expected, rel=0.15)


def test_a_server_counts_no_more_prompt_tokens_than_estimated_and_not_many_less():
    folders = [path.name for path in RECORDINGS.glob("server-*")]
    exchanges = [
        e for f in folders for article in SEEDS for e in _exchanges(article, f)
    ]
    assert exchanges
    for exchange in exchanges:
        counted = exchange["response"]["json"]["usage"]["prompt_tokens"]
        estimate = message_tokens(exchange["request"]["messages"])
        assert counted <= estimate <= 1.25 * counted


def test_a_message_without_text_counts_by_what_it_holds():
    call = {"role": "assistant", "content": None, "tool_calls": ["x" * 400]}
    assert message_tokens([call]) > 100
