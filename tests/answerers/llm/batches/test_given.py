"""An answer from a batch goes the way of any answer."""

import pytest

from extractor.answerers.llm import Endpoint, LlmAnswerer, RetryPolicy
from extractor.answerers.llm.batches import BATCH_PRICE, Given, GivenAnswerer
from extractor.errors import InvalidReply
from extractor.records.outcome import Reply
from tests.answerers.llm.toys import BAD, GOOD, Toy, Waits, toy_request
from tests.servers.loopback import Behaviour, Loopback, chat, tool_call

pytestmark = pytest.mark.anyio
PRICES = {"price_in": 1.0, "price_out": 2.0}


async def read(
    server: Loopback, came: Behaviour, *, mode: str = "json_schema", **more: object
) -> Reply[Toy]:
    """Return the reply to an answer that came in a batch."""
    endpoint = Endpoint(model="toy-1", base_url=server.url, mode=mode, **PRICES)  # type: ignore[arg-type]
    policy = RetryPolicy(reasks=1, sleep=Waits().sleep)
    given = Given(completion=came.body, price=BATCH_PRICE, **more)  # type: ignore[arg-type]
    model = LlmAnswerer(endpoint, policy=policy)
    try:
        answerer = GivenAnswerer(model, given, batch="batch-1")
        return await answerer.answer(toy_request())
    finally:
        await model.aclose()


@pytest.mark.parametrize(
    ("mode", "came"),
    [
        ("json_schema", chat(GOOD)),
        ("tools", tool_call(GOOD)),
        ("json", chat(GOOD)),
        ("md_json", chat(f"```json\n{GOOD}\n```")),
    ],
)
async def test_a_good_answer_asks_nothing_and_costs_half(mode, came, server):
    reply = await read(server, came, mode=mode)

    assert server.bodies == []
    assert [attempt.status for attempt in reply.attempts] == ["ok"]
    assert reply.cost_usd == pytest.approx((100 + 2 * 20) / 2e6)
    assert reply.engine.model_dump()["batch"] == "batch-1"


async def test_an_answer_with_problems_is_asked_for_again_with_them(server):
    server.script(chat(GOOD))

    reply = await read(server, chat(BAD))

    [body] = server.bodies
    assert body["messages"][2]["content"] == BAD
    assert "not in the article" in body["messages"][3]["content"]
    assert [a.kind for a in reply.attempts] == ["first", "reask"]
    assert reply.cost_usd == pytest.approx(1.5 * (100 + 2 * 20) / 1e6)


async def test_a_cut_off_answer_is_asked_for_with_more_room(server):
    server.script(chat(GOOD))

    reply = await read(server, chat(GOOD[:9], finish="length"))

    assert [a.kind for a in reply.attempts] == ["first", "room"]


async def test_what_happened_in_earlier_batches_stands_before(server):
    reply = await read(server, chat(GOOD), earlier=("timeout", "http_500"))

    told = [(attempt.kind, attempt.status) for attempt in reply.attempts]
    later = [("transport", "http_500"), ("transport", "ok")]
    assert told == [("first", "timeout"), *later]


@pytest.mark.parametrize("body", [{}, {"choices": None}, {"choices": [{}]}, {"x": 1}])
async def test_a_body_that_is_no_completion_is_asked_for_directly(body, server):
    server.script(chat(GOOD))

    reply = await read(server, Behaviour(body=body))

    assert [attempt.status for attempt in reply.attempts] == ["invalid", "ok"]


async def test_a_refusal_is_one_in_a_batch_as_well(server):
    with pytest.raises(InvalidReply, match="refuses"):
        await read(server, chat(None, refusal="no"))

    assert server.bodies == []
