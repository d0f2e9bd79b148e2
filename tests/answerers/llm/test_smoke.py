import pytest
from tests.answerers.llm.toys import *
from tests.servers.loopback import *
pytestmark = pytest.mark.anyio

async def test_good(server, ask):
    server.script(chat(GOOD))
    r = await ask().answer(toy_request())
    print(r)
async def test_hang(server, ask, waits):
    server.script(*[HANG]*5)
    try: await ask(timeout_s=0.1).answer(toy_request())
    except Exception as e: print(repr(e), e.attempts, waits)
async def test_reset(server, ask, waits):
    server.script(*[RESET]*5)
    try: await ask().answer(toy_request())
    except Exception as e: print(repr(e), e.attempts, waits)
async def test_garbage(server, ask, waits):
    server.script(*[GARBAGE]*5)
    try: await ask().answer(toy_request())
    except Exception as e: print(repr(e), e.attempts, waits)
