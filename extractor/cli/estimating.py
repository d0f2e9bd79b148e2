"""The numbers behind `extractor estimate`."""

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from extractor.answerers.llm.forecast import Amount, Forecast
from extractor.answerers.llm.pacing import Limits
from extractor.answerers.llm.pacing.estimating import (
    ANSWER_TOKENS_PER_CHARACTER,
    CHARACTERS_PER_TOKEN,
)
from extractor.cli.talking import Talk
from extractor.errors import ArticleError
from extractor.recipes import load_recipe
from extractor.records.outcome import Recipe
from extractor.rendering import describe_fields, render
from extractor.run import Source
from extractor.settings import Settings
from extractor.sources import Options, iter_inputs
from extractor.wiring import describes_fields, endpoint_of, limits_of

UNNAMED = "not-named"


@dataclass(slots=True, kw_only=True)
class Estimated:
    """What the articles come to.

    Attributes:
        model: The model asked; None when none is named.
        limits: Of requests and tokens a minute.
        forecast: Requests, tokens and prices.
        articles: Articles to be asked about, once each.
        duplicates: Articles equal to one of those: they are not asked about again.
        unreadable: Source and reason of each article that cannot be read.
    """

    model: str | None
    limits: Limits
    forecast: Forecast
    articles: int = 0
    duplicates: int = 0
    unreadable: list[dict[str, str]] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "model": self.model,
            "articles": self.articles,
            "duplicates": self.duplicates,
            "unreadable": self.unreadable,
            "expected": self._amount(self.forecast.expected),
            "at_most": self._amount(self.forecast.worst),
            "limits": {"rpm": self.limits.rpm, "tpm": self.limits.tpm},
            "assumed": {
                "characters_per_token": CHARACTERS_PER_TOKEN,
                "answer_tokens_per_character": ANSWER_TOKENS_PER_CHARACTER,
            },
        }

    def _amount(self, amount: Amount) -> dict[str, Any]:
        return {
            "requests": amount.requests,
            "prompt_tokens": amount.prompt,
            "answer_tokens": amount.answer,
            "cost_usd": self.forecast.cost_usd(amount),
            "seconds": amount.seconds(self.limits),
        }


def estimated(
    inputs: list[str], settings: Settings, *, options: Options | None = None
) -> Estimated:
    """Return what asking about the inputs comes to; nothing is sent.

    Raises:
        SettingsError: A setting that no server could be asked with.
        RecipeError: The recipe cannot be used.
    """
    recipe = load_recipe(settings.recipe, recipes=settings.recipes)
    named = settings if settings.model else _with_a_name(settings)
    found = Estimated(
        model=settings.model,
        limits=limits_of(settings),
        forecast=Forecast(endpoint_of(named), clock=time.time),
    )
    asked = {
        "system": _system(settings, recipe),
        "answer_language": settings.answer_language,
    }
    _count(found, iter_inputs(inputs, options=options), recipe=recipe, asked=asked)
    return found


def _with_a_name(settings: Settings) -> Settings:
    return settings.model_copy(update={"model": UNNAMED})


def _system(settings: Settings, recipe: Recipe[Any]) -> str:
    if not describes_fields(settings):
        return recipe.system
    return f"{recipe.system}\n\n{describe_fields(recipe.strict_schema)}"


def _count(
    found: Estimated,
    sources: Iterable[Source],
    *,
    recipe: Recipe[Any],
    asked: dict[str, str],
) -> None:
    schema, seen = len(json.dumps(recipe.strict_schema)), set[bytes]()
    for source in sources:
        try:
            article = source.read()
        except ArticleError as error:
            found.unreadable.append({"source": source.name, "reason": error.reason})
            Talk().error(f"{source.name}: {error.reason}: {error}")
            continue
        prompt = render(article, user=recipe.user, **asked)
        key = sha256(prompt.user.encode()).digest()
        if key in seen:
            found.duplicates += 1
            continue
        seen.add(key)
        found.articles += 1
        found.forecast.add(prompt, article=len(article.text), schema=schema)
