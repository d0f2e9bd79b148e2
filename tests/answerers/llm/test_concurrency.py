import asyncio
import gc
import random
import weakref
from collections import Counter
from typing import Any

import pytest
from pydantic import BaseModel

from extractor.answerers.llm import LlmAnswerer
from extractor.records.outcome import Review
from tests.answerers.llm.toys import (
    GOOD,
    Toy,
    toy,
    toy_article,
    toy_recipe,
    toy_request,
    toy_review,
)
from tests.servers.loopback import Behaviour, chat, http

pytestmark = pytest.mark.anyio


class Mixed:
    """A server's manners that differ from article to article and from try to try."""

    def __init__(self) -> None:
        self._tries: Counter[str] = Counter()

    def __call__(self, body: dict[str, Any]) -> Behaviour:
        article = body["messages"][1]["content"]
        others = [m["content"] for m in body["messages"][1:]]
        assert all(article.split()[0] in said for said in others), "mixed up"
        self._tries[article] += 1
        chance = random.Random(f"{article} {self._tries[article]}")
        if self._tries[article] < 4 and chance.random() < 0.15:
            return http(429, retry_after="0.01")
        quote = article if chance.random() < 0.5 else f"{article} invented"
        answer = chat(toy(quote, headline=article))
        return answer.after(chance.random() * 0.02)


async def _one(asked: LlmAnswerer, n: int) -> bool:
    text = f"article{n:03d} says {{{{ {n} }}}} {{% raw"
    judge = toy_review(toy_article(text))

    def review(content: Any) -> Review[Toy]:
        judged = judge(content)
        assert judged.data["headline"] == text, "mixed up"
        return judged

    reply = await asked.answer(toy_request(text, review=review))
    return bool(reply.review.data["headline"] == text)


@pytest.mark.parametrize("number", [40, 400])
async def test_answers_at_once_are_never_mixed_up(server, ask, number):
    server.by = Mixed()
    asked = ask(timeout_s=30.0)
    own = await asyncio.gather(*(_one(asked, n) for n in range(number)))
    assert own == [True] * number


def _classes() -> int:
    gc.collect()
    things = [thing for thing in gc.get_objects() if isinstance(thing, type)]
    return sum(issubclass(thing, BaseModel) for thing in things)


async def test_no_class_is_made_for_a_call(server, ask):
    server.by = lambda _body: chat(GOOD)
    asked = ask()
    for n in range(3):
        await asked.answer(toy_request(recipe=toy_recipe(fingerprint=f"{n}" * 64)))
    _classes()
    before = _classes()
    for n in range(60):
        recipe = toy_recipe(fingerprint=f"{n % 3}" * 64)
        await asked.answer(toy_request(recipe=recipe))
    assert _classes() == before


async def test_a_recipe_without_fingerprint_is_told_from_others(server, ask):
    server.by = lambda _body: chat(GOOD)
    asked = ask()
    for title in ("one", "two", "one"):
        recipe = toy_recipe(fingerprint="", description=title)
        await asked.answer(toy_request(recipe=recipe))
    sent = [b["response_format"]["json_schema"]["schema"] for b in server.bodies]
    assert [schema["description"] for schema in sent] == ["one", "two", "one"]


async def test_nothing_of_a_call_outlives_it(server, ask):
    server.by = lambda _body: chat(GOOD)
    asked = ask()
    gone = []
    gc.disable()
    try:
        for _ in range(3):
            reply = await asked.answer(toy_request())
            gone.append(weakref.ref(reply.review.conclusion.value))
            del reply
        assert [ref() for ref in gone] == [None] * 3
    finally:
        gc.enable()
