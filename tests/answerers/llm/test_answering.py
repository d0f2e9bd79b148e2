from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from extractor.errors import InvalidReply
from tests.answerers.llm.toys import (
    BAD,
    GOOD,
    HELD,
    SCHEMA,
    SYSTEM,
    TEXT,
    WORSE,
    toy,
    toy_request,
)
from tests.servers.loopback import chat, completion, tool_call

pytestmark = pytest.mark.anyio


async def test_a_good_answer_takes_one_request(server, ask):
    server.script(chat(GOOD))
    reply = await ask().answer(toy_request())
    assert reply.review.conclusion.value.quotes == [HELD]
    assert reply.incident is None
    assert [(a.kind, a.status) for a in reply.attempts] == [("first", "ok")]
    assert len(server.bodies) == 1


async def test_tokens_are_noted_request_by_request(server, ask):
    server.script(chat(BAD), chat(GOOD))
    reply = await ask().answer(toy_request())
    counted = [(a.tokens.prompt, a.tokens.completion) for a in reply.attempts]
    assert counted == [(100, 20), (100, 20)]
    assert reply.attempts[1].tokens.cached == 64


async def test_what_answered_is_told(server, ask):
    server.script(chat(GOOD))
    reply = await ask(parameters={"temperature": 0}).answer(toy_request())
    assert reply.engine.model_dump() == {
        "kind": "llm",
        "model": "toy-1",
        "returned_model": "toy-1-2026",
        "parameters": {"mode": "json_schema", "temperature": 0},
    }


async def test_problems_are_told_in_our_own_words(server, ask):
    server.script(chat(WORSE), chat(GOOD))
    await ask().answer(toy_request())
    assert server.bodies[1]["messages"][2:] == [
        {"role": "assistant", "content": WORSE},
        {
            "role": "user",
            "content": (
                "Correct your JSON ONLY RESPONSE, based on the following errors:\n"
                "Your answer has 2 problems:\n"
                "- quotes 1: not in the article: 'invented'\n"
                "- quotes 2: not in the article: 'made up'\n"
                "Send the whole answer again as one JSON object, with these problems "
                "put right and everything else as it was."
            ),
        },
    ]


async def test_problems_stand_in_the_attempts(server, ask):
    server.script(chat(BAD), chat(GOOD))
    reply = await ask().answer(toy_request())
    assert [(a.kind, a.status, a.problems) for a in reply.attempts] == [
        ("first", "invalid", ("quotes 1: not in the article: 'invented'",)),
        ("reask", "ok", ()),
    ]


async def test_the_article_arrives_intact_on_every_attempt(server, ask):
    server.script(chat("no json"), chat(BAD), chat(GOOD))
    await ask().answer(toy_request())
    sent = [body["messages"][:2] for body in server.bodies]
    messages = [
        {"role": "system", "content": SYSTEM},
        {"role": "user", "content": TEXT},
    ]
    assert sent == [messages] * 3


async def test_the_strict_schema_goes_with_every_attempt(server, ask):
    server.script(chat(BAD), chat(GOOD))
    await ask().answer(toy_request())
    strict = {"name": "toy", "strict": True, "schema": SCHEMA}
    formats = [body["response_format"] for body in server.bodies]
    assert formats == [{"type": "json_schema", "json_schema": strict}] * 2


async def test_nothing_but_the_request_is_sent(server, ask):
    server.script(chat(GOOD))
    await ask(parameters={"seed": 7}).answer(toy_request())
    assert sorted(server.bodies[0]) == [
        "max_tokens",
        "messages",
        "model",
        "response_format",
        "seed",
    ]


async def test_after_two_reasks_the_best_answer_is_kept(server, ask):
    server.script(chat(WORSE), chat(BAD), chat(WORSE))
    reply = await ask().answer(toy_request())
    assert reply.review.data["quotes"] == ["invented"]
    assert len(reply.review.problems) == 1
    assert reply.incident is None
    assert [a.status for a in reply.attempts] == ["invalid"] * 3


async def test_of_equally_good_answers_the_latest_is_kept(server, ask):
    server.script(*(chat(toy("invented", headline=h)) for h in "abc"))
    reply = await ask().answer(toy_request())
    assert reply.review.data["headline"] == "c"


async def test_an_unusable_answer_does_not_displace_a_usable_one(server, ask):
    server.script(chat(BAD), chat("{"), chat('{"headline": 3}'))
    reply = await ask().answer(toy_request())
    assert reply.review.data["quotes"] == ["invented"]


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"headline": 3}', "hi"])
async def test_three_unusable_answers_fail_the_article(server, ask, content):
    server.script(*[chat(content)] * 3)
    with pytest.raises(InvalidReply, match="in 3 requests") as caught:
        await ask().answer(toy_request())
    assert caught.value.reason == "invalid_reply"
    assert [a.status for a in caught.value.attempts] == ["invalid"] * 3
    assert all(a.problems for a in caught.value.attempts)


async def test_no_content_at_all_is_asked_for_again(server, ask):
    server.script(chat(None), chat(GOOD))
    reply = await ask().answer(toy_request())
    assert [a.status for a in reply.attempts] == ["invalid", "ok"]


@pytest.mark.parametrize("mode", ["json", "md_json"])
async def test_a_schema_in_the_messages_is_asked_for_again_alike(server, ask, mode):
    fenced = f"Here it is:\n```json\n{GOOD}\n```" if mode == "md_json" else GOOD
    server.script(chat(BAD), chat(fenced))
    reply = await ask(mode=mode).answer(toy_request())
    assert [a.status for a in reply.attempts] == ["invalid", "ok"]
    assert '"quotes"' in server.bodies[0]["messages"][0]["content"]
    assert TEXT in server.bodies[1]["messages"][1]["content"]


async def test_a_tool_is_asked_for_again_as_its_result(server, ask):
    server.script(tool_call(BAD), tool_call(GOOD))
    reply = await ask(mode="tools").answer(toy_request())
    assert [a.status for a in reply.attempts] == ["invalid", "ok"]
    tool = server.bodies[0]["tools"][0]["function"]
    assert tool["parameters"]["properties"] == SCHEMA["properties"]
    assert server.bodies[1]["messages"][-1]["role"] == "tool"
    assert "- quotes 1: not in the" in server.bodies[1]["messages"][-1]["content"]


async def test_a_tool_that_is_not_called_is_asked_for_again(server, ask):
    server.script(chat("I will not call it"), tool_call(GOOD))
    reply = await ask(mode="tools").answer(toy_request())
    assert [a.status for a in reply.attempts] == ["invalid", "ok"]
    assert reply.attempts[0].problems == (
        "answer: expected a call of the tool that was given, found none",
    )


async def test_an_empty_refusal_is_none(server, ask):
    server.script(tool_call(GOOD, refusal=""))
    reply = await ask(mode="tools").answer(toy_request())
    assert [a.status for a in reply.attempts] == ["ok"]


class Other(BaseModel):
    number: int


def _key_error() -> Any:
    nothing: dict[str, int] = {}
    return nothing["missing"]


def _validation_error() -> Any:
    return Other.model_validate({})


def _value_error() -> Any:
    return int("x")


@pytest.mark.parametrize(
    ("bug", "error"),
    [
        (_key_error, KeyError),
        (_value_error, ValueError),
        (_validation_error, ValidationError),
    ],
)
async def test_a_bug_in_the_review_crashes_as_itself(server, ask, bug, error):
    server.script(chat(GOOD))
    with pytest.raises(error) as caught:
        await ask().answer(toy_request(review=lambda _content: bug()))
    assert caught.type is error
    assert len(server.bodies) == 1


async def test_missing_usage_and_model_do_no_harm(server, ask):
    message = {"role": "assistant", "content": GOOD}
    choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
    server.script(completion(choices, usage=None, model=None))
    reply = await ask().answer(toy_request())
    assert reply.engine.returned_model is None
    assert reply.attempts[0].tokens.prompt == 0
