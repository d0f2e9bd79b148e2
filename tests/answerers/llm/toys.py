"""A small recipe, its review, and what a model may answer to it."""

import json
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ValidationError

from extractor.answerers.llm import Endpoint, LlmAnswerer, RetryPolicy
from extractor.records.article import Article, Sentence, article_id
from extractor.records.outcome import (
    Conclusion,
    Prompt,
    Recipe,
    Request,
    Review,
)
from extractor.records.problems import Problem, Publication

KEY = "sk-SECRETKEY0123456789"
TEXT = "Prices {{ 7*7 }} rose {% raw today {# c #}.\n    indented"
HELD = "Prices {{ 7*7 }} rose"
NOW = 1_700_000_000.0
SYSTEM = "Read the article."


class Toy(BaseModel):
    """What is asked for."""

    headline: str
    quotes: list[str]


SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "headline": {"type": "string"},
        "quotes": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["headline", "quotes"],
    "additionalProperties": False,
}


def toy_recipe(
    name: str = "toy", fingerprint: str = "f" * 64, **schema: str
) -> Recipe[Toy]:
    """Return the recipe; keyword arguments add to its schema."""
    return Recipe(
        name=name,
        system=SYSTEM,
        user="$text",
        answer=Toy,
        strict_schema={**SCHEMA, **schema},
        published=Toy,
        publish=lambda answer, _article: Publication(answer),
        fingerprint=fingerprint,
    )


RECIPE = toy_recipe()


def toy_article(text: str = TEXT, title: str | None = None) -> Article:
    """Return an article of one sentence."""
    whole = Sentence(n=1, start=0, end=len(text), kind="body")
    return Article(id=article_id(text), text=text, title=title, sentences=(whole,))


def toy_review(article: Article) -> Callable[[Any], Review[Toy]]:
    """Return a review that finds wrong shapes, and quotes the article does not hold."""

    def review(content: Any) -> Review[Toy]:
        try:
            toy = _read(content)
        except ValidationError as error:
            return Review(data=None, problems=tuple(map(_misshapen, error.errors())))
        problems = tuple(
            Problem("quote", ("quotes", n), f"not in the article: {quote!r}")
            for n, quote in enumerate(toy.quotes)
            if quote not in article.text
        )
        conclusion = None if problems else Conclusion(value=toy)
        return Review(data=toy.model_dump(), problems=problems, conclusion=conclusion)

    return review


def toy_request(
    text: str = TEXT,
    *,
    title: str | None = None,
    recipe: Recipe[Toy] = RECIPE,
    review: Callable[[Any], Review[Toy]] | None = None,
) -> Request[Toy]:
    """Return a request about one text."""
    article = toy_article(text, title)
    return Request(
        article=article,
        recipe=recipe,
        prompt=Prompt(SYSTEM, text),
        review=review or toy_review(article),
    )


def toy(*quotes: str, headline: str = "h") -> str:
    """Return an answer with these quotes."""
    return json.dumps({"headline": headline, "quotes": list(quotes)})


GOOD = toy(HELD)
BAD = toy("invented")
WORSE = toy("invented", "made up")


class Waits(list[float]):
    """Stands for sleeping: keeps what was to be waited, and waits for nothing."""

    async def sleep(self, seconds: float) -> None:
        """Keep it, unless it is no wait at all."""
        if seconds:
            self.append(seconds)


def answerer(url: str, waits: Waits | None = None, **endpoint: Any) -> LlmAnswerer:
    """Return an answerer that asks the server at `url` and never really waits."""
    sleep = (Waits() if waits is None else waits).sleep
    known = {"model": "toy-1", "api_key": KEY, "timeout_s": 20.0, **endpoint}
    return LlmAnswerer(
        Endpoint(base_url=url, **known),
        policy=RetryPolicy(sleep=sleep, clock=lambda: NOW),
    )


def _read(content: Any) -> Toy:
    if isinstance(content, str):
        return Toy.model_validate_json(content)
    return Toy.model_validate(content)


def _misshapen(error: Any) -> Problem:
    return Problem("shape", tuple(error["loc"]), f"expected another: {error['type']}")
