"""Ctrl-C once finishes what is in flight, twice stops now; both can be gone on with."""

import signal

import pytest

from tests.cli.conftest import answer
from tests.cli.processes import (
    ended,
    model_of,
    named_in,
    started,
    wait_until,
    write_articles,
)
from tests.servers.loopback import HANG, chat


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("output", ["out", "out.jsonl"])
def test_one_signal_finishes_what_is_in_flight_and_takes_no_more(
    number, output, server, here
):
    write_articles(here / "articles", 30)
    server.by = lambda body: chat(answer()).after(0.5)
    command = ["brief", "articles", "-o", output, *model_of(server), "--at-once", 3]
    process = started(*command, where=here)
    wait_until(lambda: len(server.bodies) >= 4)

    process.send_signal(number)
    status, err = ended(process)

    asked = len(server.bodies)
    assert status == 130
    assert "finishing what is in flight" in err
    assert f"{asked} done, 0 failed" in err
    assert asked < 30
    assert ended(started(*command, where=here))[0] == 0
    assert len(server.bodies) == 30
    assert sorted(map(named_in, server.bodies)) == sorted(
        set(map(named_in, server.bodies))
    )


def test_two_signals_stop_now_and_keep_what_is_finished(server, here):
    stems = write_articles(here / "articles", 3)
    server.by = lambda body: HANG if named_in(body) == stems[1] else chat(answer())
    command = ["brief", "articles", "-o", "out", *model_of(server)]
    process = started(*command, where=here)
    wait_until(lambda: len(list((here / "out").glob("article*.json"))) == 2)

    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    assert "interrupted" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    status, err = ended(process)

    assert status == 130
    assert "the same command goes on" in err
    assert "Traceback" not in err
    assert not list((here / "out").glob(".*.tmp"))
    server.by = lambda body: chat(answer())
    assert ended(started(*command, where=here))[0] == 0
    assert len(server.bodies) == 4


def test_one_article_stops_at_the_first_signal(server, here, article):
    server.by = lambda body: HANG
    process = started("brief", article, *model_of(server), where=here)
    wait_until(lambda: len(server.bodies) == 1)

    process.send_signal(signal.SIGINT)
    status, err = ended(process)

    assert status == 130
    assert "Traceback" not in err
