import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.answerers.llm.pacing import Estimate, Limits
from extractor.answerers.llm.signals import Fault
from extractor.backends.ray.fleet import Fleet, Given, Settled, Word
from extractor.backends.ray.pacing import FleetPacing
from extractor.errors import CostCapReached, RunError
from tests.answerers.llm.pacing.virtual import most_in_any_minute, now, virtually

LIVING = 10.0  # seconds between two words of a process in these tests


class Line:
    """Reaches a fleet in the same event loop, a while later."""

    def __init__(self, fleet: Fleet, process: str, *, travel_s: float = 0.01) -> None:
        self._fleet, self._process, self._travel_s = fleet, process, travel_s
        self.messages = 0

    async def turns(self, wanted: Sequence[Estimate]) -> Given:
        self.messages += 1
        await asyncio.sleep(self._travel_s)
        return await self._fleet.turns(self._process, wanted)

    async def settle(self, settled: Sequence[Settled]) -> None:
        self.messages += 1
        await asyncio.sleep(self._travel_s)
        await self._fleet.settle(self._process, settled)

    async def live(self) -> None:
        while True:
            await self._fleet.hear(self._process)
            await asyncio.sleep(LIVING)


class Broken:
    """Reaches nobody."""

    async def turns(self, wanted: Sequence[Estimate]) -> Given:
        raise ConnectionError("the actor died")

    async def settle(self, settled: Sequence[Settled]) -> None:
        raise ConnectionError("the actor died")


class Workers:
    """Processes that share a fleet; what they send is seen by one server."""

    def __init__(self, number: int, **limits: Any) -> None:
        self.limits = Limits(**limits)
        self.fleet = Fleet(self.limits, clock=now)
        self.lines = [Line(self.fleet, str(n)) for n in range(number)]
        self.pacings = [FleetPacing(self.limits, line) for line in self.lines]
        self.seen: list[float] = []
        self.most = self._under_way = 0

    async def ask(self, worker: int, *, tokens: int = 0, usd: float = 0.0) -> None:
        turn = await self.pacings[worker].turn(Estimate(tokens, usd))
        self.seen.append(now())
        self._under_way += 1
        self.most = max(self.most, self._under_way)
        await asyncio.sleep(0.5)
        self._under_way -= 1
        turn.answered(tokens=tokens, usd=usd)
        turn.leave()

    async def ask_all(self, number: int, **more: Any) -> None:
        living = [asyncio.create_task(line.live()) for line in self.lines]
        asked = (self.ask(n % len(self.lines), **more) for n in range(number))
        await asyncio.gather(*asked)
        for task in living:
            task.cancel()


@given(st.integers(1, 4), st.integers(1, 90), st.integers(1, 30))
def test_all_processes_together_send_no_more_than_is_allowed(workers, number, rpm):
    async def work() -> Workers:
        fleet = Workers(workers, rpm=rpm)
        await fleet.ask_all(number)
        return fleet

    fleet = virtually(work())
    assert len(fleet.seen) == number
    assert most_in_any_minute(fleet.seen) <= rpm


def test_all_processes_together_keep_within_the_tokens_of_a_minute():
    async def work() -> Workers:
        fleet = Workers(2, tpm=1_000)
        await fleet.ask_all(30, tokens=100)
        return fleet

    assert most_in_any_minute(virtually(work()).seen) == 10


def test_all_processes_together_have_no_more_in_flight_than_is_allowed():
    async def work() -> Workers:
        fleet = Workers(3, in_flight=7)
        await fleet.ask_all(100)
        return fleet

    assert virtually(work()).most == 7


def test_hundreds_in_flight_need_fewer_messages_than_requests():
    async def work() -> Workers:
        fleet = Workers(2, in_flight=200)
        await fleet.ask_all(1_000)
        return fleet

    fleet = virtually(work())
    assert sum(line.messages for line in fleet.lines) < 1_000 / 2


def test_a_server_that_asks_one_process_to_wait_is_given_that_wait_by_all():
    async def work() -> float:
        fleet = Workers(2)
        turn = await fleet.pacings[0].turn(Estimate())
        turn.failed(Fault("http_429", "busy", message="", passing=True, wait_s=7.0))
        turn.leave()
        await asyncio.sleep(0.1)
        await fleet.ask(1)
        return fleet.seen[0]

    assert virtually(work()) >= 7.0


def test_no_process_spends_what_another_one_has_spent():
    async def work() -> int:
        fleet = Workers(2, max_cost=1.0)
        asked = [fleet.ask(n % 2, usd=0.3) for n in range(8)]
        ends = await asyncio.gather(*asked, return_exceptions=True)
        assert all(isinstance(end, CostCapReached) for end in ends if end)
        return sum(end is None for end in ends)

    assert virtually(work()) == 3


def test_the_turns_of_a_process_that_has_died_are_given_to_others():
    async def work() -> float:
        fleet = Workers(2, in_flight=1)
        await fleet.pacings[0].turn(Estimate())
        living = asyncio.create_task(fleet.lines[1].live())
        await fleet.ask(1)
        living.cancel()
        return fleet.seen[0]

    assert 10.0 < virtually(work()) < 40.0


def test_a_turn_that_nobody_waits_for_any_more_is_given_back():
    async def work() -> int:
        fleet = Workers(1, in_flight=1)
        first = asyncio.create_task(fleet.pacings[0].turn(Estimate()))
        await asyncio.sleep(0)
        first.cancel()
        await fleet.ask(0)
        return len(fleet.seen)

    assert virtually(work()) == 1


def test_a_lost_fleet_ends_the_run_and_leaves_nobody_waiting():
    async def work() -> None:
        await FleetPacing(Limits(), Broken()).turn(Estimate())

    with pytest.raises(RunError, match="start the command again"):
        virtually(work())


def test_the_first_word_to_stop_reaches_every_process():
    async def work() -> Word | None:
        fleet = Fleet(Limits())
        await fleet.stop(Word("no such key", 4))
        await fleet.stop(Word("interrupted", 130))
        return await fleet.hear("another")

    assert virtually(work()) == Word("no such key", 4)
