from pathlib import Path

from extractor.backends.ray import JournalOutlet, place_of
from extractor.backends.ray.planning import Plan
from extractor.backends.ray.rows import Row, article_row, unread_row
from extractor.journal import Ended, Journal, Left, Resuming, Taken
from extractor.records.outcome import Failed
from extractor.sinks import FolderStore
from extractor.sources import article_from_text
from extractor.wiring import open_engine, utc_now
from tests.backends.ray.ordering import order_of

KEY = b"\x01" * 32
REFUSED = Failed(source="a.txt", reason="refused", message="no")


class Output:
    """A folder with a journal, and what was told of its articles."""

    def __init__(self, folder: Path) -> None:
        order, store = order_of(), FolderStore(folder)
        journal = Journal(store.journal, output=folder, clock=utc_now)
        engine = open_engine(order.settings, order.recipe(), tape=order.tape)
        work = Resuming(engine, journal, store=store, asked=order.asked)
        place = place_of(str(store.journal / "ray"))
        self.outlet = JournalOutlet(work, journal, store=store, place=place)
        self.told: list[Taken] = []
        self.plan = Plan(self.outlet, tell=self.told.append)


def _row(source: str, key: bytes = KEY) -> Row:
    return article_row(source, article_from_text("Ada Quill spoke."), key=key)


def test_equal_articles_are_asked_about_once_and_told_each(tmp_path: Path):
    output = Output(tmp_path)
    asked = list(output.plan.wanted([_row("a.txt"), _row("b.txt")]))
    assert [row["source"] for row in asked] == ["a.txt"]
    output.plan.ended(Ended(REFUSED, KEY))
    assert [type(taken) for taken in output.told] == [Ended, Ended]
    assert not output.plan.sources
    output.outlet.close()


def test_a_row_that_comes_twice_counts_once(tmp_path: Path):
    output = Output(tmp_path)
    list(output.plan.wanted([_row("a.txt")]))
    output.plan.ended(Ended(REFUSED, KEY))
    output.plan.ended(Ended(REFUSED, KEY))
    assert len(output.told) == 1
    output.outlet.close()


def test_what_failed_before_is_left_as_it_is_in_one_process(tmp_path: Path):
    first = Output(tmp_path)
    list(first.plan.wanted([_row("a.txt")]))
    first.plan.ended(Ended(REFUSED, KEY))
    first.outlet.close()
    second = Output(tmp_path)
    assert list(second.plan.wanted([_row("a.txt")])) == []
    assert second.told == [Left(REFUSED)]
    second.outlet.close()


def test_what_cannot_be_read_fails_without_being_asked_about(tmp_path: Path):
    output = Output(tmp_path)
    row = {"key": None, **unread_row("a.txt", reason="empty", message="no words")}
    assert list(output.plan.wanted([row])) == []
    [told] = output.told
    assert isinstance(told, Ended)
    assert told.key is None
    output.outlet.close()


def test_an_older_answer_that_a_kill_left_does_not_replace_a_newer(tmp_path: Path):
    output = Output(tmp_path)
    list(output.plan.wanted([_row("a.txt", b"\x02" * 32)]))
    assert not output.outlet.is_news("a.txt", KEY)
    assert output.outlet.is_news("a.txt", b"\x02" * 32)
    output.outlet.close()
