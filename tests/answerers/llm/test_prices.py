import json
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

import httpx2
import pytest

from extractor.answerers.llm import (
    Endpoint,
    Limits,
    LlmAnswerer,
    Pacer,
    RetryPolicy,
)
from extractor.answerers.llm.endpoint import UNKNOWN_PROVIDER
from extractor.answerers.llm.prices import PriceList, provider_of
from extractor.errors import OutputError, RecordingMissing, RunError
from extractor.records.briefing_file import Tokens
from tests.answerers.llm.toys import BAD, GOOD, KEY, NOW, Waits, toy_request
from tests.servers.loopback import Behaviour, chat

pytestmark = pytest.mark.anyio

MILLION = Tokens(prompt=1_000_000)


def _prices(model: str = "gpt-4o-mini", base_url: str | None = None) -> PriceList:
    return PriceList(Endpoint(model=model, base_url=base_url))


def test_tokens_have_the_price_of_their_kind():
    prices = _prices()
    plain = prices.cost(MILLION, model=None, at=NOW)
    cached = prices.cost(Tokens(prompt=1_000_000, cached=1_000_000), model=None, at=NOW)
    answered = prices.cost(Tokens(completion=1_000_000), model=None, at=NOW)
    assert plain is not None
    assert cached is not None
    assert answered is not None
    assert 0 < cached < plain < answered


def test_the_model_that_answered_is_priced_before_the_one_asked_for():
    prices = _prices("gpt-4o")
    small = prices.cost(MILLION, model="gpt-4o-mini-2024-07-18", at=NOW)
    large = prices.cost(MILLION, model="a-name-of-their-own", at=NOW)
    assert small is not None
    assert large is not None
    assert small < large


@pytest.mark.parametrize(
    ("model", "base_url"),
    [
        ("gpt-4o", "http://127.0.0.1:8080/v1"),
        ("gpt-4o", "https://gateway.example/v1"),
        ("a-name-of-their-own", None),
    ],
)
def test_an_unknown_price_is_none(model, base_url):
    assert _prices(model, base_url).cost(MILLION, model=model, at=NOW) is None


def test_more_cached_than_sent_is_no_error():
    assert _prices().cost(Tokens(cached=5, prompt=1), model=None, at=NOW) is not None


def test_a_provider_is_known_by_its_address():
    known = Endpoint(model="m", base_url="https://api.deepseek.com/v1")
    assert provider_of(known) == "deepseek"
    assert provider_of(Endpoint(model="m", provider="groq")) == "groq"
    local = Endpoint(model="m", base_url="http://localhost:1/v1")
    assert provider_of(local) == UNKNOWN_PROVIDER


def _playing(*behaviours: Behaviour) -> Callable[[httpx2.Request], httpx2.Response]:
    script = list(behaviours)

    def handler(_request: httpx2.Request) -> httpx2.Response:
        behaviour = script.pop(0)
        return httpx2.Response(behaviour.status, content=json.dumps(behaviour.body))

    return handler


def _with(behaviour: Behaviour, **more: Any) -> Behaviour:
    return Behaviour(body={**behaviour.body, **more})


async def test_every_attempt_is_paid_for_at_the_time_the_server_names():
    model = "gpt-4o-mini"
    answers = [_with(chat(text), model=model) for text in (BAD, GOOD)]
    answerer = LlmAnswerer(
        Endpoint(model=model, api_key=KEY),
        transport=httpx2.MockTransport(_playing(*answers)),
    )
    async with aclosing(answerer):
        reply = await answerer.answer(toy_request())
    tokens = Tokens(prompt=100, completion=20, cached=64)
    once = _prices(model).cost(tokens, model=model, at=NOW)
    assert once is not None
    assert reply.cost_usd == pytest.approx(2 * once)


@pytest.mark.parametrize("created", [None, 0, -1, 1_700_000_000_000, "today"])
async def test_a_senseless_time_does_no_harm(created):
    answer = _with(chat(GOOD), model="gpt-4o-mini", created=created)
    answerer = LlmAnswerer(
        Endpoint(model="gpt-4o-mini", api_key=KEY),
        transport=httpx2.MockTransport(_playing(answer)),
    )
    async with aclosing(answerer):
        reply = await answerer.answer(toy_request())
    assert reply.cost_usd is not None


def _capped(transport: httpx2.AsyncBaseTransport, cap: float | None) -> LlmAnswerer:
    prices = {"price_in": 1_000.0, "price_out": 10_000.0}
    return LlmAnswerer(
        Endpoint(model="toy-1", base_url="http://127.0.0.1:1/v1", **prices),  # type: ignore[arg-type]
        transport=transport,
        policy=RetryPolicy(sleep=Waits().sleep),
        pacing=Pacer(Limits(max_cost=cap)),
    )


UNCOUNTED = _with(chat(GOOD), usage=None)
GUESS = 0.529  # what a request about the toy article is thought to cost before


@pytest.mark.parametrize(("cap", "cost"), [(None, None), (9.0, GUESS)])
async def test_an_answer_that_nobody_counted_costs_the_estimate_or_is_unknown(
    cap, cost
):
    answerer = _capped(httpx2.MockTransport(_playing(UNCOUNTED)), cap)
    async with aclosing(answerer):
        reply = await answerer.answer(toy_request())
    assert reply.cost_usd == pytest.approx(cost)


async def test_a_success_without_an_answer_and_a_count_costs_nothing():
    script = _playing(Behaviour(body={}), chat(GOOD))
    answerer = _capped(httpx2.MockTransport(script), None)
    async with aclosing(answerer):
        reply = await answerer.answer(toy_request())
    assert reply.cost_usd == pytest.approx(0.3)


@pytest.mark.parametrize("cap", [None, 9.0])
async def test_an_answer_nobody_waited_for_is_noted_as_its_estimate(cap):
    script = _playing(chat(GOOD))
    late = [httpx2.ReadTimeout("late")]

    def handler(request: httpx2.Request) -> httpx2.Response:
        if late:
            raise late.pop()
        return script(request)

    answerer = _capped(httpx2.MockTransport(handler), cap)
    async with aclosing(answerer):
        reply = await answerer.answer(toy_request())
    assert [attempt.status for attempt in reply.attempts] == ["timeout", "ok"]
    assert reply.cost_usd == pytest.approx(GUESS + 0.3)


def _failing(error: RunError) -> LlmAnswerer:
    """Return an answerer whose first answer has problems, and that then ends so."""
    script = [chat(BAD)]

    def handler(request: httpx2.Request) -> httpx2.Response:
        if not script:
            raise error
        return _playing(script.pop())(request)

    return _capped(httpx2.MockTransport(handler), None)


async def test_what_was_paid_goes_with_the_error_that_ends_the_run():
    async with aclosing(_failing(OutputError("the disk is full"))) as answerer:
        with pytest.raises(OutputError) as caught:
            await answerer.answer(toy_request())
    told = [(attempt.kind, attempt.status) for attempt in caught.value.attempts]
    assert told == [("first", "invalid"), ("reask", "reset")]
    assert caught.value.cost_usd is not None
    assert caught.value.cost_usd > 0.3 + GUESS  # a re-ask holds the answer as well


async def test_a_recording_that_is_missing_costs_nothing_itself():
    async with aclosing(_failing(RecordingMissing("none"))) as answerer:
        with pytest.raises(RecordingMissing) as caught:
            await answerer.answer(toy_request())
    assert [attempt.status for attempt in caught.value.attempts] == ["invalid"]
    assert caught.value.cost_usd == pytest.approx(0.3)
