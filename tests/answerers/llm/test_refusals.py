import pytest

from extractor.errors import AccessError, InvalidReply
from tests.answerers.llm.toys import GOOD, KEY, toy_request
from tests.servers.loopback import chat, http, refused

pytestmark = pytest.mark.anyio


async def test_a_refusal_is_not_argued_with(server, ask):
    server.script(chat(None, refusal="I cannot.\n" + "No. " * 200), chat(GOOD))
    with pytest.raises(InvalidReply, match="the model refuses: I cannot") as caught:
        await ask().answer(toy_request())
    assert caught.value.reason == "refused"
    assert [a.status for a in caught.value.attempts] == ["refused"]
    assert len(str(caught.value)) < 350


async def test_a_filtered_answer_is_a_refusal(server, ask):
    server.script(chat('{"headline": "h', finish="content_filter"), chat(GOOD))
    with pytest.raises(InvalidReply, match="content filter") as caught:
        await ask().answer(toy_request())
    assert caught.value.reason == "refused"
    assert len(server.bodies) == 1


@pytest.mark.parametrize(
    ("behaviour", "advice"),
    [
        (http(401, f"Incorrect API key provided: {KEY}"), "EXTRACTOR_API_KEY"),
        (http(402, "Insufficient Balance"), "quota is used up: Insufficient Balance"),
        (http(403, "Country not supported"), "Country not supported"),
        (http(404, "no such model"), "'toy-1'"),
        (refused(404, "model_not_found"), "'toy-1'"),
        (refused(400, "model_not_found"), "'toy-1'"),
        (refused(429, "insufficient_quota"), "add credit"),
        (refused(400, "billing_hard_limit_reached"), "add credit"),
    ],
)
async def test_a_refused_key_quota_or_model_ends_the_run(
    server, ask, waits, behaviour, advice
):
    server.script(behaviour, chat(GOOD))
    with pytest.raises(AccessError) as caught:
        await ask().answer(toy_request())
    assert advice in str(caught.value)
    assert caught.value.exit_code == 4
    assert (len(server.bodies), waits) == (1, [])


async def test_a_server_of_ones_own_is_not_sent_a_key_of_the_environment(
    server, ask, monkeypatch
):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-environment")
    monkeypatch.setenv("OPENAI_ADMIN_KEY", "sk-of-the-admin")
    server.script(chat(GOOD))
    await ask(api_key=None).answer(toy_request())
    assert server.headers[0]["authorization"] == "Bearer none"


async def test_the_key_given_is_the_key_sent(server, ask):
    server.script(chat(GOOD))
    await ask().answer(toy_request())
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"
