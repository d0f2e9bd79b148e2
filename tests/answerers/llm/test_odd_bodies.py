"""Whatever a server sends: one article fails, never the run."""

import asyncio
import copy
import json
from collections.abc import Iterator
from contextlib import aclosing, suppress
from typing import Any, get_args

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.answerers.llm import Endpoint, LlmAnswerer, RetryPolicy
from extractor.answerers.llm.endpoint import Mode
from extractor.errors import ArticleError, InvalidReply, ModelUnavailable
from extractor.records.outcome import Reply
from tests.answerers.llm.toys import BAD, GOOD, HELD, KEY, Toy, Waits, toy, toy_request
from tests.servers.loopback import Behaviour, chat, completion, tool_call

MODES = get_args(Mode)
DEEP = "[" * 300 + "]" * 300
DEEPER = b"[" * 200_000
HALF = "\ud83d"


def asked(*bodies: Any, mode: Mode = "json_schema") -> Reply[Toy]:
    """Return the reply of a server that sends these bodies, the last one for good."""
    script = [body if isinstance(body, bytes) else _raw(body) for body in bodies]

    def handler(_request: httpx2.Request) -> httpx2.Response:
        content = script.pop(0) if len(script) > 1 else script[0]
        return httpx2.Response(200, content=content)

    async def work() -> Reply[Toy]:
        answerer = LlmAnswerer(
            Endpoint(model="gpt-4o-mini", api_key=KEY, mode=mode),
            transport=httpx2.MockTransport(handler),
            policy=RetryPolicy(sleep=Waits().sleep),
        )
        async with aclosing(answerer):
            return await answerer.answer(toy_request())

    return asyncio.run(work())


def _raw(body: Any) -> bytes:
    return json.dumps(body).encode()


def _answered(mode: Mode, content: str) -> Behaviour:
    return tool_call(content) if mode == "tools" else chat(content)


def _message(**parts: Any) -> Any:
    return completion([{"index": 0, "message": parts, "finish_reason": "stop"}]).body


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "body",
    [
        completion({"0": {"message": {"content": GOOD}}}).body,
        completion("none").body,
        completion([["message"]]).body,
        completion([{"message": "hello"}]).body,
        completion([{"message": ["hello"]}]).body,
        _message(content={"text": GOOD}),
        _message(content=7),
        _message(content=[7]),
        DEEP.encode(),
        DEEPER,
        b'{"choices": ' + b"1" * 5_000 + b"}",
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_completion_fails_the_article_alone(mode, body):
    with pytest.raises(ModelUnavailable) as caught:
        asked(body, mode=mode)
    assert caught.value.reason == "server_error"
    assert [a.status for a in caught.value.attempts] == ["invalid"] * 5


@pytest.mark.parametrize("model", [7, {"name": "m"}, ["m"], "a\nb", ""])
def test_a_model_without_a_name_is_none(model):
    body = {**chat(GOOD).body, "model": model}
    assert asked(body).engine.returned_model is None


@pytest.mark.parametrize("mode", ["json_schema", "json", "md_json"])
@pytest.mark.parametrize(
    "parts",
    [
        [{"type": "text", "text": GOOD}],
        [{"type": "text", "text": GOOD[:9]}, {"type": "text", "text": GOOD[9:]}],
        [{"type": "thinking", "text": "{"}, {"type": "text", "text": GOOD}],
        [{"type": "thinking", "thinking": [{"text": "{"}]}, {"text": GOOD}],
        [GOOD],
    ],
)
def test_an_answer_in_parts_is_read(mode, parts):
    reply = asked(_message(role="assistant", content=parts), mode=mode)
    assert [attempt.status for attempt in reply.attempts] == ["ok"]


def test_parts_are_shown_again_as_one_text():
    reply = asked(_message(content=[{"type": "text", "text": BAD}]), chat(GOOD).body)
    assert [attempt.status for attempt in reply.attempts] == ["invalid", "ok"]


@pytest.mark.parametrize(
    "call",
    [
        {"id": "1", "type": "function"},
        {"id": "1", "type": "function", "function": None},
        {"id": "1", "type": "custom", "custom": {"name": "toy", "input": GOOD}},
        {"id": "1", "type": "function", "function": {"name": "toy"}},
        "toy",
        None,
    ],
)
def test_a_call_of_a_tool_without_arguments_is_none(call):
    odd = _message(content=None, tool_calls=[call])
    reply = asked(odd, tool_call(GOOD).body, mode="tools")
    assert reply.attempts[0].problems == (
        "answer: expected a call of the tool that was given, found none",
    )
    assert [attempt.status for attempt in reply.attempts] == ["invalid", "ok"]


@pytest.mark.parametrize("given_id", [None, 7])
def test_arguments_that_are_no_text_are_read_and_asked_for_again(given_id):
    function = {"name": None, "arguments": json.loads(BAD)}
    odd = _message(tool_calls=[{"id": given_id, "function": function}])
    reply = asked(odd, tool_call(GOOD).body, mode="tools")
    assert [attempt.status for attempt in reply.attempts] == ["invalid", "ok"]


def test_half_a_character_can_be_asked_about_again():
    reply = asked(chat(f'{{"headline": "{HALF}"}}').body, chat(GOOD).body)
    assert [attempt.status for attempt in reply.attempts] == ["invalid", "ok"]


@pytest.mark.parametrize("content", ["[" * 500, DEEP, "x" * (1 << 20) + GOOD])
def test_a_text_in_which_no_json_can_be_looked_for_is_asked_for_again(content):
    reply = asked(chat(content).body, chat(GOOD).body, mode="md_json")
    assert [attempt.status for attempt in reply.attempts] == ["invalid", "ok"]


@pytest.mark.parametrize("count", [10**400, -1, 1.5, "7", None, [7]])
def test_senseless_counts_are_none(count):
    usage = {"prompt_tokens": count, "completion_tokens": 20}
    reply = asked({**chat(GOOD).body, "usage": usage})
    assert reply.attempts[0].tokens.prompt == 0
    assert reply.attempts[0].tokens.completion == 20


def test_half_a_character_in_a_complaint_can_be_told():
    body = {"error": {"message": f"busy {HALF}"}}
    with pytest.raises(ModelUnavailable) as caught:
        asked(body)
    assert str(caught.value).isprintable()


ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=3)
    | st.sampled_from(["length", "text", "function", GOOD, BAD, HALF, "{"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(
                ["message", "content", "type", "text", "function", "arguments", "0"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=5,
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each part of a document."""
    yield path
    if isinstance(value, dict | list):
        steps = value if isinstance(value, dict) else range(len(value))
        for step in steps:
            yield from _places(value[step], (*path, step))


@st.composite
def odd_completions(draw: st.DrawFn, mode: Mode) -> Any:
    """Draw a completion in which up to three parts are something else, or gone."""
    content = draw(st.sampled_from([GOOD, BAD, "{"]))
    document = {"body": copy.deepcopy(_answered(mode, content).body)}
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list(_places(document))[1:]))
        holder: Any = document
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = draw(ODD)
    return document["body"]


@pytest.mark.parametrize("mode", MODES)
@given(data=st.data())
@settings(max_examples=60)
def test_an_odd_body_fails_its_article_at_most(mode, data):
    body = data.draw(odd_completions(mode))
    good = _answered(mode, GOOD).body
    with suppress(ArticleError):
        assert asked(body, good, mode=mode).attempts[-1].status == "ok"


@pytest.mark.parametrize("mode", MODES)
@given(content=st.text(max_size=20) | st.text("[{}]\"'\\`\n ", max_size=80))
@settings(max_examples=30)
def test_an_odd_text_fails_its_article_at_most(mode, content):
    with pytest.raises(InvalidReply):
        asked(_answered(mode, content).body, mode=mode)


def test_a_whole_answer_needs_nothing_but_its_text():
    reply = asked({"choices": [{"message": {"content": toy(HELD)}}]})
    assert [attempt.status for attempt in reply.attempts] == ["ok"]
