from typing import Any

import pytest

from extractor.answerers.llm import Endpoint, Limits
from extractor.answerers.llm.forecast import Amount, Forecast
from extractor.records.outcome import Prompt
from tests.answerers.llm.toys import BAD, NOW, TEXT, toy, toy_request
from tests.servers.loopback import chat, completion

PROMPT = Prompt("s" * 400, "u" * 400)


def _forecast(**endpoint: Any) -> Forecast:
    known = {"model": "m", "base_url": "http://127.0.0.1:1/v1", **endpoint}
    return Forecast(Endpoint(**known), clock=lambda: NOW)


def test_an_article_is_expected_to_take_one_request():
    forecast = _forecast()
    forecast.add(PROMPT, article=1_000, schema=4_000)
    assert forecast.expected == Amount(requests=1, prompt=200, answer=900)


def test_openai_counts_the_schema_as_part_of_the_prompt():
    forecast = _forecast(base_url=None)
    forecast.add(PROMPT, article=1_000, schema=4_000)
    assert forecast.expected.prompt == 1_200


def test_no_answer_is_longer_than_the_model_allows():
    forecast = _forecast(parameters={"max_tokens": 500})
    forecast.add(PROMPT, article=1_000, schema=0)
    assert forecast.expected.answer == 500
    assert forecast.worst.answer == 4 * 500


@pytest.mark.anyio
async def test_the_worst_is_what_a_server_can_make_an_article_take(server, ask):
    def by(body: dict[str, Any]) -> Any:
        room = body["max_tokens"]
        cut_off = len(server.bodies) == 1
        answer = chat("{", finish="length") if cut_off else chat(BAD)
        usage = {"prompt_tokens": 0, "completion_tokens": room}
        return completion(answer.body["choices"], usage=usage)

    server.by = by
    forecast = _forecast()
    forecast.add(PROMPT, article=len(TEXT), schema=0)
    reply = await ask().answer(toy_request())

    assert len(reply.attempts) == forecast.worst.requests
    answered = sum(attempt.tokens.completion for attempt in reply.attempts)
    assert answered == forecast.worst.answer


@pytest.mark.anyio
async def test_the_worst_prompts_hold_every_answer_that_is_sent_back(server, ask):
    long = toy("x" * 3_000)
    server.by = lambda _body: chat(long)
    request = toy_request()
    forecast = _forecast()
    forecast.add(request.prompt, article=len(TEXT), schema=0)
    await ask().answer(request)

    sent = [sum(len(m["content"]) for m in b["messages"]) for b in server.bodies]
    assert sum(sent) / 4 <= forecast.worst.prompt


def test_the_cost_follows_the_given_prices():
    forecast = _forecast(price_in=1.0, price_out=10.0)
    amount = Amount(requests=1, prompt=500_000, answer=100_000)
    assert forecast.cost_usd(amount) == pytest.approx(1.5)


def test_an_unknown_price_is_none():
    assert _forecast().cost_usd(Amount(requests=1)) is None


@pytest.mark.parametrize(
    ("limits", "seconds"),
    [
        (Limits(), None),
        (Limits(rpm=60), 120.0),
        (Limits(tpm=1_000), 180.0),
        (Limits(rpm=60, tpm=1_000), 180.0),
    ],
)
def test_the_tightest_limit_makes_the_time(limits, seconds):
    amount = Amount(requests=120, prompt=2_000, answer=1_000)
    assert amount.seconds(limits) == seconds
