"""A large model's answers to windows and to the request that closes them, recorded."""

import json
from pathlib import Path

import pytest

from extractor import article_from_text, extract, load_recipe, verify
from extractor.records.outcome import Done

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "evals" / "gum_news" / "dev.jsonl"
TAPE = ROOT / "tests" / "recordings" / "desk-large-model-windows"


@pytest.fixture
def read_in_two_windows(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    sizes = "window_sentences = 25\nwindow_overlap = 3\n"
    (tmp_path / "extractor.toml").write_text(sizes, encoding="utf-8")
    rows = map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())
    [text] = [row["text"] for row in rows if row["id"] == "GUM_news_questionnaire"]
    outcome = extract(article_from_text(text), replay=TAPE)
    assert isinstance(outcome, Done)
    return outcome.file


def test_a_large_model_reads_an_article_in_windows_without_being_asked_again(
    read_in_two_windows,
):
    attempts = read_in_two_windows.provenance.attempts

    assert [attempt.status for attempt in attempts] == ["ok"] * 3
    assert read_in_two_windows.dropped == ()


def test_the_file_of_a_large_models_windows_holds(read_in_two_windows):
    assert verify(read_in_two_windows, recipe=load_recipe()).holds


def test_an_actor_of_the_first_window_speaks_in_the_second(read_in_two_windows):
    briefing = read_in_two_windows.briefing
    far = {
        i for c in briefing.claims if c.evidence[0].sentence > 25 for i in c.asserted_by
    }
    near = {
        i
        for c in briefing.claims
        if c.evidence[0].sentence <= 25
        for i in c.asserted_by
    }

    assert far & near
