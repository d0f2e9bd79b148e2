"""Whole answers, paced: through instructor, the retry policy and a server."""

import asyncio
import json
import random
import time
from itertools import pairwise
from typing import Any

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.answerers.llm import (
    Endpoint,
    Limits,
    LlmAnswerer,
    Pacer,
)
from extractor.errors import CostCapReached, ModelUnavailable, SettingsError
from tests.answerers.llm.pacing.virtual import most_in_any_minute, now, virtually
from tests.answerers.llm.toys import BAD, GOOD, KEY, toy_request
from tests.servers.loopback import Behaviour, Loopback, chat, completion, http

URL = "http://127.0.0.1:1/v1"
PRICES = {"price_in": 1_000.0, "price_out": 10_000.0}
# What the server counts, 100 tokens sent and 20 answered, at those prices; and what
# a request about the toy article is thought to cost before.
ONE = 0.3
GUESS = 0.529


class Provider(httpx2.AsyncBaseTransport):
    """A server in the same loop, which keeps when it saw requests."""

    def __init__(self, behaviour: Any) -> None:
        self._behaviour = behaviour
        self.seen: list[float] = []

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        travel_s, answer = self._behaviour(len(self.seen))
        await asyncio.sleep(travel_s)
        self.seen.append(now())
        await asyncio.sleep(travel_s)
        content = json.dumps(answer.body).encode()
        return httpx2.Response(answer.status, headers=answer.headers, content=content)


def _answerer(provider: Provider, limits: Limits, **endpoint: Any) -> LlmAnswerer:
    return LlmAnswerer(
        Endpoint(model="toy-1", base_url=URL, api_key=KEY, **endpoint),
        transport=provider,
        pacing=Pacer(limits, clock=now),
    )


async def _all(asked: LlmAnswerer, number: int) -> list[Any]:
    answers = (asked.answer(toy_request()) for _ in range(number))
    return await asyncio.gather(*answers, return_exceptions=True)


@given(st.integers(0, 999), st.integers(1, 12))
@settings(max_examples=20)
def test_reasks_and_retries_count_as_requests_like_any_other(seed, rpm):
    chance = random.Random(seed)
    kinds = [chat(GOOD), chat(BAD), chat("{", finish="length"), http(500), http(429)]

    async def work() -> list[float]:
        provider = Provider(lambda _n: (chance.random(), chance.choice(kinds)))
        await _all(_answerer(provider, Limits(rpm=rpm, in_flight=8)), 12)
        return provider.seen

    seen = virtually(work())
    assert len(seen) >= 12
    assert most_in_any_minute(seen) <= rpm


def test_tokens_are_settled_with_what_the_server_counted():
    def behave(_n: int) -> tuple[float, Behaviour]:
        usage = {"prompt_tokens": 400, "completion_tokens": 100}
        whole = chat(GOOD).body
        return 0.1, completion(whole["choices"], usage=usage)

    async def work() -> list[float]:
        provider = Provider(behave)
        asked = _answerer(provider, Limits(tpm=2_000))
        for _ in range(9):
            await asked.answer(toy_request())
        return provider.seen

    assert most_in_any_minute(virtually(work())) == 4


def test_retries_of_one_article_go_on_while_the_run_is_paced():
    def behave(n: int) -> tuple[float, Behaviour]:
        return 0.1, http(429, retry_after="5") if n < 4 else chat(GOOD)

    async def work() -> tuple[Any, list[float]]:
        provider = Provider(behave)
        asked = _answerer(provider, Limits(in_flight=4))
        return await asked.answer(toy_request()), provider.seen

    reply, seen = virtually(work())
    assert [a.status for a in reply.attempts] == ["http_429"] * 4 + ["ok"]
    gaps = [later - earlier for earlier, later in pairwise(seen)]
    assert all(gap >= 5 for gap in gaps)


def test_a_server_that_is_busy_for_good_still_fails_the_article_after_five_tries():
    async def work() -> tuple[list[Any], list[float]]:
        provider = Provider(lambda _n: (0.1, http(429, retry_after="5")))
        asked = _answerer(provider, Limits(in_flight=4))
        return await _all(asked, 6), provider.seen

    ended, seen = virtually(work())
    assert all(isinstance(each, ModelUnavailable) for each in ended)
    assert len(seen) == 30


@pytest.fixture
def storm(server: Loopback) -> dict[str, list[float]]:
    """Makes the server refuse the first eight, once all of them are there."""
    times: dict[str, list[float]] = {"refused": [], "answered": []}

    def by(_body: Any) -> Behaviour:
        times["answered"].append(time.monotonic())
        return chat(GOOD)

    def first(_body: Any) -> Behaviour:
        times["refused"].append(time.monotonic())
        if len(times["refused"]) == 8:
            server.by = by
        return http(429, retry_after="0.7").after(0.5)

    server.by = first
    return times


@pytest.mark.anyio
async def test_a_storm_pauses_the_whole_run_once_and_all_of_it_recovers(server, storm):
    pacer = Pacer(Limits(in_flight=8))
    asked = LlmAnswerer(
        Endpoint(model="toy-1", base_url=server.url, timeout_s=60.0), pacing=pacer
    )

    replies = await _all(asked, 40)

    await asked.aclose()
    assert len(storm["refused"]) == 8
    assert min(storm["answered"]) - max(storm["refused"]) >= 0.7
    assert [reply.attempts[-1].status for reply in replies] == ["ok"] * 40
    assert sum(len(reply.attempts) for reply in replies) == 48
    assert pacer.gate.bound == 8


def test_after_a_storm_fewer_requests_are_in_flight_and_then_more_again():
    most, flying = list[int](), 0

    class Busy(Provider):
        async def handle_async_request(self, request: Any) -> httpx2.Response:
            nonlocal flying
            flying += 1
            most.append(flying)
            try:
                return await super().handle_async_request(request)
            finally:
                flying -= 1

    def behave(n: int) -> tuple[float, Behaviour]:
        return 1.0, http(503, retry_after="1") if n < 1 else chat(GOOD)

    async def work() -> None:
        asked = _answerer(Busy(behave), Limits(in_flight=20))
        await _all(asked, 400)

    virtually(work())
    after = most[20:]
    assert max(most[:20]) == 20
    assert max(after[:20]) <= 15
    assert max(after[-40:]) == 20


@pytest.mark.parametrize(("answered", "one"), [(20, 0.3), (50, 0.6), (150, 1.6)])
def test_the_cap_ends_the_run_after_what_was_in_flight_is_kept(answered, one):
    usage = {"prompt_tokens": 100, "completion_tokens": answered}
    whole = completion(chat(GOOD).body["choices"], usage=usage)

    async def work() -> tuple[list[Any], int]:
        provider = Provider(lambda _n: (1.0, whole))
        limits = Limits(max_cost=3.0, in_flight=4)
        ended = await _all(_answerer(provider, limits, **PRICES), 20)
        return ended, len(provider.seen)

    ended, sent = virtually(work())
    kept = [each for each in ended if not isinstance(each, BaseException)]
    assert len(kept) == sent
    spent = sum(reply.cost_usd for reply in kept)
    assert spent == pytest.approx(sent * one)
    assert 3.0 - GUESS <= spent <= 3.0 + 4 * max(0.0, one - GUESS)
    refused = [each for each in ended if isinstance(each, CostCapReached)]
    assert len(refused) + len(kept) == 20
    assert refused[0].spent == pytest.approx(spent)


def test_an_answer_in_hand_is_published_when_the_cap_forbids_asking_again():
    async def work() -> Any:
        provider = Provider(lambda _n: (1.0, chat(BAD)))
        limits = Limits(max_cost=GUESS + 0.01)
        return await _answerer(provider, limits, **PRICES).answer(toy_request())

    reply = virtually(work())
    assert reply.review.data["quotes"] == ["invented"]
    assert len(reply.attempts) == 1
    assert "at most 0.539 USD are spent" in reply.incident


def test_a_cap_on_an_unknown_price_is_refused_and_the_way_out_named():
    provider = Provider(lambda _n: (0.0, chat(GOOD)))
    with pytest.raises(SettingsError, match="--price-in and --price-out"):
        _answerer(provider, Limits(max_cost=1.0))


@pytest.mark.parametrize("given_prices", [{"price_in": 1.0}, {"price_out": 1.0}])
def test_one_price_without_the_other_is_refused(given_prices):
    with pytest.raises(SettingsError, match="go together"):
        Endpoint(model="m", **given_prices)


@pytest.mark.parametrize("price", [-1.0, float("nan"), float("inf")])
def test_a_senseless_price_is_refused(price):
    with pytest.raises(SettingsError, match="expected US dollars"):
        Endpoint(model="m", price_in=1.0, price_out=price)


def test_given_prices_make_the_cost_known():
    async def work() -> Any:
        provider = Provider(lambda _n: (1.0, chat(GOOD)))
        return await _answerer(provider, Limits(), **PRICES).answer(toy_request())

    assert virtually(work()).cost_usd == pytest.approx(ONE)
