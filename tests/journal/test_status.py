"""What an output's journal says, beside a run and after it."""

import os
from datetime import UTC, datetime

import pytest

from extractor.errors import SettingsError
from extractor.journal import Journal, Spent, status_of
from extractor.records.outcome import Failed

START = datetime(2031, 5, 1, 12, 0, 0, tzinfo=UTC)


class Hand:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.second = 0

    def __call__(self) -> datetime:
        return START.replace(second=self.second)


@pytest.fixture
def hand():
    return Hand()


@pytest.fixture
def journal(out, hand):
    return Journal(out / ".extractor", output=out, clock=hand)


def test_a_run_tells_its_rate_and_the_time_left(journal, hand, out):
    journal.expect(10)
    for n in range(4):
        hand.second = 5 * (n + 1)
        journal.begin(str(n), [f"{n}.json"])
        journal.done(str(n), b"k", place=f"{n}.json", spent=Spent(requests=1))

    status = status_of(out / ".extractor", now=hand())

    assert status.running == os.getpid()
    assert status.run is not None
    assert (status.run.taken, status.run.total) == (4, 10)
    assert (status.run.per_second, status.run.seconds_left) == (0.2, 30.0)
    journal.close()


def test_failures_are_counted_by_reason_the_most_frequent_first(journal, out, hand):
    for n, reason in enumerate(["empty", "http_503", "http_503"]):
        failed = Failed(source=str(n), reason=reason, message="")
        journal.begin(str(n))
        journal.failed(failed, None, spent=Spent())
    journal.close()

    status = status_of(out / ".extractor", now=hand())

    assert list(status.failures.items()) == [("http_503", 2), ("empty", 1)]
    assert status.running is None
    assert status.run is not None
    assert status.run.ended_at is not None
    assert status.run.per_second == 0.0


def test_articles_without_a_price_are_counted(journal, out, hand):
    for n, unpriced in enumerate([True, False]):
        journal.begin(str(n))
        spent = Spent(requests=1, unpriced=unpriced)
        journal.done(str(n), b"k", place=str(n), spent=spent)
    journal.close()

    assert status_of(out / ".extractor", now=hand()).unpriced == 1


def test_a_folder_without_a_journal_is_wrong_usage(tmp_path):
    with pytest.raises(SettingsError, match="found no journal"):
        status_of(tmp_path, now=START)
