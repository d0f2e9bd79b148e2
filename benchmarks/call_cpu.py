"""CPU time per call, as ratios: `python -m benchmarks.call_cpu [--rounds N]`.

Clients ask one mock server in another process, by turns in this one: first openai's
own client with its default transport (create, then validate) and our answerer, then
openai's and instructor as it comes, which leaves classes behind and so goes last. Each
does the same work: send the article, validate twenty claims.
"""

import argparse
import asyncio
import gc
import logging
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any, cast

import instructor
import openai

from benchmarks.call_case import ARTICLE, RESPONSE_FORMAT, SCHEMA, SYSTEM, Answer
from extractor.answerers.llm import Endpoint, Limits, LlmAnswerer, Pacer
from extractor.records.article import Article, Sentence, article_id
from extractor.records.outcome import Conclusion, Prompt, Recipe, Request, Review
from extractor.records.problems import Publication

Ask = Callable[[], Awaitable[None]]
BASE = "openai"
MESSAGES: list[Any] = [
    {"role": "system", "content": SYSTEM},
    {"role": "user", "content": ARTICLE},
]


@dataclass(frozen=True)
class Setting:
    """How the server is asked, and the most that ours may cost of openai's."""

    in_flight: int
    latency_ms: int
    calls: int
    target: float


SETTINGS = (Setting(1, 0, 200, 1.25), Setting(256, 50, 1024, 0.6))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    logging.disable(logging.CRITICAL)
    with _mock_server() as port:
        for other in ("extractor", "instructor"):
            for setting in SETTINGS:
                url = f"http://127.0.0.1:{port}/{setting.latency_ms}/v1"
                _print(asyncio.run(_measure(other, url, setting, rounds)), setting)


async def _measure(
    other: str, url: str, setting: Setting, rounds: int
) -> dict[str, list[float]]:
    """Return the CPU milliseconds per call of two clients, one a round."""
    calls, in_flight = setting.calls, setting.in_flight
    spent: dict[str, list[float]] = {}
    async with AsyncExitStack() as stack:
        clients = {
            name: await stack.enter_async_context(CLIENTS[name](url))
            for name in (BASE, other)
        }
        for ask in clients.values():
            await _run(ask, calls // 4, in_flight)
        for _ in range(rounds):
            for name, ask in clients.items():
                gc.collect()
                before = time.process_time()
                await _run(ask, calls, in_flight)
                seconds = time.process_time() - before
                spent.setdefault(name, []).append(1000 * seconds / calls)
    return spent


async def _run(ask: Ask, calls: int, in_flight: int) -> None:
    left = iter(range(calls))

    async def work() -> None:
        for _ in left:
            await ask()

    await asyncio.gather(*(work() for _ in range(in_flight)))


def _print(spent: dict[str, list[float]], setting: Setting) -> None:
    lines = [
        f"{setting.in_flight} in flight, {setting.latency_ms} ms; "
        f"extractor may cost {setting.target}"
    ]
    for name, times in spent.items():
        pairs = zip(times, spent[BASE], strict=True)
        ratios = [mine / base for mine, base in pairs]
        lines.append(
            f"  {name:12s} {statistics.median(times):7.3f} ms  "
            f"ratio {statistics.median(ratios):5.2f} "
            f"({min(ratios):.2f} to {max(ratios):.2f})"
        )
    sys.stdout.write("\n".join(lines) + "\n")


@asynccontextmanager
async def _openai(url: str) -> AsyncIterator[Ask]:
    async with openai.AsyncOpenAI(base_url=url, api_key="k", max_retries=0) as client:

        async def ask() -> None:
            completion = await client.chat.completions.create(
                model="mock",
                messages=MESSAGES,
                response_format=cast("Any", RESPONSE_FORMAT),
                max_tokens=9000,
            )
            Answer.model_validate_json(completion.choices[0].message.content or "")

        yield ask


@asynccontextmanager
async def _instructor(url: str) -> AsyncIterator[Ask]:
    async with openai.AsyncOpenAI(base_url=url, api_key="k", max_retries=0) as client:
        patched = instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA)

        async def ask() -> None:
            await patched.create(
                model="mock",
                messages=MESSAGES,
                response_model=Answer,
                max_tokens=9000,
            )

        yield ask


@asynccontextmanager
async def _extractor(url: str) -> AsyncIterator[Ask]:
    pacer, request = Pacer(Limits(in_flight=256)), _request()
    answerer = LlmAnswerer(Endpoint(model="mock", base_url=url), pacing=pacer)

    async def ask() -> None:
        await answerer.answer(request)

    yield ask
    await answerer.aclose()


def _request() -> Request[Answer]:
    recipe = Recipe(
        name="answer",
        system=SYSTEM,
        user="$sentences",
        answer=Answer,
        strict_schema=SCHEMA,
        published=Answer,
        publish=lambda answer, _article: Publication(answer),
    )
    whole = Sentence(n=1, start=0, end=len(ARTICLE), kind="body")
    article = Article(id=article_id(ARTICLE), text=ARTICLE, sentences=(whole,))
    prompt = Prompt(SYSTEM, ARTICLE)
    return Request(article=article, recipe=recipe, prompt=prompt, review=_review)


def _review(content: Any) -> Review[Answer]:
    answer = Answer.model_validate_json(content)
    return Review(data=answer, conclusion=Conclusion(value=answer))


CLIENTS = {BASE: _openai, "instructor": _instructor, "extractor": _extractor}


@contextmanager
def _mock_server() -> Any:
    command = [sys.executable, "-m", "benchmarks.mock_model"]
    with subprocess.Popen(  # noqa: S603 - ourselves
        command, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            yield int(cast("Any", server.stdout).readline())
        finally:
            server.kill()


if __name__ == "__main__":
    main()
