"""How far a run is, on a terminal and in a log; standard output holds only data."""

import json
import os
import pty

import pytest

from extractor.cli.reporting import Report, duration
from extractor.cli.talking import Talk
from extractor.journal import Ended, Kept, Left, Spent, Taken
from extractor.records.briefing_file import Attempt, Tokens
from extractor.records.outcome import Failed
from tests.cli.conftest import answer
from tests.cli.processes import model_of, started, write_articles
from tests.servers.loopback import chat

ATTEMPT = Attempt(
    kind="first", status="refused", tokens=Tokens(prompt=900, completion=100)
)
FAILED = Failed(
    source="a.txt", reason="refused", message="no", attempts=(ATTEMPT,), cost_usd=0.5
)


def told(report: Report, *taken: Taken) -> str:
    """Return what is said after these articles."""
    for each in taken:
        report.tell(each)
    return report.line()


def test_a_line_tells_number_rate_tokens_cost_failures_and_time_left():
    seconds = iter([0.0, 10.0])
    report = Report(Talk(quiet=True), lambda: next(seconds), total=1_004)
    report.line()

    line = told(report, Kept("b"), Left(FAILED), *[Ended(FAILED, None)] * 2)

    assert line == (
        "4/1,004 articles, 24.0/min, 2,000 tokens, 1.0000 USD, 3 failed, 42 min left"
    )


def test_a_total_that_is_not_known_yet_and_a_price_that_is_not_known_are_left_out():
    report = Report(Talk(quiet=True), lambda: 0.0)

    assert told(report, Kept("b")) == "1 articles"


def test_the_rate_is_that_of_late():
    seconds = iter(range(0, 1_000, 10))
    report = Report(Talk(quiet=True), lambda: float(next(seconds)), total=100)
    told(report, *[Kept("a")] * 50)

    lines = [told(report, Kept("b")) for _ in range(10)]

    assert lines[-1].startswith("60/100 articles, 6.0/min")


def test_a_slow_run_has_a_rate_all_the_same():
    seconds = iter(range(0, 100_000, 100))
    report = Report(Talk(quiet=True), lambda: float(next(seconds)), total=100)
    report.line()

    lines = [told(report, Kept("b")) for _ in range(4)]

    assert lines[-1] == "4/100 articles, 0.6/min, 2.7 h left"


def test_what_was_paid_for_another_source_is_counted_once():
    report = Report(Talk(quiet=True), lambda: 0.0)

    line = told(report, Ended(FAILED, None), Ended(FAILED, None, shared=True))

    assert "1,000 tokens, 0.5000 USD, 2 failed" in line


def test_a_part_that_an_earlier_run_paid_for_is_not_counted():
    report = Report(Talk(quiet=True), lambda: 0.0)
    paid = Spent(requests=1, prompt=80, completion=20, cost_usd=0.125)

    assert "100 tokens, 0.1250 USD" in told(report, Ended(FAILED, None, paid=paid))


@pytest.mark.parametrize(
    ("seconds", "words"), [(4.2, "4 s"), (90, "2 min"), (5_400, "1.5 h")]
)
def test_times_are_told_as_exactly_as_is_useful(seconds, words):
    assert duration(seconds) == words


def test_a_terminal_shows_how_far_the_run_is_and_standard_output_only_data(
    server, here
):
    write_articles(here / "articles", 6)
    server.by = lambda body: chat(answer()).after(0.4)
    ours, theirs = pty.openpty()
    command = ["brief", "articles", *model_of(server), "--at-once", 2]
    process = started(*command, where=here, stderr=theirs)
    os.close(theirs)

    out, _ = process.communicate(timeout=60)
    shown = _all(ours)

    assert process.returncode == 0
    assert len([json.loads(line) for line in out.splitlines()]) == 6
    assert "/6 articles, " in shown
    assert "6 done, 0 failed" in shown


def test_a_log_gets_no_control_characters(server, here):
    write_articles(here / "articles", 2)
    server.by = lambda body: chat(answer())

    process = started("brief", "articles", *model_of(server), where=here)
    _, err = process.communicate(timeout=60)

    assert err == "2 done, 0 failed, 240 tokens\n"


def _all(terminal: int) -> str:
    shown = b""
    while True:
        try:
            chunk = os.read(terminal, 4_096)
        except OSError:  # how Linux says that the other side is closed
            chunk = b""
        if not chunk:
            os.close(terminal)
            return shown.decode()
        shown += chunk
