"""Briefing files, made the way the engine makes them."""

import asyncio
from typing import Any

from extractor.engine import Engine
from extractor.records.article import Article
from extractor.records.briefing_file import BriefingFile
from extractor.records.outcome import Done, Recipe
from tests.fakes import Clock, FakeAnswerer


def file_of(recipe: Recipe[Any], answer: Any, article: Article) -> BriefingFile[Any]:
    """Return the file that an answer about an article ends in."""
    engine = Engine(
        recipe=recipe, answerer=FakeAnswerer(answer), now=Clock(), version="0"
    )
    outcome = asyncio.run(engine.extract(article, "article.txt"))
    assert isinstance(outcome, Done), outcome
    return outcome.file
