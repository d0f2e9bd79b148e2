"""Only what is missing or changed is asked; equal questions are asked once."""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from extractor.engine import Engine
from extractor.errors import AccessError, OutputError, UnreadableArticle
from extractor.journal import Ended, Journal, Kept, Left, Resuming, Taken, Twin
from extractor.records.article import Article
from extractor.records.outcome import Done, Failed, Recipe
from extractor.sinks import FolderStore, LinesStore
from tests.articles import article_of
from tests.fakes import Clock, FakeAnswerer
from tests.sinks.outcomes import room_for
from tests.toys import Notes, note, notes_of, recipe_of

pytestmark = pytest.mark.anyio

GOOD = notes_of(notes=[note(1)])
BAD = "no JSON"


@dataclass(frozen=True)
class Given:
    """A source that holds an article, or nothing that can be read."""

    name: str
    words: str | None = "The bridge holds."

    def read(self) -> Article:
        if self.words is None:
            raise UnreadableArticle("empty", "expected text")
        return article_of(self.words)


class Gate(FakeAnswerer):
    """Answers when it is let, the same to all."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.open = asyncio.Event(), asyncio.Event()

    async def answer(self, request: Any) -> Any:
        self._answers.append(GOOD)
        self.asked.set()
        await self.open.wait()
        return await super().answer(request)


class Desk:
    """Runs on one output, one after the other."""

    def __init__(self, out: Path, lines: bool) -> None:
        self._out, self._lines = out, lines
        self.asked = dict[str, Any](model="toy")
        self.recipe: Recipe[Any] = recipe_of(Notes)
        self.store: Any = None
        self.journal: Journal | None = None

    def begin(self, answerer: FakeAnswerer, **how: Any) -> Resuming:
        self.end()
        self.store = (
            LinesStore(self._out / "all.jsonl")
            if self._lines
            else FolderStore(self._out)
        )
        self.journal = Journal(
            self.store.journal, output=self.store.output, clock=Clock()
        )
        engine = Engine(recipe=self.recipe, answerer=answerer, now=Clock(), version="0")
        return Resuming(engine, self.journal, store=self.store, asked=self.asked, **how)

    async def go(self, *sources: Given, answers: Any = (), **how: Any) -> list[Taken]:
        """Do the sources one after the other; every answer is asked for."""
        answerer = FakeAnswerer(*answers)
        work = self.begin(answerer, **how)
        taken = []
        for source in sources:
            taken.append(await work.take(source))
            work.keep(taken[-1])
        assert len(answerer.requests) == len(answers)
        work.close()
        return taken

    def end(self) -> None:
        if self.journal is not None:
            self.store.close(self.journal.failures())
            self.journal.close()
        self.journal = None


@pytest.fixture(params=["folder", "lines"])
def desk(out, request):
    out.mkdir()
    desk = Desk(out, request.param == "lines")
    yield desk
    desk.end()


def kinds(taken: list[Taken]) -> list[type[Taken]]:
    return [type(each) for each in taken]


async def test_what_is_done_is_not_asked_again(desk):
    await desk.go(Given("a"), Given("b", "Two."), answers=[GOOD, GOOD])

    assert await desk.go(Given("a"), Given("b", "Two.")) == [Kept("a"), Kept("b")]


async def test_what_is_new_is_asked_beside_what_is_done(desk):
    await desk.go(Given("a"), answers=[GOOD])

    taken = await desk.go(Given("a"), Given("b", "Two."), answers=[GOOD])

    assert kinds(taken) == [Kept, Ended]


async def test_a_changed_article_is_asked_again(desk):
    await desk.go(Given("a"), answers=[GOOD])

    taken = await desk.go(Given("a", "The bridge fell."), answers=[GOOD])

    assert kinds(taken) == [Ended]
    assert kinds(await desk.go(Given("a", "The bridge fell."))) == [Kept]


@pytest.mark.parametrize(
    "change",
    [
        lambda desk: desk.asked.update(model="other"),
        lambda desk: desk.asked.update(parameters={"temperature": 1}),
        lambda desk: setattr(desk, "recipe", replace(desk.recipe, fingerprint="4")),
        lambda desk: setattr(desk, "recipe", replace(desk.recipe, system="Other.")),
    ],
    ids=["model", "parameters", "fingerprint", "prompt"],
)
async def test_what_is_asked_in_another_way_is_asked_again(desk, change):
    await desk.go(Given("a"), answers=[GOOD])
    change(desk)

    assert kinds(await desk.go(Given("a"), answers=[GOOD])) == [Ended]


async def test_a_briefing_that_was_removed_is_made_again(desk, out):
    await desk.go(Given("a"), answers=[GOOD])
    desk.end()
    for path in (out / "a.json", out / "all.jsonl"):
        path.unlink(missing_ok=True)

    assert kinds(await desk.go(Given("a"), answers=[GOOD])) == [Ended]


async def test_a_failed_article_is_left_until_it_is_to_be_tried_again(desk):
    await desk.go(Given("a"), answers=[BAD])

    (left,) = await desk.go(Given("a"))
    assert isinstance(left, Left)
    assert (left.failed.source, left.failed.reason) == ("a", "invalid_reply")
    (again,) = await desk.go(Given("a"), answers=[GOOD], retry_failed=True)
    assert isinstance(again, Ended)
    assert isinstance(again.outcome, Done)
    assert desk.journal is not None
    assert list(desk.journal.failures()) == []


async def test_what_cannot_be_read_fails_until_it_can(desk):
    for _ in range(2):
        (taken,) = await desk.go(Given("a", None))
        assert isinstance(taken, Ended)
        assert isinstance(taken.outcome, Failed)

    assert kinds(await desk.go(Given("a"), answers=[GOOD])) == [Ended]


async def test_duplicates_are_asked_once_and_each_has_its_briefing(desk):
    _, second = await desk.go(Given("a"), Given("b"), answers=[GOOD])
    assert isinstance(second, Twin)

    (third,) = await desk.go(Given("c"))
    assert isinstance(third, Twin)

    assert await desk.go(*map(Given, "abc")) == [Kept("a"), Kept("b"), Kept("c")]
    assert desk.journal is not None
    entries = [desk.journal.entry(source) for source in "abc"]
    places = [entry.place for entry in entries if entry and entry.place]
    assert len(set(places)) == 3
    assert len({desk.store.read(place) for place in places}) == 1


async def test_duplicates_in_flight_wait_for_the_one_that_is_asked(desk):
    gate = Gate()
    work = desk.begin(gate)
    takes = [asyncio.create_task(work.take(Given(name))) for name in "abc"]
    await gate.asked.wait()
    await asyncio.sleep(0.05)  # the others come to wait, beside the loop
    assert work.in_flight == 3
    gate.open.set()

    taken = [take for take in await asyncio.gather(*takes) if isinstance(take, Ended)]

    assert len(gate.requests) == 1
    assert sorted(each.outcome.source for each in taken) == ["a", "b", "c"]
    assert sorted(each.shared for each in taken) == [False, True, True]
    for each in taken:
        work.keep(each)
    assert await desk.go(*map(Given, "abc")) == [Kept("a"), Kept("b"), Kept("c")]


async def test_a_duplicate_of_what_failed_fails_likewise_and_is_not_asked(desk):
    await desk.go(Given("a"), answers=[BAD])

    for how in ({}, {"retry_failed": True}):
        answers = [BAD] if how else []
        taken = await desk.go(Given("a"), Given("b"), answers=answers, **how)
        assert len(taken) == 2
    assert desk.journal is not None
    assert [failed.source for failed in desk.journal.failures()] == ["a", "b"]


async def test_an_error_that_ends_the_run_leaves_the_article_pending(desk):
    work = desk.begin(FakeAnswerer(AccessError("no quota")))

    with pytest.raises(AccessError):
        await work.take(Given("a"))

    entry = desk.journal.entry("a")
    assert (entry.state, work.in_flight) == ("pending", 0)
    assert kinds(await desk.go(Given("a"), answers=[GOOD])) == [Ended]


async def test_those_who_wait_for_an_interrupted_question_end_with_it(desk):
    gate = Gate()
    work = desk.begin(gate)
    takes = [asyncio.create_task(work.take(Given(name))) for name in "ab"]
    await gate.asked.wait()
    await asyncio.sleep(0.05)  # the others come to wait, beside the loop

    for take in takes:
        take.cancel()
    await asyncio.gather(*takes, return_exceptions=True)

    assert work.in_flight == 0
    assert kinds(await desk.go(Given("a"), answers=[GOOD])) == [Ended]


async def test_a_briefing_that_found_no_room_is_pending(desk):
    work = desk.begin(FakeAnswerer(GOOD, GOOD))
    taken = await work.take(Given("a", "Words. " * 20_000))

    with room_for(100_000), pytest.raises(OutputError):
        work.keep(taken)

    assert desk.journal.entry("a").state == "pending"
    again = Given("a", "Words. " * 20_000)
    assert kinds(await desk.go(again, answers=[GOOD])) == [Ended]


async def test_a_line_that_was_noted_and_not_written_is_made_again_once(out):
    out.mkdir()
    desk = Desk(out, lines=True)
    await desk.go(Given("a"), Given("b", "Two."), answers=[GOOD, GOOD])
    desk.end()
    lines = (out / "all.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (out / "all.jsonl").write_text(lines[0], encoding="utf-8")

    taken = await desk.go(Given("a"), Given("b", "Two."), answers=[GOOD])
    desk.end()

    assert kinds(taken) == [Kept, Ended]
    assert len((out / "all.jsonl").read_text(encoding="utf-8").splitlines()) == 2
