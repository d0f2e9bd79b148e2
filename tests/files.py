"""Briefing files, made the way the engine makes them."""

import asyncio
from functools import cache
from typing import Any

from extractor.engine import Engine
from extractor.recipes import load_recipe
from extractor.records.article import Article
from extractor.records.briefing_file import BriefingFile
from extractor.records.outcome import Done, Recipe
from extractor.schemas.briefing import Briefing
from tests.fakes import Clock, FakeAnswerer


@cache
def briefing() -> Recipe[Briefing]:
    """Return the built-in recipe, loaded once."""
    return load_recipe()


def file_of(recipe: Recipe[Any], answer: Any, article: Article) -> BriefingFile[Any]:
    """Return the file that an answer about an article ends in."""
    engine = Engine(
        recipe=recipe, answerer=FakeAnswerer(answer), now=Clock(), version="0"
    )
    outcome = asyncio.run(engine.extract(article, "article.txt"))
    assert isinstance(outcome, Done), outcome
    return outcome.file
