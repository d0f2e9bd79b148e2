from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from extractor.answerers.llm import (
    Endpoint,
    LlmAnswerer,
    RetryPolicy,
    open_recording,
    recorded_parameters,
)
from tests.answerers.llm.toys import KEY, Waits
from tests.servers.loopback import Loopback


@pytest.fixture
async def record(
    server: Loopback, waits: Waits, tmp_path: Path
) -> AsyncIterator[Callable[..., LlmAnswerer]]:
    """Makes answerers that ask the server and record into tmp_path."""
    made: list[LlmAnswerer] = []

    def make(timeout_s: float = 20.0, **parameters: object) -> LlmAnswerer:
        endpoint = Endpoint(
            model="toy-1",
            base_url=server.url,
            api_key=KEY,
            timeout_s=timeout_s,
            parameters=parameters,
        )
        recorder = open_recording(
            tmp_path,
            origin="authored",
            model=endpoint.model,
            parameters=recorded_parameters(endpoint),
        )
        policy = RetryPolicy(sleep=waits.sleep)
        made.append(LlmAnswerer(endpoint, recorder=recorder, policy=policy))
        return made[-1]

    yield make
    for one in made:
        await one.aclose()
