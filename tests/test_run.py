"""Many articles: a bounded number at once, taken lazily, in order or as they end."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import aclosing
from typing import Any

import pytest

from extractor.aside import Aside
from extractor.errors import AccessError, OutputError
from extractor.run import AHEAD, run, taken_aside

pytestmark = pytest.mark.anyio


class Counted:
    """Sources that count how many were taken."""

    def __init__(self, number: int) -> None:
        self.taken, self._number = 0, number

    def __iter__(self) -> Iterator[int]:
        for n in range(self._number):
            self.taken += 1
            yield n


class Working:
    """Work that counts how much of it goes on, and ends when it is let."""

    def __init__(self) -> None:
        self.now, self.most, self.ended = 0, 0, list[int]()
        self.slow = dict[int, asyncio.Event]()

    async def __call__(self, n: int) -> int:
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            await asyncio.sleep(0)
            if n in self.slow:
                await self.slow[n].wait()
        finally:
            self.now -= 1
        self.ended.append(n)
        return n


async def everything(
    sources: Any, work: Any, *, found: list[int] | None = None, **how: Any
) -> list[int]:
    """Return all results; those before an error stand in `found`."""
    found = [] if found is None else found
    async for n in run(sources, work, at_once=4, **how):
        found.append(n)
    return found


@pytest.mark.parametrize("ordered", [True, False])
async def test_every_source_comes_out_once(ordered):
    found = await everything(range(100), Working(), ordered=ordered)

    assert sorted(found) == list(range(100))


async def test_no_more_are_in_flight_than_allowed():
    work = Working()

    await everything(range(100), work)

    assert work.most == 4


@pytest.mark.parametrize("ordered", [True, False])
async def test_sources_are_taken_and_tasks_made_only_as_results_are_used(ordered):
    sources, before = Counted(10_000), len(asyncio.all_tasks())
    ahead = []

    async with aclosing(
        run(sources, Working(), at_once=4, ordered=ordered)
    ) as outcomes:
        used = 0
        async for _ in outcomes:
            used += 1
            ahead.append(sources.taken - used)
            assert len(asyncio.all_tasks()) - before <= 4
            if used == 2_000:
                break

    assert max(ahead) <= AHEAD * 4


async def test_results_come_as_they_end_unless_order_is_asked_for():
    for ordered, expected in ((True, [0, 1, 2, 3]), (False, [1, 2, 3, 0])):
        work = Working()
        work.slow[0] = asyncio.Event()
        asyncio.get_running_loop().call_later(0.05, work.slow[0].set)

        assert await everything(range(4), work, ordered=ordered) == expected


async def test_a_slow_head_holds_back_a_bounded_number_of_results():
    sources, work = Counted(1_000), Working()
    work.slow[0] = asyncio.Event()

    async with aclosing(run(sources, work, at_once=4)) as outcomes:
        first = asyncio.create_task(anext(outcomes))
        await asyncio.sleep(0.05)
        assert sources.taken == AHEAD * 4
        work.slow[0].set()
        assert await first == 0


async def test_nothing_more_is_taken_once_it_is_not_wanted_and_the_rest_is_finished():
    sources, found = Counted(1_000), list[int]()
    outcomes = run(
        sources, Working(), at_once=4, ordered=False, wanted=lambda: len(found) < 10
    )

    async for n in outcomes:
        found.append(n)

    assert 10 <= len(found) == sources.taken <= 10 + AHEAD * 4


def refusing(*refused: int, error: Callable[[int], Exception]) -> Any:
    async def work(n: int) -> int:
        await asyncio.sleep(0)
        if n in refused:
            raise error(n)
        return n

    return work


@pytest.mark.parametrize("ordered", [True, False])
async def test_a_run_error_lets_what_is_in_flight_be_yielded_and_then_ends_the_run(
    ordered,
):
    sources, found = Counted(1_000), list[int]()
    work = refusing(5, error=lambda n: AccessError(f"refused {n}"))

    with pytest.raises(AccessError, match="refused 5"):
        await everything(sources, work, ordered=ordered, found=found)

    assert {0, 1, 2, 3, 4} <= set(found)
    assert len(found) == sources.taken - 1 <= 5 + AHEAD * 4


async def test_of_several_run_errors_the_one_with_the_strongest_status_is_raised():
    errors = {0: AccessError("key"), 1: OutputError("disk"), 2: AccessError("quota")}

    with pytest.raises(OutputError, match="disk"):
        await everything(range(9), refusing(0, 1, 2, error=errors.__getitem__))


async def test_a_bug_is_raised_at_once_and_stops_the_rest():
    work = Working()
    work.slow[1] = asyncio.Event()

    async def broken(n: int) -> int:
        return 1 // n if n == 0 else await work(n)

    with pytest.raises(ZeroDivisionError):
        await everything(range(9), broken, ordered=False)

    assert work.now == 0


async def test_a_consumer_that_stops_cancels_what_is_in_flight():
    work = Working()
    work.slow = {n: asyncio.Event() for n in range(1, 100)}

    async with aclosing(run(range(100), work, at_once=4, ordered=False)) as outcomes:
        assert await anext(outcomes) == 0
        assert work.now > 0

    assert work.now == 0
    assert work.ended == [0]


async def test_sources_that_keep_one_waiting_are_taken_beside_the_loop():
    threads, aside = [], Aside(threads=1)

    def sources() -> Iterator[int]:
        for n in range(5):
            threads.append(threading.current_thread())
            yield n

    async def work(source: int) -> int:
        return source

    results = [n async for n in run(taken_aside(sources(), aside), work, at_once=3)]
    aside.close()

    assert results == [0, 1, 2, 3, 4]
    assert threading.main_thread() not in threads
