"""A batch asks what a direct call asks."""

import json

import pytest

from extractor.answerers.llm import Endpoint
from extractor.answerers.llm.batches import Drafts, line_of
from tests.answerers.llm.toys import GOOD, KEY, toy_request
from tests.servers.loopback import chat, tool_call

pytestmark = pytest.mark.anyio
MODES = pytest.mark.parametrize("mode", ["json_schema", "tools", "json", "md_json"])
PARAMETERS = {"temperature": 0, "seed": 7, "max_tokens": 900}


@MODES
async def test_the_body_in_a_batch_is_the_one_of_a_direct_call(mode, ask, server):
    asked = {"mode": mode, "parameters": PARAMETERS}
    request = toy_request("Prices {{ 7*7 }} rose, \\u0041 “quoted”.")
    drafts = Drafts(Endpoint(model="toy-1", base_url=server.url, **asked))
    server.by = lambda body: tool_call(GOOD) if "tools" in body else chat(GOOD)
    await drafts.of(toy_request("an earlier article, and a longer one"))

    draft = await drafts.of(request)
    await ask(**asked).answer(request)

    assert draft.body == server.bodies[0]


async def test_the_key_that_a_provider_refuses_or_takes_is_in_no_line():
    drafts = Drafts(Endpoint(model="toy-1", api_key=KEY))

    draft = await drafts.of(toy_request())

    assert KEY not in line_of(draft.body, key=bytes(32)).decode()


async def test_a_line_names_the_key_and_is_one_line():
    drafts = Drafts(Endpoint(model="toy-1"))
    draft = await drafts.of(toy_request("one\ntwo\u2028three"))

    line = line_of(draft.body, key=bytes(range(32)))

    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert json.loads(line)["custom_id"] == bytes(range(32)).hex()
