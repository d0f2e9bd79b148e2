"""Long articles on the command line: windows, what is kept of them, what they cost."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.long_article import text_of
from benchmarks.long_article_model import CLOSING, said_to
from extractor.verification import verify
from tests.cli.conftest import Ran
from tests.cli.processes import ended, model_of, started, wait_until
from tests.servers.loopback import HANG, Behaviour, Loopback, chat, http

Run = Callable[..., Ran]
SENTENCES = 35  # four windows of ten: 1-10, 11-19, 20-28, 29-35
WINDOWS = 4
PRICES = ("--price-in", 1, "--price-out", 10)


@pytest.fixture
def long(here: Path) -> Path:
    """Return an article that is read in four windows here."""
    lines = text_of(20_000).splitlines()[:SENTENCES]
    path = here / "long.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    settings = "window_sentences = 10\nwindow_overlap = 1\n"
    (here / "extractor.toml").write_text(settings, encoding="utf-8")
    return path


@pytest.fixture
def server(server: Loopback) -> Loopback:
    """Return a server that reads what it is asked."""
    server.by = answered
    return server


def answered(body: dict[str, Any]) -> Behaviour:
    return chat(json.dumps(said_to(body)))


def refusing(number: int, server: Loopback, how: Behaviour) -> None:
    """Have the server fail every request from this one on."""
    server.by = lambda body: how if len(server.bodies) >= number else answered(body)


def questions(server: Loopback) -> list[str]:
    return [body["messages"][1]["content"] for body in server.bodies]


def brief(server: Loopback, *arguments: object) -> list[object]:
    return ["brief", *model_of(server), *arguments]


def test_a_long_article_becomes_one_file_that_verifies(run, server, long, here):
    ran = run(*brief(server, long, "-o", "long.json"))

    file = json.loads((here / "long.json").read_text(encoding="utf-8"))
    assert ran.status == 0
    assert len(server.bodies) == file["provenance"]["usage"]["requests"] == WINDOWS + 1
    assert len(file["briefing"]["claims"]) == SENTENCES
    assert file["briefing"]["headline"] == CLOSING["headline"]
    assert [f["code"] for f in file["findings"]] == ["read_in_windows"]
    assert run("verify", "long.json").status == 0


def test_a_window_is_asked_again_as_one_request_would_be(run, server, long, here):
    def troubled(body: dict[str, Any]) -> Behaviour:
        said, number = said_to(body), len(server.bodies)
        if number == 2:
            return chat(json.dumps(said)[:90], finish="length")
        if number == 4:
            invented = {"sentence": 20, "quote": "words that stand nowhere"}
            said["claims"][0]["evidence"] = [invented]
        return chat(json.dumps(said))

    server.by = troubled

    ran = run(*brief(server, long, "-o", "long.json"))

    file = json.loads((here / "long.json").read_text(encoding="utf-8"))
    attempts = [(a["kind"], a["status"]) for a in file["provenance"]["attempts"]]
    assert ran.status == 0
    assert attempts == [
        ("first", "ok"),
        ("first", "truncated"),
        ("room", "ok"),
        ("first", "invalid"),
        ("reask", "ok"),
        ("first", "ok"),
        ("first", "ok"),
    ]
    assert (
        "claims 1, evidence 1: the quote" in server.bodies[4]["messages"][-1]["content"]
    )
    assert file["dropped"] == []


def test_300_000_characters_work(run, server, here):
    def sparing(body: dict[str, Any]) -> Behaviour:
        said = said_to(body)
        return chat(json.dumps(said | {"claims": said.get("claims", [])[::20]}))

    server.by = sparing
    (here / "book.txt").write_text(text_of(300_000), encoding="utf-8")

    ran = run(*brief(server, "book.txt", "-o", "book.json"))

    file = json.loads((here / "book.json").read_text(encoding="utf-8"))
    assert ran.status == 0
    assert len(file["article"]["text"]) > 299_000
    assert len(server.bodies) > 15
    assert verify(file).holds


@pytest.mark.parametrize("output", ["out", "out.jsonl"])
def test_a_run_killed_between_windows_asks_only_for_those_that_are_missing(
    output, server, long, here
):
    command = brief(server, long, "-o", output)
    refusing(3, server, HANG)
    process = started(*command, where=here)
    wait_until(lambda: len(server.bodies) == 3)
    process.kill()
    process.communicate()

    server.by = answered
    status, err = ended(started(*command, where=here))

    asked = questions(server)
    assert (process.returncode, status) == (-9, 0), err
    assert len(asked) == WINDOWS + 2
    assert len(set(asked)) == WINDOWS + 1
    assert asked[2] == asked[3]


def test_a_failed_article_keeps_its_parts_for_the_next_try(run, server, long, here):
    command = brief(server, long, "-o", "out")
    refusing(3, server, http(400))
    failed = run(*command)
    server.by, before = answered, len(server.bodies)

    again = run(*command, "--retry-failed")

    assert (failed.status, again.status) == (1, 0)
    assert "as scripted" in failed.err
    assert len(server.bodies) - before == WINDOWS - 2 + 1


def spent(run: Run, output: str) -> tuple[int, float]:
    """Return the requests and the US dollars of which the journal knows."""
    told = json.loads(run("status", output, "--json").out)
    return told["requests"], round(told["cost_usd"], 6)


def test_a_part_that_is_found_again_is_not_paid_again(run, server, long, here):
    command = brief(server, long, "-o", "out", *PRICES)
    refusing(3, server, http(400))
    run(*command)
    server.by = answered

    run(*command, "--retry-failed")

    file = json.loads((here / "out" / "long.json").read_text(encoding="utf-8"))
    made = file["provenance"]
    assert len(made["attempts"]) == WINDOWS + 1 < len(server.bodies)
    assert spent(run, "out") == (len(server.bodies), round(made["cost_usd"], 6))


def test_windows_before_the_end_of_a_run_are_paid(run, server, long):
    command = brief(server, long, "-o", "out", *PRICES)
    refusing(3, server, http(401))

    ended_early = run(*command)

    requests, cost = spent(run, "out")
    assert ended_early.status == 4
    assert requests == len(server.bodies) == 3
    assert cost == pytest.approx(2 * 0.0003)
    server.by = answered
    capped = run(*command, "--max-cost", cost)
    assert (capped.status, len(server.bodies)) == (2, 3)
    assert f"{cost:.4f} USD of at most" in capped.err


def test_a_window_is_paid_though_the_run_is_killed(run, server, long, here):
    command = brief(server, long, "-o", "out", *PRICES)
    refusing(3, server, HANG)
    process = started(*command, where=here)
    wait_until(lambda: len(server.bodies) == 3)
    process.kill()
    process.communicate()

    assert spent(run, "out") == (2, 0.0006)


def test_parts_are_forgotten_when_their_article_is_done(run, server, long, here):
    run(*brief(server, long, "-o", "out"))

    journal = sqlite3.connect(here / "out" / ".extractor" / "journal.sqlite")
    [(kept,)] = journal.execute("SELECT count(*) FROM part")
    journal.close()
    assert kept == 0


def test_windows_of_another_size_ask_again(run, server, long, here):
    run(*brief(server, long, "-o", "out"))
    before = len(server.bodies)
    (here / "extractor.toml").write_text("window_sentences = 20\n", encoding="utf-8")

    run(*brief(server, long, "-o", "out"))

    assert len(server.bodies) - before == 2 + 1


def test_windows_are_recorded_and_replayed(run, server, long, here):
    run(*brief(server, long, "-o", "a.json", "--record", "tape"))

    ran = run("brief", long, "-o", "b.json", "--replay", "tape")

    first, second = (
        json.loads((here / name).read_text(encoding="utf-8"))
        for name in ("a.json", "b.json")
    )
    assert ran.status == 0
    assert len(server.bodies) == WINDOWS + 1
    assert first["briefing"] == second["briefing"]


def test_a_dry_run_prints_the_first_window_and_says_how_many_there_are(
    run, server, long
):
    ran = run(*brief(server, long, "--dry-run"))

    request = json.loads(ran.out)
    asked = request["messages"][1]["content"]
    assert f"{WINDOWS} requests about windows, and one to close" in ran.err
    assert "\n[10] " in asked
    assert "\n[11] " not in asked
    assert server.bodies == []


def test_an_estimate_counts_windows_and_what_closes_them(run, long):
    told = json.loads(run("estimate", long, "--model", "toy", *PRICES, "--json").out)

    characters = len(long.read_text(encoding="utf-8"))
    assert told["expected"]["requests"] == WINDOWS + 1
    assert told["at_most"]["requests"] == 4 * (WINDOWS + 1)
    assert told["expected"]["answer_tokens"] > 0.9 * characters


def test_the_offline_engine_reads_a_long_article_whole(run, long, here):
    ran = run("brief", long, "--engine", "offline")

    file = json.loads(ran.out)
    assert ran.status == 0
    assert not [f for f in file["findings"] if f["code"] == "read_in_windows"]
    assert file["briefing"]["claims"]
