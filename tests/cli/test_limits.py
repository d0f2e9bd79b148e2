"""Limits from the settings, as far as the server and the files."""

import json
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from extractor.settings import load_settings
from extractor.wiring import limits_of
from tests.cli.conftest import TEXT, Ran, answer
from tests.servers.loopback import Behaviour, Loopback, chat, http

Run = Callable[..., Ran]


@pytest.fixture
def folder(here: Path) -> Path:
    """Return a folder of nine articles."""
    folder = here / "articles"
    folder.mkdir()
    for n in range(9):
        (folder / f"{n}.txt").write_text(f"{TEXT}\nArticle {n}.\n", encoding="utf-8")
    return folder


def _set(here: Path, server: Loopback, **more: Any) -> None:
    known = {"model": "toy", "base_url": server.url, **more}
    lines = [f"{name} = {json.dumps(value)}" for name, value in known.items()]
    (here / "extractor.toml").write_text("\n".join(lines), encoding="utf-8")


def test_every_limit_is_a_setting(here: Path) -> None:
    limits = limits_of(
        load_settings(rpm=600, tpm=90_000, max_in_flight=3, max_cost=2.5)
    )
    assert (limits.rpm, limits.tpm) == (600, 90_000)
    assert (limits.in_flight, limits.max_cost) == (3, 2.5)


def test_as_many_requests_as_articles_are_in_flight_unless_set(here: Path) -> None:
    assert limits_of(load_settings(at_once=5)).in_flight == 5


def test_the_cap_ends_the_run_with_2_and_keeps_what_is_finished(
    run: Run, server: Loopback, here: Path, folder: Path
) -> None:
    # 100 tokens sent and 20 answered are 0.03 USD; 0.4 is what was thought before.
    _set(here, server, max_cost=0.55, price_in=100.0, price_out=1000.0, at_once=2)
    server.by = lambda _body: chat(answer())

    ran = run("brief", folder, "-o", here / "out")

    files = list((here / "out").glob("*.json"))
    assert ran.status == 2
    assert "of at most 0.55 USD are spent" in ran.err
    assert "--max-cost" in ran.err
    assert 0 < len(server.bodies) == len(files)
    costs = [json.loads(f.read_text("utf-8"))["provenance"]["cost_usd"] for f in files]
    assert costs == pytest.approx([0.03] * len(files))


@pytest.mark.parametrize("output", ["out", "out.jsonl"])
def test_the_cap_counts_what_earlier_runs_spent_on_the_output(
    output: str, run: Run, server: Loopback, here: Path, folder: Path
) -> None:
    _set(here, server, max_cost=0.55, price_in=100.0, price_out=1000.0, at_once=2)
    server.by = lambda _body: chat(answer())
    assert run("brief", folder, "-o", here / output).status == 2
    sent = len(server.bodies)

    again = run("brief", folder, "-o", here / output)

    assert (again.status, len(server.bodies)) == (2, sent)
    assert f"{0.03 * sent:.4f} USD of at most 0.55 USD are spent" in again.err
    assert "a higher --max-cost" in again.err
    assert run("brief", folder, "-o", here / output, "--max-cost", 0.8).status == 0
    assert len(server.bodies) == 9


def test_the_cap_counts_an_answer_that_led_to_nothing_before_the_run_ended(
    run: Run, server: Loopback, here: Path, article: Path
) -> None:
    _set(here, server, price_in=100.0, price_out=1000.0)
    server.by = lambda _body: chat("{", finish="length")
    thought = json.loads(run("estimate", article, "--json").out)["expected"]
    cap = thought["cost_usd"] + 0.01

    ran = run("brief", article, "-o", here / "out", "--max-cost", cap)

    told = json.loads(run("status", here / "out", "--json").out)
    assert ran.status == 2
    assert told["articles"]["pending"] == len(server.bodies) == 1
    assert told["cost_usd"] == pytest.approx(0.03)


def test_a_cap_that_is_used_up_lets_finished_articles_be_kept(
    run: Run, server: Loopback, here: Path, folder: Path
) -> None:
    _set(here, server, price_in=100.0, price_out=1000.0)
    server.by = lambda _body: chat(answer())
    run("brief", folder, "-o", here / "out")

    ran = run("brief", folder, "-o", here / "out", "--max-cost", 0.01)

    assert ran.status == 0
    assert "9 done before" in ran.err


def test_a_cap_without_a_known_price_ends_with_2_before_any_request(
    run: Run, server: Loopback, here: Path, folder: Path
) -> None:
    _set(here, server, max_cost=1.0)

    ran = run("brief", folder, "-o", here / "out")

    assert ran.status == 2
    assert "--price-in" in ran.err
    assert server.bodies == []


def test_a_replay_costs_what_was_recorded_and_heeds_no_limit(
    run: Run, server: Loopback, here: Path, article: Path
) -> None:
    _set(here, server, price_in=100.0, price_out=1000.0)
    server.script(http(429, retry_after="0.1"), chat(answer()))
    live = json.loads(run("brief", article, "--record", here / "tape").out)
    (here / "extractor.toml").write_text("max_cost = 0.0001\nrpm = 1\n")

    played = json.loads(run("brief", article, "--replay", here / "tape").out)

    assert played["provenance"]["cost_usd"] == pytest.approx(0.03)
    live["provenance"].pop("run"), played["provenance"].pop("run")
    assert played == live


def test_no_more_requests_than_set_are_in_flight(
    run: Run, server: Loopback, here: Path, folder: Path
) -> None:
    _set(here, server, at_once=8, max_in_flight=1)
    seen: list[float] = []

    def by(_body: Any) -> Behaviour:
        seen.append(time.monotonic())
        return chat(answer()).after(0.05)

    server.by = by

    ran = run("brief", folder, "-o", here / "out")

    assert ran.status == 0
    assert all(later - earlier >= 0.05 for earlier, later in pairwise(seen))


def test_the_flags_reach_the_limits(
    run: Run, server: Loopback, article: Path, here: Path
) -> None:
    server.by = lambda body: chat(answer())

    ran = run(
        *("brief", article, "--model", "toy", "--base-url", server.url),
        *("--max-cost", "0.000001", "--price-in", "1", "--price-out", "1"),
        *("--rpm", "60", "--tpm", "100000", "--max-in-flight", "2"),
    )

    assert ran.status == 2
    assert server.bodies == []
    assert "0.000001" in ran.err or "1e-06" in ran.err
