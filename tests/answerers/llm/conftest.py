from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest

from extractor.answerers.llm import LlmAnswerer
from tests.answerers.llm.toys import Waits, answerer
from tests.servers.loopback import Loopback


@pytest.fixture
def server() -> Iterator[Loopback]:
    loopback = Loopback()
    yield loopback
    loopback.close()


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
async def ask(
    server: Loopback, waits: Waits
) -> AsyncIterator[Callable[..., LlmAnswerer]]:
    """Makes answerers that ask the server, and closes them."""
    made: list[LlmAnswerer] = []

    def make(**endpoint: Any) -> LlmAnswerer:
        made.append(answerer(server.url, waits, **endpoint))
        return made[-1]

    yield make
    for one in made:
        await one.aclose()
