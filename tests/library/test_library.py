import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import extractor
from extractor import Done, Failed, extract_many
from tests.cli.conftest import TEXT, answer
from tests.servers.loopback import Loopback, chat
from tests.servers.site import Site, serving
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
