import pytest

from extractor.errors import InvalidReply
from tests.answerers.llm.toys import BAD, GOOD, TEXT, toy_request
from tests.servers.loopback import chat

pytestmark = pytest.mark.anyio

CUT = chat('{"headline": "h', finish="length")
FIRST = 2 * len(TEXT) + 1000


async def test_the_first_room_is_the_articles_length_twice_and_a_thousand(server, ask):
    server.script(chat(GOOD))
    await ask().answer(toy_request())
    assert server.bodies[0]["max_tokens"] == FIRST


async def test_a_truncated_answer_is_asked_for_with_double_room(server, ask, waits):
    server.script(CUT, chat(BAD), chat(GOOD))
    reply = await ask().answer(toy_request())
    rooms = [body["max_tokens"] for body in server.bodies]
    assert rooms == [FIRST, 2 * FIRST, 2 * FIRST]
    assert [(a.kind, a.status) for a in reply.attempts] == [
        ("first", "truncated"),
        ("room", "invalid"),
        ("reask", "ok"),
    ]
    assert waits == []


async def test_a_truncated_answer_is_not_shown_to_the_model(server, ask):
    server.script(CUT, chat(GOOD))
    await ask().answer(toy_request())
    assert server.bodies[0]["messages"] == server.bodies[1]["messages"]


async def test_a_second_truncation_fails_the_article(server, ask):
    server.script(CUT, CUT, chat(GOOD))
    with pytest.raises(InvalidReply, match=f"{2 * FIRST} tokens") as caught:
        await ask().answer(toy_request())
    assert caught.value.reason == "truncated"
    assert [a.status for a in caught.value.attempts] == ["truncated"] * 2
    assert caught.value.attempts[0].tokens.completion == 20


@pytest.mark.parametrize("name", ["max_tokens", "max_completion_tokens"])
async def test_no_more_room_is_asked_for_than_the_model_allows(server, ask, name):
    server.script(CUT, chat(GOOD))
    reply = await ask(parameters={name: FIRST + 5}).answer(toy_request())
    rooms = [body["max_tokens"] for body in server.bodies]
    assert rooms == [FIRST, FIRST + 5]
    assert reply.attempts[-1].status == "ok"


async def test_more_room_is_not_asked_for_when_there_is_none(server, ask):
    server.script(CUT, chat(GOOD))
    with pytest.raises(InvalidReply) as caught:
        await ask(parameters={"max_tokens": 50}).answer(toy_request())
    assert caught.value.reason == "truncated"
    assert [body["max_tokens"] for body in server.bodies] == [50]


async def test_the_room_goes_by_the_name_that_is_set(server, ask):
    server.script(chat(GOOD))
    await ask(room_parameter="max_completion_tokens").answer(toy_request())
    assert server.bodies[0]["max_completion_tokens"] == FIRST
    assert "max_tokens" not in server.bodies[0]
