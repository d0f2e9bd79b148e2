"""A batch survives kill -9 at any step: nothing is lost, doubled or asked twice."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.batching import Run, answered, by_article, files, model_at
from tests.cli.conftest import answer
from tests.cli.processes import ended, started, wait_until, write_articles
from tests.servers.batches import EXPIRED, BatchServer, Row, completion

pytestmark = pytest.mark.loopback
NUMBER = 6
AGAIN = ("--retry-failed", "--shard-requests", NUMBER // 2)
STEPS = (("submit", "out"), ("poll", "out"), ("collect", "out"))


@pytest.fixture
def provider() -> Iterator[BatchServer]:
    server = BatchServer()
    server.row = answered
    server.chat = lambda _body: completion(answer())
    yield server
    server.close()


def killed_at(provider: BatchServer, call: str, where: Path, *arguments: object) -> int:
    """Run a step that is killed once the provider has done what it was called for."""
    process = started("batch", *arguments, where=where)
    seen = threading.Event()

    def kill(called: str) -> None:
        if called.startswith(call) and not seen.is_set():
            seen.set()
            process.kill()

    provider.seen = kill
    status, _ = ended(process)
    assert seen.is_set(), f"{call} was never called"
    provider.seen = lambda _call: None
    return status


@pytest.fixture
def step(run: Run, provider: BatchServer, here: Path) -> Callable[..., int]:
    """Return what runs a step to its end; articles are planned in two shards."""
    write_articles(here / "articles", NUMBER)
    shards = ("--shard-requests", NUMBER // 2)
    run("batch", "plan", "articles", "-o", "out", *model_at(provider), *shards)
    return lambda *arguments: run("batch", *arguments).status


@pytest.mark.parametrize(
    ("at", "call"),
    [
        (0, "POST files"),
        (0, "POST batches"),
        (1, "GET batches/"),
        (2, "GET files/"),
        (2, "DELETE files/"),
    ],
)
def test_a_step_killed_at_the_provider_goes_on_where_it_was(
    at, call, step, provider, here
):
    for earlier in STEPS[:at]:
        assert step(*earlier) == 0

    assert killed_at(provider, call, here, *STEPS[at]) == -9
    statuses = [step(*later) for later in STEPS[at:]]

    assert statuses == [0] * len(statuses)
    assert len(provider.batches) == 2
    assert provider.calls.count("POST batches") == 2
    assert len(files(here / "out")) == NUMBER
    assert sorted(provider.paid.values()) == [1] * NUMBER


def test_a_collecting_killed_while_it_mends_asks_again_only_what_was_in_flight(
    step, provider, here
):
    provider.row = lambda _body: Row(body=completion(answer()[:-9]))
    for earlier in STEPS[:2]:
        step(*earlier)

    killed_at(provider, "POST chat", here, *STEPS[2])
    status = step(*STEPS[2])

    assert status == 0
    assert len(files(here / "out")) == NUMBER
    assert NUMBER <= len(provider.talks) <= NUMBER + 8  # at once, by default


def test_a_plan_killed_in_the_middle_is_planned_to_its_end(run, provider, here):
    write_articles(here / "articles", 40)
    plan = ("plan", "articles", "-o", "out", *model_at(provider))
    process = started("batch", *plan, where=here)
    ledger = here / "out" / ".extractor" / "batch.sqlite"
    wait_until(lambda: process.poll() is not None or ledger.exists())
    process.kill()
    ended(process)

    statuses = [run("batch", *one).status for one in (plan, *STEPS)]

    assert statuses == [0, 0, 0, 0]
    assert len(files(here / "out")) == 40
    assert sorted(provider.paid.values()) == [1] * 40


def test_two_processes_never_submit_at_once(step, provider, here):
    gate = threading.Event()
    provider.seen = lambda _call: gate.wait(20) and None
    first = started("batch", "submit", "out", where=here)
    wait_until(lambda: bool(provider.calls))

    second, told = ended(started("batch", "submit", "out", where=here))
    gate.set()

    assert second == 2
    assert "is writing to out" in told
    assert ended(first)[0] == 0
    assert len(provider.batches) == 2


def test_a_batch_that_is_collected_again_after_a_kill_counts_once(step, provider, here):
    provider.row = by_article({"article-000": EXPIRED})
    for first in STEPS:
        step(*first)
    step("resubmit", "out")
    step("poll", "out")
    killed_at(provider, "DELETE files/", here, *STEPS[2])
    provider.row = answered

    statuses = [step(*each) for each in (STEPS[2], ("resubmit", "out"), *STEPS[1:])]

    assert statuses == [0] * len(statuses)
    assert len(files(here / "out")) == NUMBER
    assert sorted(provider.paid.values()) == [1] * NUMBER


def test_what_is_planned_again_never_gets_the_batch_that_failed_before(
    run, step, provider, here
):
    refused = Row(status=400, body={"error": {"message": "too odd", "code": None}})
    provider.row = lambda _body: refused
    for earlier in STEPS:
        step(*earlier)
    provider.row = answered
    run("batch", "plan", "articles", "-o", "out", *AGAIN, *model_at(provider))

    killed_at(provider, "POST files", here, *STEPS[0])
    statuses = [step(*later) for later in STEPS]

    assert statuses == [0, 0, 0]
    assert len(provider.batches) == 4
    assert len(files(here / "out")) == NUMBER
    assert sorted(provider.paid.values()) == [1] * NUMBER
