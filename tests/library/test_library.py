import asyncio
import threading
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

import extractor
from extractor import Done, Failed, extract_many
from tests.cli.conftest import TEXT, answer
from tests.servers.loopback import HANG, Behaviour, Loopback, chat
from tests.servers.site import Site, Visit, serving
from tests.sources.web.pages import AFTER, BEFORE

if TYPE_CHECKING:
    from extractor import Briefing


@pytest.fixture
def server() -> Iterator[Loopback]:
    """Return a model server that answers every request well."""
    loopback = Loopback()
    loopback.by = lambda body: chat(answer())
    yield loopback
    loopback.close()


def test_the_public_names_are_these() -> None:
    assert extractor.__all__ == [
        "AccessError",
        "Article",
        "ArticleError",
        "Briefing",
        "CostCapReached",
        "Done",
        "ExtractorError",
        "Failed",
        "InvalidReply",
        "ModelUnavailable",
        "OutputError",
        "RecipeError",
        "RecordingMissing",
        "RunError",
        "SettingsError",
        "UnreadableArticle",
        "aextract",
        "article_from_text",
        "extract",
        "extract_many",
        "load_recipe",
        "read_article",
        "verify",
    ]
    for name in extractor.__all__:
        assert getattr(extractor, name) is not None


def test_an_article_becomes_a_typed_briefing(server: Loopback) -> None:
    article = extractor.article_from_text(TEXT)

    done = extractor.extract(article, model="toy", base_url=server.url)

    assert isinstance(done, Done)
    briefing: Briefing = done.value
    statement: str = briefing.claims[0].statement
    assert statement == "The port of Larnby will be widened next year."
    assert extractor.verify(done.file).holds


def test_many_articles_come_in_order_and_a_bad_one_is_a_value(
    server: Loopback, tmp_path: Path
) -> None:
    article = extractor.article_from_text(TEXT)
    missing = tmp_path / "missing.txt"

    async def outcomes() -> list[object]:
        found = extractor.extract_many(
            [article, missing, article], model="toy", base_url=server.url
        )
        return [type(outcome) async for outcome in found]

    assert asyncio.run(outcomes()) == [Done, Failed, Done]


def test_settings_that_contradict_raise_a_settings_error() -> None:
    article = extractor.article_from_text(TEXT)

    with pytest.raises(extractor.SettingsError, match="--model"):
        extractor.extract(article, engine="llm")


@pytest.mark.anyio
@pytest.mark.loopback
async def test_addresses_are_fetched_within_the_limits_that_are_set() -> None:
    site = Site()
    site.pages["/a"] = serving(f"<article><p>{BEFORE}</p><p>{AFTER}</p></article>")
    private = extract_many([site.at("/a")], engine="offline", allow_private=True)
    public = extract_many([site.at("/a")], engine="offline")

    done = [one async for one in private]
    refused = [one async for one in public]
    site.close()

    assert [type(one) for one in done] == [Done]
    assert [one.reason for one in refused if isinstance(one, Failed)] == [
        "fetch_refused"
    ]


def test_a_corpus_and_a_folder_yield_an_outcome_for_each_article(
    server: Loopback, tmp_path: Path
) -> None:
    corpus, folder = tmp_path / "news.csv", tmp_path / "folder"
    corpus.write_text(f'text\n"{TEXT}"\nbroken,row\n', encoding="utf-8")
    folder.mkdir()
    (folder / "a.txt").write_text(f"{TEXT}\nMore.\n", encoding="utf-8")

    async def outcomes() -> list[str]:
        found = extractor.extract_many(
            [corpus, folder], model="toy", base_url=server.url
        )
        return [f"{type(o).__name__} {Path(o.source).name}" async for o in found]

    assert asyncio.run(outcomes()) == [
        *("Done news.csv#row-1", "Failed news.csv#row-2", "Done a.txt")
    ]


@pytest.mark.anyio
@pytest.mark.loopback
async def test_the_callers_loop_goes_on_while_a_feed_is_fetched() -> None:
    site, went_on, waited = Site(), threading.Event(), list[bool]()
    page = serving(f"<article><p>{BEFORE}</p><p>{AFTER}</p></article>")
    loop, asked = asyncio.get_running_loop(), asyncio.Event()

    def slow(visit: Visit) -> None:
        loop.call_soon_threadsafe(asked.set)
        waited.append(went_on.wait(5))
        page(visit)

    async def beside() -> None:
        await asked.wait()
        went_on.set()

    site.pages["/feed.xml"] = slow
    task = asyncio.create_task(beside())
    found = extract_many([site.at("/feed.xml")], engine="offline", allow_private=True)
    done = [type(one) async for one in found]
    await task
    site.close()

    assert done == [Done]
    assert waited == [True]


@pytest.mark.anyio
async def test_nothing_is_under_way_after_a_caller_has_had_enough(
    server: Loopback,
) -> None:
    def by(body: Any) -> Behaviour:
        return HANG if "Slowly" in str(body) else chat(answer())

    server.by = by
    texts = [TEXT, f"{TEXT}\nSlowly.\n"]
    articles = [extractor.article_from_text(text) for text in texts]
    outcomes = extract_many(articles, model="toy", base_url=server.url)
    found, before = cast("AsyncGenerator[Any, None]", outcomes), asyncio.all_tasks()

    first = await anext(found)
    await found.aclose()

    assert type(first) is Done
    assert asyncio.all_tasks() == before
