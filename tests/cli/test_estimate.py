import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import SEED, TEXT, Ran, answer
from tests.cli.processes import model_of, named_in, write_articles
from tests.servers.loopback import Loopback, chat, http

Run = Callable[..., Ran]
LOCAL = ("--model", "toy", "--base-url", "http://127.0.0.1:1/v1")
PRICES = ("--price-in", 1, "--price-out", 10)


def test_a_price_is_estimated_without_a_key_and_without_a_request(run: Run) -> None:
    ran = run("estimate", SEED, "--model", "gpt-4o-mini", "--json")

    told = json.loads(ran.out)
    assert ran.status == 0
    assert told["articles"] == 1
    assert 0 < told["expected"]["cost_usd"] < told["at_most"]["cost_usd"]
    assert told["expected"]["answer_tokens"] == pytest.approx(0.9 * 2677, abs=2)


@pytest.mark.parametrize("arguments", [LOCAL, ()], ids=["unpriced", "no model"])
def test_an_unknown_price_is_said_and_is_null(
    run: Run, article: Path, arguments: tuple[str, ...]
) -> None:
    table = run("estimate", article, *arguments)
    told = json.loads(run("estimate", article, *arguments, "--json").out)

    assert table.status == 0
    assert "unknown" in table.out
    assert "--price-in and --price-out" in table.out
    assert told["expected"]["cost_usd"] is None
    assert told["expected"]["prompt_tokens"] > 0


def test_given_prices_make_a_cost(run: Run, article: Path) -> None:
    told = json.loads(run("estimate", article, *LOCAL, *PRICES, "--json").out)

    expected = told["expected"]
    tokens = expected["prompt_tokens"] + 10 * expected["answer_tokens"]
    assert expected["cost_usd"] == pytest.approx(tokens / 1_000_000)


def test_one_price_alone_is_refused(run: Run, article: Path) -> None:
    ran = run("estimate", article, *LOCAL, "--price-in", 1)

    assert ran.status == 2
    assert "price_out" in ran.err


def test_unreadable_articles_and_equal_ones_are_counted_apart(
    run: Run, article: Path, here: Path
) -> None:
    (here / "again.txt").write_text(TEXT, encoding="utf-8")
    (here / "empty.txt").write_text("", encoding="utf-8")

    ran = run("estimate", here, *LOCAL)
    told = json.loads(run("estimate", here, *LOCAL, "--json").out)

    assert ran.status == 1
    assert "1 articles to ask about, 1 asked about already" in ran.out
    assert "empty.txt" in ran.err
    assert (told["articles"], told["duplicates"]) == (1, 1)
    assert [each["reason"] for each in told["unreadable"]] == ["empty"]


def test_the_limits_give_the_time(run: Run, article: Path) -> None:
    told = json.loads(run("estimate", article, *LOCAL, "--rpm", 2, "--json").out)

    assert told["limits"] == {"rpm": 2, "tpm": None}
    assert told["expected"]["seconds"] == 30
    assert told["at_most"]["seconds"] == 120


def test_what_is_assumed_is_said(run: Run, article: Path) -> None:
    assert "4 characters a token" in run("estimate", article, *LOCAL).out


@pytest.mark.parametrize("output", ["out", "out.jsonl"])
def test_only_what_an_output_lacks_is_estimated(
    output: str, run: Run, server: Loopback, here: Path
) -> None:
    stems = write_articles(here / "in", 3)
    server.by = lambda body: http(400) if named_in(body) == stems[1] else chat(answer())
    asked = ("in", "-o", output, *model_of(server), *PRICES)
    assert json.loads(run("estimate", *asked, "--json").out)["articles"] == 3
    run("brief", *asked)
    write_articles(here / "in", 4)

    table = run("estimate", *asked)
    told = json.loads(run("estimate", *asked, "--json").out)
    retried = json.loads(run("estimate", *asked, "--retry-failed", "--json").out)

    assert (told["articles"], told["done_before"], told["failed_before"]) == (1, 2, 1)
    assert told["spent_usd"] == pytest.approx(2 * 0.0003)
    assert (retried["articles"], retried["failed_before"]) == (2, 0)
    assert "1 articles to ask about, 2 done before, 1 failed before" in table.out
    assert "earlier runs spent 0.0006 USD" in table.out


@pytest.mark.parametrize(
    "change", [("--mode", "json"), ("--answer-language", "French"), ("--model", "else")]
)
def test_what_would_be_asked_in_another_way_is_estimated_again(
    change: tuple[str, str], run: Run, server: Loopback, here: Path
) -> None:
    write_articles(here / "in", 1)
    server.by = lambda body: chat(answer())
    run("brief", "in", "-o", "out", *model_of(server))

    asked = ("estimate", "in", "-o", "out", *model_of(server), *change, "--json")

    assert json.loads(run(*asked).out)["articles"] == 1


def test_a_briefing_that_was_removed_is_estimated_again_and_nothing_is_made(
    run: Run, server: Loopback, here: Path
) -> None:
    (stem,) = write_articles(here / "in", 1)
    server.by = lambda body: chat(answer())
    run("brief", "in", "-o", "out", *model_of(server))
    (here / "out" / f"{stem}.json").unlink()

    told = json.loads(
        run("estimate", "in", "-o", "out", *model_of(server), "--json").out
    )
    run("estimate", "in", "-o", "other", *LOCAL)

    assert told["articles"] == 1
    assert not (here / "other").exists()
