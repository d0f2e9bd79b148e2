"""What the journal remembers from one run to the next."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain, count

import pytest

from extractor.errors import OutputError
from extractor.journal import Journal, Spent, failures_in, status_of
from extractor.journal.database import FILE
from extractor.records.outcome import Failed
from tests.fakes import Clock

KEY, OTHER = b"k" * 32, b"o" * 32
PAID = Spent(requests=2, prompt=100, completion=20, cost_usd=0.5)


def names(stem: str) -> Iterator[str]:
    return chain([f"{stem}.json"], (f"{stem}-{n}.json" for n in count(2)))


def failing(source: str, reason: str = "empty") -> Failed:
    return Failed(source=source, reason=reason, message="expected text")


def do(journal: Journal, numbers: Iterable[int]) -> None:
    for n in numbers:
        journal.begin(f"{n}", names(f"{n}"))
        journal.done(f"{n}", KEY, place=f"{n}.json", spent=PAID)


def test_places_are_given_in_order_and_remembered(journal_in):
    first = journal_in()
    assert first.begin("x/a.txt", names("a")) == "a.json"
    assert first.begin("y/a.txt", names("a")) == "a-2.json"

    second = journal_in()
    assert second.begin("y/a.txt", names("a")) == "a-2.json"
    assert second.begin("x/a.txt", names("a")) == "a.json"


def test_places_that_differ_in_case_alone_are_one(journal_in):
    journal = journal_in()

    assert journal.begin("a.txt", names("a")) == "a.json"
    assert journal.begin("A.txt", names("A")) == "A-2.json"


def test_what_ended_is_known_to_the_next_run(journal_in):
    journal = journal_in()
    for source in ("done.txt", "failed.txt", "pending.txt"):
        journal.begin(source, names(source))
    journal.asking("pending.txt", KEY)
    journal.done("done.txt", KEY, place="done.txt.json", spent=PAID)
    journal.failed(failing("failed.txt"), OTHER, spent=PAID)

    again = journal_in()

    sources = ("done.txt", "failed.txt", "pending.txt")
    entries = [entry for entry in map(again.entry, sources) if entry]
    assert [entry.state for entry in entries] == ["done", "failed", "pending"]
    assert [entry.key for entry in entries] == [KEY, OTHER, KEY]
    assert [entry.reason for entry in entries] == [None, "empty", None]
    assert entries[0].place == "done.txt.json"
    assert again.entry("unknown.txt") is None
    assert [f.source for f in again.failures()] == ["failed.txt"]


def test_equal_keys_are_found_those_done_first(journal_in):
    journal = journal_in()
    for source in ("a", "b", "c"):
        journal.begin(source, names(source))
    journal.failed(failing("a"), KEY, spent=Spent())
    journal.done("b", KEY, place="b.json", spent=PAID)
    journal.done("c", OTHER, place="c.json", spent=PAID)

    assert [entry.source for entry in journal.twins(KEY)] == ["b", "a"]


def test_what_was_spent_on_an_article_adds_up(journal_in, out):
    journal = journal_in()
    journal.begin("a", names("a"))
    journal.failed(failing("a"), KEY, spent=PAID)
    journal.done("a", KEY, place="a.json", spent=PAID)

    status = status_of(out / ".extractor", now=Clock()())

    assert (status.requests, status.prompt, status.completion) == (4, 200, 40)
    assert status.cost_usd == 1.0


def test_what_is_not_done_and_has_no_input_any_more_is_skipped(journal_in, out):
    journal = journal_in()
    for source in ("gone", "there", "done"):
        journal.begin(source, names(source))
    journal.failed(failing("gone"), KEY, spent=Spent())
    journal.failed(failing("there"), KEY, spent=Spent())
    journal.done("done", OTHER, place="done.json", spent=PAID)

    again = journal_in()
    again.skip_gone(lambda source: source in ("gone", "done"))

    assert [f.source for f in again.failures()] == ["there"]
    status = status_of(out / ".extractor", now=Clock()())
    assert status.articles == {"done": 1, "failed": 1, "pending": 0, "skipped": 1}


def test_a_name_that_is_no_utf8_is_kept(journal_in, out):
    journal = journal_in()
    journal.begin("bad\udcff.txt", names("bad"))
    journal.failed(failing("bad\udcff.txt"), None, spent=Spent())

    assert [f.source for f in journal.failures()] == ["bad\udcff.txt"]
    assert list(failures_in(out / ".extractor")) == list(journal.failures())


def test_many_failures_are_listed_without_one_lost(journal_in):
    journal = journal_in()
    for n in range(1_203):
        journal.begin(f"{n:04}", names(str(n)))
        journal.failed(failing(f"{n:04}"), None, spent=Spent())

    assert [f.source for f in journal.failures()] == [f"{n:04}" for n in range(1_203)]


def test_a_journal_that_finds_no_room_is_an_output_error_and_goes_on_when_it_does(
    journal_in,
):
    journal = journal_in()
    journal._connection.execute("PRAGMA max_page_count = 1")

    with pytest.raises(OutputError, match=r"disk is full.*the same command goes on"):
        do(journal, range(1_000))
    journal._connection.execute("PRAGMA max_page_count = 1000000")

    assert journal.entry("0").state == "done"
    do(journal, [1_000])
    assert journal_in().entry("1000").state == "done"


def test_a_file_that_is_no_journal_is_an_output_error_and_frees_the_lock(out):
    folder = out / ".extractor"
    folder.mkdir(parents=True)
    (folder / FILE).write_text("not a database" * 100, encoding="utf-8")

    for _ in range(2):
        with pytest.raises(OutputError, match="not a database"):
            Journal(folder, output=out, clock=Clock())


def test_a_journal_of_a_later_version_is_refused(out):
    Journal(out / ".extractor", output=out, clock=Clock()).close()
    with sqlite3.connect(out / ".extractor" / FILE) as rows:
        rows.execute("PRAGMA user_version = 99")
    rows.close()

    with pytest.raises(OutputError, match="later extractor"):
        Journal(out / ".extractor", output=out, clock=Clock())
