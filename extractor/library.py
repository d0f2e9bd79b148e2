"""The library's own functions: the same path as the command line, typed."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypedDict, TypeVar, Unpack, overload

from pydantic import BaseModel

from extractor.aside import Aside
from extractor.recipes import load_recipe
from extractor.records.article import Article
from extractor.records.outcome import Outcome, Recipe
from extractor.run import READERS, Source, extracting, run, taken_aside
from extractor.schemas.briefing import Briefing
from extractor.settings import load_settings
from extractor.sources import Options as ReadingOptions
from extractor.sources import iter_inputs
from extractor.wiring import Tape, open_engine, web_of

T = TypeVar("T", bound=BaseModel)


class Options(TypedDict, total=False):
    """What may be set in a call; else environment, extractor.toml, default."""

    engine: Literal["auto", "llm", "offline"]
    model: str
    base_url: str
    mode: Literal["json_schema", "tools", "json", "md_json"]
    timeout: float
    at_once: int
    max_in_flight: int
    rpm: int
    tpm: int
    max_cost: float
    price_in: float
    price_out: float
    answer_language: str
    window_sentences: int
    window_tokens: int
    window_overlap: int
    closing_tokens: int
    parameters: dict[str, Any]
    allow_private: bool
    fetch_timeout: float
    fetch_max_mb: float
    cache: str | Path
    follow_links: bool
    record: str | Path
    replay: str | Path


@overload
def extract(article: Article, **options: Unpack[Options]) -> Outcome[Briefing]: ...
@overload
def extract(
    article: Article, *, recipe: Recipe[T], **options: Unpack[Options]
) -> Outcome[T]: ...
def extract(
    article: Article,
    *,
    recipe: Recipe[Any] | None = None,
    **options: Unpack[Options],
) -> Outcome[Any]:
    """Return Done with the briefing file, or Failed with the reason.

    Args:
        article: From `read_article` or `article_from_text`.
        recipe: What to extract; the briefing when left out.
        options: Settings for this call.

    Raises:
        RunError: Settings, recipe, access, or a recording that lacks the request.
        RuntimeError: An event loop is running here: await `aextract` instead.
    """
    return asyncio.run(_aextract(article, recipe, options))


@overload
async def aextract(
    article: Article, **options: Unpack[Options]
) -> Outcome[Briefing]: ...
@overload
async def aextract(
    article: Article, *, recipe: Recipe[T], **options: Unpack[Options]
) -> Outcome[T]: ...
async def aextract(
    article: Article,
    *,
    recipe: Recipe[Any] | None = None,
    **options: Unpack[Options],
) -> Outcome[Any]:
    """Return what `extract` returns, in a running event loop."""
    return await _aextract(article, recipe, options)


async def _aextract(
    article: Article, recipe: Recipe[Any] | None, options: Options
) -> Outcome[Any]:
    outcomes = [o async for o in _extract_many([article], recipe, options)]
    return outcomes[0]


@overload
def extract_many(
    articles: Iterable[Article | str | Path], **options: Unpack[Options]
) -> AsyncIterator[Outcome[Briefing]]: ...
@overload
def extract_many(
    articles: Iterable[Article | str | Path],
    *,
    recipe: Recipe[T],
    **options: Unpack[Options],
) -> AsyncIterator[Outcome[T]]: ...
def extract_many(
    articles: Iterable[Article | str | Path],
    *,
    recipe: Recipe[Any] | None = None,
    **options: Unpack[Options],
) -> AsyncIterator[Outcome[Any]]:
    """Yield the outcome of each article, in order, `at_once` of them in flight.

    Args:
        articles: Articles, or what is read when its turn comes: files, folders, web
            addresses, and files and feeds of many articles, which yield an outcome
            each.
        recipe: What to extract; the briefing when left out.
        options: Settings for this call.

    Raises:
        RunError: Nothing can go on; what was yielded before stands.
    """
    return _extract_many(articles, recipe, options)


async def _extract_many(
    articles: Iterable[Article | str | Path],
    recipe: Recipe[Any] | None,
    options: Options,
) -> AsyncIterator[Outcome[Any]]:
    flags: dict[str, Any] = dict(options)
    tape = Tape(
        record=_path(flags.pop("record", None)), replay=_path(flags.pop("replay", None))
    )
    settings = load_settings(**flags)
    engine = open_engine(settings, recipe or load_recipe(), tape=tape)
    aside, taking = Aside(threads=READERS), Aside(threads=1)
    reading = ReadingOptions(web=web_of(settings))
    outcomes = run(
        _each_source(articles, reading, aside=taking),
        extracting(engine, aside),
        at_once=settings.at_once,
    )
    try:
        async with aclosing(outcomes):
            async for outcome in outcomes:
                yield outcome
    finally:
        taking.close()
        aside.close()
        await engine.answerer.aclose()


def _path(value: str | Path | None) -> Path | None:
    return None if value is None else Path(value)


@dataclass(frozen=True, slots=True)
class _Given:
    """An article that is read already."""

    article: Article

    @property
    def name(self) -> str:
        return self.article.id

    def read(self) -> Article:
        return self.article


async def _each_source(
    articles: Iterable[Article | str | Path], options: ReadingOptions, *, aside: Aside
) -> AsyncIterator[Source]:
    """Yield the sources; what has to be looked for is looked for beside the loop."""
    for article in articles:
        if isinstance(article, Article):
            yield _Given(article)
        else:
            inputs = iter_inputs([str(article)], options=options)
            async for source in taken_aside(inputs, aside):
                yield source
