from contextlib import aclosing
from datetime import date
from typing import Any

import pytest

from extractor.answerers.llm import Endpoint, LlmAnswerer
from extractor.errors import SettingsError
from tests.answerers.llm.toys import GOOD, KEY, answerer, toy_request
from tests.servers.loopback import chat

pytestmark = pytest.mark.anyio


def test_the_key_is_never_shown():
    assert "SECRET" not in repr(Endpoint(model="m", api_key=KEY))


@pytest.mark.parametrize(
    ("base_url", "name"),
    [
        (None, "max_completion_tokens"),
        ("https://api.openai.com/v1", "max_completion_tokens"),
        ("https://eu.api.openai.com/v1", "max_completion_tokens"),
        ("https://notapi.openai.com.example/v1", "max_tokens"),
        ("https://notapi.openai.com/v1", "max_tokens"),
        ("http://localhost:8080/v1", "max_tokens"),
        ("https://openrouter.ai/api/v1", "max_tokens"),
    ],
)
def test_the_room_is_called_as_the_server_calls_it(base_url, name):
    assert Endpoint(model="m", base_url=base_url).room_name == name


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"model": " "}, "model"),
        ({"base_url": "localhost:8080"}, "base_url"),
        ({"base_url": "ftp://host/v1"}, "base_url"),
        ({"base_url": "http://"}, "base_url"),
        ({"base_url": "http://host:none/v1"}, "base_url"),
        ({"base_url": "http://[/v1"}, "base_url"),
        ({"base_url": "http://me:pass@host/v1"}, "base_url"),
        ({"base_url": "http://host/v1?version=2"}, "base_url"),
        ({"mode": "telepathy"}, "json_schema, tools, json, md_json"),
        ({"room_parameter": "n_predict"}, "room_parameter"),
        ({"timeout_s": 0}, "timeout"),
        ({"timeout_s": float("nan")}, "timeout"),
        ({"parameters": {"messages": []}}, "parameters.messages"),
        ({"parameters": {"stream": True}}, "parameters.stream"),
        ({"parameters": {"max_tokens": "many"}}, "parameters.max_tokens"),
        ({"parameters": {"max_tokens": True}}, "parameters.max_tokens"),
        ({"parameters": {"seed": date(2026, 1, 1)}}, "JSON"),
        ({"parameters": {"seed": float("nan")}}, "JSON"),
        ({"api_key": "sk-SECRET\n"}, "key"),
        ({"api_key": "sk-SECRÉT"}, "key"),
    ],
)
def test_a_value_that_no_server_could_use_is_refused(values: dict[str, Any], named):
    with pytest.raises(SettingsError) as caught:
        Endpoint(**{"model": "m", **values})
    assert named in str(caught.value)
    assert "SECR" not in str(caught.value)
    assert "pass" not in str(caught.value).replace("password", "")


def test_openai_itself_is_not_asked_without_a_key():
    with pytest.raises(SettingsError, match="EXTRACTOR_API_KEY or OPENAI_API_KEY"):
        LlmAnswerer(Endpoint(model="m"))


async def test_an_answerer_that_was_never_asked_can_be_closed():
    answerer = LlmAnswerer(Endpoint(model="m", api_key=KEY))
    assert answerer.softened == frozenset()
    await answerer.aclose()


@pytest.mark.parametrize("end", ["", "/"])
async def test_an_address_may_have_no_path(server, waits, end):
    server.script(chat(GOOD))
    async with aclosing(answerer(server.url.removesuffix("/v1") + end, waits)) as asked:
        reply = await asked.answer(toy_request())

    assert [attempt.status for attempt in reply.attempts] == ["ok"]
