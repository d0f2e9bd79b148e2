"""What we rely on in the libraries, one promise each, for the day of an upgrade."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, cast

import httpx2
import instructor
import openai
import pytest
from instructor.core.exceptions import InstructorRetryException, ResponseParsingError
from openai.types.chat import ChatCompletion
from pydantic import BaseModel
from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt

from extractor.answerers.llm.faults import network_fault
from tests.servers.loopback import HANG, RESET, chat, tool_call

pytestmark = pytest.mark.anyio

Seen = list[Any]


class _Rejected(ResponseParsingError):
    pass


def _shell(seen: Seen, error: Exception | None = None) -> type[Any]:
    """Return a stand-in that keeps what it is given, and raises the error once."""
    errors = [error] if error else []

    def judge(content: object) -> Any:
        seen.append(content)
        if errors:
            raise errors.pop()
        return "judged"

    class Shell(instructor.ResponseSchema):
        @classmethod
        def model_json_schema(cls, *_: Any, **__: Any) -> dict[str, Any]:
            seen.append("schema")
            return {"title": "Shell", "type": "object", "properties": {}}

        @classmethod
        def model_validate_json(cls, json_data: Any, **_: Any) -> Any:
            return judge(json_data)

        @classmethod
        def model_validate(cls, obj: Any, **_: Any) -> Any:
            return judge(obj)

    return Shell


def _patched(
    content: str = "{}", *, mode: instructor.Mode = instructor.Mode.JSON_SCHEMA
) -> tuple[Callable[..., Awaitable[Any]], Seen]:
    """Return instructor's loop around a fake sender, and what was sent."""
    bodies: Seen = []
    tools = mode is instructor.Mode.TOOLS
    behaviour = tool_call(content) if tools else chat(content)

    async def post(**body: Any) -> ChatCompletion:
        bodies.append(json.loads(json.dumps(body)))
        return ChatCompletion.model_validate(behaviour.body)

    create = instructor.patch(create=post, mode=mode)
    return cast("Callable[..., Awaitable[Any]]", create), bodies


def _again(*kinds: type[BaseException]) -> AsyncRetrying:
    return AsyncRetrying(
        retry=retry_if_exception(lambda error: isinstance(error, kinds)),
        stop=stop_after_attempt(2),
        reraise=True,
    )


MESSAGES = [{"role": "user", "content": "{{ 7*7 }} {% raw"}]


@pytest.mark.parametrize(
    "mode",
    [
        instructor.Mode.JSON_SCHEMA,
        instructor.Mode.TOOLS,
        instructor.Mode.JSON,
        instructor.Mode.MD_JSON,
    ],
)
async def test_instructor_hands_the_answers_json_to_model_validate_json(mode):
    seen: Seen = []
    create, _ = _patched('{"a": 1}', mode=mode)
    got = await create(model="m", messages=MESSAGES, response_model=_shell(seen))
    assert got == "judged"
    assert json.loads(seen[-1]) == {"a": 1}


async def test_instructor_asks_the_model_class_for_its_schema():
    create, bodies = _patched()
    await create(model="m", messages=MESSAGES, response_model=_shell([]))
    sent = bodies[0]["response_format"]["json_schema"]["schema"]
    assert sent["title"] == "Shell"


async def test_instructor_leaves_messages_alone_without_context():
    create, bodies = _patched()
    await create(model="m", messages=MESSAGES, response_model=_shell([]))
    assert bodies[0]["messages"] == MESSAGES


async def test_instructor_asks_again_with_a_parsing_errors_own_words():
    create, bodies = _patched()
    shell = _shell([], _Rejected("these are our words"))
    controller = _again(_Rejected)
    await create(
        model="m", messages=MESSAGES, response_model=shell, max_retries=controller
    )
    assert bodies[1]["messages"] == [
        *MESSAGES,
        {"role": "assistant", "content": "{}"},
        {
            "role": "user",
            "content": "Correct your JSON ONLY RESPONSE, based on the following "
            "errors:\nthese are our words",
        },
    ]


async def test_a_controller_passed_in_replaces_instructors_predicate():
    create, bodies = _patched()
    shell = _shell([], _Rejected("no"))
    with pytest.raises(InstructorRetryException) as caught:
        await create(
            model="m", messages=MESSAGES, response_model=shell, max_retries=_again()
        )
    assert isinstance(caught.value.__cause__, _Rejected)
    assert len(bodies) == 1


async def test_instructor_wraps_any_error_and_names_it_as_the_cause():
    create, _ = _patched()
    bug = KeyError("a bug")
    with pytest.raises(InstructorRetryException) as caught:
        await create(
            model="m",
            messages=MESSAGES,
            response_model=_shell([], bug),
            max_retries=_again(),
        )
    assert caught.value.__cause__ is bug


async def test_a_response_schema_is_not_made_anew_by_instructor():
    seen: Seen = []
    shell = _shell(seen)
    create, _ = _patched()
    before = len(BaseModel.__subclasses__()), len(shell.__subclasses__())
    for _ in range(3):
        await create(model="m", messages=MESSAGES, response_model=shell)
    assert (len(BaseModel.__subclasses__()), len(shell.__subclasses__())) == before


async def test_openai_names_what_its_transport_raised_as_the_cause():
    bug = RuntimeError("not of the network")

    def handler(_request: httpx2.Request) -> httpx2.Response:
        raise bug

    transport = httpx2.MockTransport(handler)
    async with openai.AsyncOpenAI(
        api_key="k",
        max_retries=0,
        http_client=httpx2.AsyncClient(transport=transport),
    ) as client:
        with pytest.raises(openai.APIConnectionError) as caught:
            await client.post("/chat/completions", body={}, cast_to=ChatCompletion)
    assert caught.value.__cause__ is bug


@pytest.mark.parametrize(
    "client", [openai.DefaultAioHttpClient, openai.DefaultAsyncHttpxClient]
)
@pytest.mark.parametrize(("behaviour", "name"), [(RESET, "reset"), (HANG, "timeout")])
async def test_faults_are_told_apart_by_their_root_cause(
    server, client, behaviour, name
):
    server.script(behaviour)
    async with openai.AsyncOpenAI(
        base_url=server.url,
        api_key="k",
        max_retries=0,
        timeout=0.2,
        http_client=client(),
    ) as asked:
        with pytest.raises(openai.APIConnectionError) as caught:
            await asked.post("/chat/completions", body={}, cast_to=ChatCompletion)
    assert network_fault(caught.value) == name


async def test_tenacity_hands_cancellation_on():
    async def work() -> None:
        async for attempt in _again(_Rejected):
            with attempt:
                await asyncio.sleep(10)

    task = asyncio.ensure_future(work())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
