import asyncio
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.answerers.llm.pacing import Estimate, Limits, Pacer
from extractor.answerers.llm.signals import Fault
from extractor.errors import CostCapReached
from tests.answerers.llm.pacing.virtual import most_in_any_minute, now, virtually

NOTHING = Estimate()
ARRIVALS = st.lists(st.floats(0, 200), max_size=80)


def _busy(wait_s: float | None) -> Fault:
    return Fault("http_429", "busy", message="", passing=True, wait_s=wait_s)


def _pacer(**limits: float) -> Pacer:
    return Pacer(Limits(**limits), clock=now)  # type: ignore[arg-type]


class Server:
    """Sees requests a while after they are sent, and answers a while later."""

    def __init__(self, pacer: Pacer, *, seed: int = 0, latency_s: float = 1.0) -> None:
        self._pacer, self._chance = pacer, random.Random(seed)
        self._latency_s = latency_s
        self.seen: list[float] = []

    async def ask(self, at: float = 0.0, *, tokens: int = 0) -> None:
        await asyncio.sleep(at)
        turn = await self._pacer.turn(Estimate(tokens))
        try:
            await asyncio.sleep(self._chance.random() * self._latency_s)
            self.seen.append(now())
            await asyncio.sleep(self._chance.random() * self._latency_s)
        finally:
            turn.leave()

    async def ask_all(self, arrivals: list[float], *, tokens: int = 0) -> None:
        await asyncio.gather(*(self.ask(at, tokens=tokens) for at in arrivals))


@given(ARRIVALS, st.integers(1, 20), st.integers(0, 99), st.floats(0, 4))
def test_a_server_never_sees_more_requests_a_minute_than_allowed(
    arrivals, rpm, seed, latency_s
):
    async def work() -> Server:
        server = Server(_pacer(rpm=rpm), seed=seed, latency_s=latency_s / 2)
        await server.ask_all(arrivals)
        return server

    server = virtually(work())
    assert len(server.seen) == len(arrivals)
    assert most_in_any_minute(server.seen) <= rpm


def test_at_600_a_minute_a_server_sees_600_and_never_more():
    async def work() -> Server:
        server = Server(_pacer(rpm=600, in_flight=256), latency_s=0.1)
        await server.ask_all([0.0] * 2_000)
        return server

    server = virtually(work())
    assert most_in_any_minute(server.seen) == 600
    assert max(server.seen) == pytest.approx(180, abs=2)


def test_tokens_a_minute_are_kept_to_as_well():
    async def work() -> Server:
        server = Server(_pacer(tpm=1_000), latency_s=0.1)
        await server.ask_all([0.0] * 40, tokens=100)
        return server

    assert most_in_any_minute(virtually(work()).seen) == 10


def test_an_answer_that_used_less_lets_the_next_request_go_earlier():
    async def work() -> float:
        pacer = _pacer(tpm=1_000)
        first = await pacer.turn(Estimate(1_000))
        second = asyncio.ensure_future(pacer.turn(Estimate(500)))
        await asyncio.sleep(3)
        first.answered(tokens=400, usd=None)
        first.leave()
        await second
        return now()

    assert virtually(work()) == pytest.approx(3)


def test_a_wait_that_a_server_asks_for_is_given_it_by_everybody():
    async def work() -> list[float]:
        pacer, sent = _pacer(in_flight=4), list[float]()

        async def ask() -> None:
            turn = await pacer.turn(NOTHING)
            sent.append(now())
            await asyncio.sleep(1)
            turn.leave()

        turn = await pacer.turn(NOTHING)
        turn.failed(_busy(30))
        turn.leave()
        await asyncio.gather(*(ask() for _ in range(8)))
        return sent

    assert min(virtually(work())) == pytest.approx(30)


def test_the_longest_of_several_waits_counts():
    async def work() -> float:
        pacer = _pacer()
        turns = [await pacer.turn(NOTHING) for _ in range(3)]
        for turn, wait_s in zip(turns, (5, 20, 10), strict=True):
            turn.failed(_busy(wait_s))
            turn.leave()
        await pacer.turn(NOTHING)
        return now()

    assert virtually(work()) == pytest.approx(20)


def test_a_wait_that_is_too_long_holds_up_nobody_else():
    async def work() -> float:
        pacer = _pacer()
        turn = await pacer.turn(NOTHING)
        turn.failed(_busy(61))
        turn.leave()
        await pacer.turn(NOTHING)
        return now()

    assert virtually(work()) == 0


def test_turns_come_in_the_order_of_asking():
    async def work() -> list[int]:
        pacer, order = _pacer(in_flight=2, rpm=7), list[int]()

        async def ask(n: int) -> None:
            turn = await pacer.turn(NOTHING)
            order.append(n)
            await asyncio.sleep(1 + n % 3)
            turn.leave()

        await asyncio.gather(*(ask(n) for n in range(30)))
        return order

    assert virtually(work()) == list(range(30))


@given(st.lists(st.booleans(), min_size=1, max_size=30), st.integers(0, 99))
def test_requests_cancelled_while_they_wait_hold_up_nobody(cancelled, seed):
    async def work() -> int:
        pacer, chance = _pacer(in_flight=2, rpm=5), random.Random(seed)
        server = Server(pacer, seed=seed)
        tasks = [asyncio.ensure_future(server.ask()) for _ in cancelled]
        for task, doomed in zip(tasks, cancelled, strict=True):
            await asyncio.sleep(chance.random())
            if doomed:
                task.cancel()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        return sum(each is None for each in done)

    assert virtually(work()) >= cancelled.count(False)


def test_money_that_was_set_aside_and_not_used_is_spent_on_the_next():
    async def work() -> float:
        pacer = _pacer(max_cost=1.0)
        first = await pacer.turn(Estimate(usd=0.9))
        second = asyncio.ensure_future(pacer.turn(Estimate(usd=0.3)))
        await asyncio.sleep(5)
        assert not second.done()
        first.answered(tokens=1, usd=0.5)
        first.leave()
        (await second).leave()
        return pacer.budget.spent

    assert virtually(work()) == pytest.approx(0.8)


def test_the_cap_is_told_when_nothing_is_in_flight_any_more():
    async def work() -> tuple[float, CostCapReached]:
        pacer = _pacer(max_cost=1.0)
        first = await pacer.turn(Estimate(usd=0.9))
        second = asyncio.ensure_future(pacer.turn(Estimate(usd=0.3)))
        await asyncio.sleep(5)
        first.leave()
        with pytest.raises(CostCapReached) as caught:
            await second
        return now(), caught.value

    at, error = virtually(work())
    assert at == pytest.approx(5)
    assert (error.spent, error.cap, error.exit_code) == (0.9, 1.0, 2)
    assert "0.9000 USD of at most 1 USD" in str(error)
    assert "--max-cost" in str(error)


def test_after_the_cap_was_told_nothing_is_sent_however_cheap():
    async def work() -> None:
        pacer = _pacer(max_cost=1.0)
        with pytest.raises(CostCapReached):
            await pacer.turn(Estimate(usd=2.0))
        with pytest.raises(CostCapReached):
            await pacer.turn(NOTHING)

    virtually(work())


@given(
    st.lists(st.tuples(st.floats(0.01, 0.3), st.floats(0, 2)), max_size=40),
    st.integers(1, 8),
)
def test_spending_passes_the_cap_by_less_than_what_is_in_flight_exceeds_estimates(
    prices, in_flight
):
    async def work() -> tuple[float, float]:
        pacer, excess = _pacer(max_cost=1.0, in_flight=in_flight), 0.0

        async def ask(usd: float, factor: float) -> None:
            nonlocal excess
            turn = await pacer.turn(Estimate(usd=usd))
            await asyncio.sleep(1)
            turn.answered(tokens=1, usd=usd * factor)
            excess = max(excess, usd * factor - usd)
            turn.leave()

        asked = (ask(usd, factor) for usd, factor in prices)
        await asyncio.gather(*asked, return_exceptions=True)
        return pacer.budget.spent, excess

    spent, excess = virtually(work())
    assert spent <= 1.0 + in_flight * excess + 1e-9


@pytest.mark.parametrize(
    ("status", "spent"),
    [
        ("http_500", 0.0),
        ("http_429", 0.0),
        ("reset", 0.0),
        ("invalid", 0.0),
        ("timeout", 0.5),
    ],
)
def test_what_a_server_may_have_done_unseen_counts_as_estimated(status, spent):
    async def work() -> float:
        pacer = _pacer(max_cost=1.0)
        turn = await pacer.turn(Estimate(usd=0.5))
        turn.failed(Fault(status, "any", message="", passing=True))
        turn.leave()
        return pacer.budget.spent

    assert virtually(work()) == spent
