"""Turns news articles into briefings that can be checked, line by line."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.errors import (
        AccessError,
        ArticleError,
        CostCapReached,
        ExtractorError,
        InvalidReply,
        ModelUnavailable,
        OutputError,
        RecipeError,
        RecordingMissing,
        RunError,
        SettingsError,
        UnreadableArticle,
    )
    from extractor.library import aextract, extract, extract_many
    from extractor.recipes import load_recipe
    from extractor.records import Article, Done, Failed
    from extractor.schemas.briefing import Briefing
    from extractor.sources import article_from_text, read_article
    from extractor.verification import verify

_HOMES = {
    "AccessError": "extractor.errors",
    "Article": "extractor.records",
    "ArticleError": "extractor.errors",
    "Briefing": "extractor.schemas.briefing",
    "CostCapReached": "extractor.errors",
    "Done": "extractor.records",
    "ExtractorError": "extractor.errors",
    "Failed": "extractor.records",
    "InvalidReply": "extractor.errors",
    "ModelUnavailable": "extractor.errors",
    "OutputError": "extractor.errors",
    "RecipeError": "extractor.errors",
    "RecordingMissing": "extractor.errors",
    "RunError": "extractor.errors",
    "SettingsError": "extractor.errors",
    "UnreadableArticle": "extractor.errors",
    "aextract": "extractor.library",
    "article_from_text": "extractor.sources",
    "extract": "extractor.library",
    "extract_many": "extractor.library",
    "load_recipe": "extractor.recipes",
    "read_article": "extractor.sources",
    "verify": "extractor.verification",
}

__all__ = [
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


def __getattr__(name: str) -> Any:
    """Return a public name, imported when it is first used."""
    if name not in _HOMES:
        message = f"module 'extractor' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)
