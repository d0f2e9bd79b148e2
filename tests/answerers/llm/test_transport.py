import asyncio
import socket
from contextlib import aclosing
from email.utils import formatdate

import pytest

from extractor.errors import ArticleError, ExtractorError, ModelUnavailable
from tests.answerers.llm.toys import (
    BAD,
    GOOD,
    KEY,
    NOW,
    Waits,
    answerer,
    toy_request,
)
from tests.servers.loopback import (
    DRIBBLE,
    GARBAGE,
    HANG,
    RESET,
    Behaviour,
    chat,
    completion,
    http,
)

pytestmark = pytest.mark.anyio

HTML = Behaviour(headers={"content-type": "text/html"}, body=b"<html>hello</html>")
NOT_JSON = Behaviour(body=b"<html>hello</html>")
SAID_INSIDE = Behaviour(body={"error": {"message": "busy", "code": 502}})
PASSING = [
    (http(429), "http_429", "rate_limited"),
    (http(500), "http_500", "server_error"),
    (http(503), "http_503", "server_error"),
    (http(408), "http_408", "timeout"),
    (http(409), "http_409", "server_error"),
    (RESET, "reset", "unreachable"),
    (GARBAGE, "reset", "unreachable"),
    (HTML, "invalid", "server_error"),
    (NOT_JSON, "invalid", "server_error"),
    (SAID_INSIDE, "invalid", "server_error"),
    (completion([]), "invalid", "server_error"),
    (completion(None), "invalid", "server_error"),
    (completion([None]), "invalid", "server_error"),
    (completion([{"index": 0}]), "invalid", "server_error"),
    (Behaviour(body=[]), "invalid", "server_error"),
    (Behaviour(body=b"null"), "invalid", "server_error"),
    (Behaviour(body=b""), "invalid", "server_error"),
]
NAMES = [f"{status}-{n}" for n, (_, status, _) in enumerate(PASSING)]


@pytest.mark.parametrize(("behaviour", "status", "_reason"), PASSING, ids=NAMES)
async def test_a_passing_fault_is_tried_again(
    server, ask, waits, behaviour, status, _reason
):
    server.script(behaviour, chat(GOOD))
    reply = await ask().answer(toy_request())
    assert [(a.kind, a.status) for a in reply.attempts] == [
        ("first", status),
        ("transport", "ok"),
    ]
    assert server.bodies[0] == server.bodies[1]
    assert len(waits) == 1
    assert 0.5 <= waits[0] <= 1.0


@pytest.mark.parametrize(("behaviour", "status", "reason"), PASSING, ids=NAMES)
async def test_the_fifth_fault_fails_the_article(
    server, ask, waits, behaviour, status, reason
):
    server.script(*[behaviour] * 9)
    with pytest.raises(ModelUnavailable, match=r"requests sent: 5") as caught:
        await ask().answer(toy_request())
    assert caught.value.reason == reason
    assert [a.status for a in caught.value.attempts] == [status] * 5
    assert len(server.bodies) == 5
    assert len(waits) == 4
    assert all(0.5 <= wait <= 20 for wait in waits)


async def test_an_error_inside_a_success_is_told(server, ask):
    server.script(*[SAID_INSIDE] * 5)
    with pytest.raises(ModelUnavailable, match="answered with an error: busy"):
        await ask().answer(toy_request())


@pytest.mark.parametrize("behaviour", [HANG, DRIBBLE], ids=["hang", "dribble"])
async def test_a_hang_ends_by_the_timeout(server, ask, behaviour):
    server.script(*[behaviour] * 5)
    with pytest.raises(ModelUnavailable, match=r"within 0\.1 s") as caught:
        await ask(timeout_s=0.1).answer(toy_request())
    assert caught.value.reason == "timeout"
    assert [a.status for a in caught.value.attempts] == ["timeout"] * 5


@pytest.mark.loopback
async def test_nobody_listening_is_unreachable(waits):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with aclosing(answerer(f"http://127.0.0.1:{port}/v1", waits)) as asked:
        with pytest.raises(ModelUnavailable, match="cannot be reached") as caught:
            await asked.answer(toy_request())
    assert caught.value.reason == "unreachable"
    assert [a.status for a in caught.value.attempts] == ["reset"] * 5


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry_after": "7"}, 7.0),
        ({"retry_after": "1.5"}, 1.5),
        ({"retry_after_ms": "300"}, 0.3),
        ({"retry_after_ms": "300", "retry_after": "7"}, 0.3),
        ({"retry_after": formatdate(NOW + 30, usegmt=True)}, 30.0),
        ({"retry_after": "60"}, 60.0),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
async def test_a_server_is_waited_for_as_it_asks(
    server, ask, waits, headers, wait, status
):
    server.script(http(status, **headers), chat(GOOD))
    await ask().answer(toy_request())
    assert waits == [wait]


@pytest.mark.parametrize(
    "said", ["0", "-5", "soon", "nan", "inf", formatdate(NOW - 30, usegmt=True)]
)
async def test_a_senseless_retry_after_gives_way_to_the_backoff(
    server, ask, waits, said
):
    server.script(http(429, retry_after=said), chat(GOOD))
    await ask().answer(toy_request())
    assert len(waits) == 1
    assert 0.5 <= waits[0] <= 1.0


@pytest.mark.parametrize("said", ["61", "120", formatdate(NOW + 3600, usegmt=True)])
async def test_a_server_that_asks_for_too_long_is_not_waited_for(
    server, ask, waits, said
):
    server.script(http(429, retry_after=said), chat(GOOD))
    with pytest.raises(ModelUnavailable, match="asks to wait") as caught:
        await ask().answer(toy_request())
    assert caught.value.reason == "rate_limited"
    assert (len(server.bodies), waits) == (1, [])


async def test_reasks_and_faults_have_budgets_of_their_own(server, ask):
    fault = http(500)
    server.script(fault, fault, chat(BAD), fault, fault, chat(BAD), chat(GOOD))
    reply = await ask().answer(toy_request())
    assert [a.kind for a in reply.attempts] == [
        "first",
        "transport",
        "transport",
        "reask",
        "transport",
        "transport",
        "reask",
    ]
    assert reply.attempts[-1].status == "ok"


@pytest.mark.parametrize("status", [400, 413, 422])
async def test_a_rejected_request_is_not_repeated(server, ask, status):
    server.script(http(status, "the schema is " + "too " * 200), chat(GOOD))
    with pytest.raises(ModelUnavailable, match="the schema is too") as caught:
        await ask().answer(toy_request())
    assert caught.value.reason == "request_rejected"
    assert [a.status for a in caught.value.attempts] == [f"http_{status}"]
    assert len(str(caught.value)) < 400


async def test_too_much_room_is_said_to_be_a_setting(server, ask):
    server.script(http(400, "max_tokens is too large: 9000; at most 4096"))
    with pytest.raises(ModelUnavailable, match=r"under \[parameters\]"):
        await ask().answer(toy_request())


@pytest.mark.parametrize(
    ("after", "incident"),
    [
        ([http(500)] * 5, "127.0.0.1:"),
        ([http(429, retry_after="120")], "asks to wait 120 s"),
        ([http(400)], "answered 400: as scripted"),
        ([http(401)], "refuses the key"),
        ([RESET] * 5, "cannot be reached"),
        ([chat("{", finish="length")] * 2, "cut off at its length limit"),
        ([chat(None, refusal="I cannot.")], "the model refuses: I cannot."),
    ],
)
async def test_a_reask_that_fails_leaves_the_earlier_answer(
    server, ask, after, incident
):
    server.script(chat(BAD), *after)
    reply = await ask().answer(toy_request())
    assert reply.review.data["quotes"] == ["invented"]
    assert incident in reply.incident
    assert reply.incident.startswith("Asking again ended early: ")
    assert len(reply.attempts) == 1 + len(after)


async def test_an_unusable_answer_before_a_fault_saves_nothing(server, ask):
    server.script(chat("{"), *[http(500)] * 5)
    with pytest.raises(ModelUnavailable) as caught:
        await ask().answer(toy_request())
    assert caught.value.reason == "server_error"
    assert len(caught.value.attempts) == 6


async def test_a_cancelled_answer_stops_at_once(server, ask):
    server.script(HANG)
    task = asyncio.ensure_future(ask().answer(toy_request()))
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(server.bodies) == 1


async def test_an_answer_can_be_cut_short_from_outside(server, ask):
    server.script(HANG)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await ask().answer(toy_request())


@pytest.mark.parametrize(
    "behaviour",
    [
        http(401, f"Incorrect API key provided: {KEY}"),
        http(403, f"{KEY} may not"),
        http(400, f"bad key {KEY[:6]}****{KEY[-4:]} there"),
    ],
)
async def test_no_key_is_ever_shown(server, ask, caplog, behaviour):
    server.script(behaviour)
    asked = ask()
    with pytest.raises(ExtractorError) as caught:
        await asked.answer(toy_request())
    shown = f"{caught.value} {caught.value!r} {asked!r} {vars(asked)} {caplog.text}"
    assert "SECRET" not in shown
    assert KEY[-4:] not in str(caught.value)


async def test_what_was_spent_goes_with_the_error(server, ask):
    server.script(chat("{"), chat("{"), chat("{"))
    with pytest.raises(ArticleError) as caught:
        await ask().answer(toy_request())
    assert sum(a.tokens.completion for a in caught.value.attempts) == 60
    assert caught.value.cost_usd is None


async def test_waits_grow_and_stay_within_bounds(server):
    waits = Waits()
    for _ in range(5):
        server.script(*[http(500)] * 5)
        async with aclosing(answerer(server.url, waits)) as asked:
            with pytest.raises(ModelUnavailable):
                await asked.answer(toy_request())
    assert max(waits[0::4]) <= 1.0
    assert max(waits[3::4]) > 1.0
    assert max(waits) <= 20.0
