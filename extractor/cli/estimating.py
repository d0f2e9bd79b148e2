"""The numbers behind `extractor estimate`."""

import json
import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.answerers.llm.forecast import Amount, Forecast
from extractor.answerers.llm.pacing import Limits
from extractor.answerers.llm.pacing.estimating import (
    ANSWER_TOKENS_PER_CHARACTER,
    CHARACTERS_PER_TOKEN,
)
from extractor.cli.rehearsing import requests_about, whole_prompt
from extractor.cli.talking import Talk
from extractor.errors import ArticleError
from extractor.journal import Keys, past_of, spent_so_far
from extractor.recipes import load_recipe
from extractor.records.article import Article
from extractor.records.outcome import Recipe, Request
from extractor.run import Source
from extractor.settings import Settings
from extractor.sinks import held_by, journal_of
from extractor.sources import Options, iter_inputs
from extractor.wiring import Tape, asked_with, endpoint_of, limits_of

UNNAMED = "not-named"
# Actors and claims in lines, as in the recorded answers: tests/windows.
TOLD_CHARACTERS_PER_CHARACTER = 1.9
Fate = Callable[[str, bytes], str | None]


@dataclass(slots=True, kw_only=True)
class Estimated:
    """What the articles come to.

    Attributes:
        model: The model asked; None when none is named.
        limits: Of requests and tokens a minute.
        forecast: Requests, tokens and prices.
        articles: Articles to be asked about, once each.
        duplicates: Articles equal to one of those: they are not asked about again.
        done: Articles that the output holds already, or a copy of.
        left: Articles that failed before, and are not asked about again.
        spent_usd: What earlier runs spent on the output, as far as it is known.
        unreadable: Source and reason of each article that cannot be read.
    """

    model: str | None
    limits: Limits
    forecast: Forecast
    articles: int = 0
    duplicates: int = 0
    done: int = 0
    left: int = 0
    spent_usd: float = 0.0
    unreadable: list[dict[str, str]] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "model": self.model,
            "articles": self.articles,
            "duplicates": self.duplicates,
            "done_before": self.done,
            "failed_before": self.left,
            "spent_usd": self.spent_usd,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What is to be estimated.

    Attributes:
        output: A folder or a JSONL file that may hold some already; None is nowhere.
        retry_failed: Whether what failed before is asked about again.
        options: How the inputs are read.
    """

    output: Path | None = None
    retry_failed: bool = False
    options: Options | None = None


def estimated(inputs: list[str], settings: Settings, *, goal: Goal) -> Estimated:
    """Return what asking about the inputs comes to; nothing is sent.

    Raises:
        SettingsError: A setting that no server could be asked with.
        RecipeError: The recipe cannot be used.
        OutputError: The journal of the output cannot be read.
    """
    recipe = load_recipe(settings.recipe, recipes=settings.recipes)
    named = settings if settings.model else _with_a_name(settings)
    found = Estimated(
        model=settings.model,
        limits=limits_of(settings),
        forecast=Forecast(endpoint_of(named), clock=time.time),
    )
    counting = _Counting(found, named, recipe)
    sources = iter_inputs(inputs, options=goal.options)
    if goal.output is None:
        counting.count(sources, fate=_unknown)
        return found
    journal, holds = journal_of(goal.output), held_by(goal.output)
    found.spent_usd = spent_so_far(journal)
    with past_of(journal, holds=holds, retry_failed=goal.retry_failed) as fate:
        counting.count(sources, fate=fate)
    return found


def _with_a_name(settings: Settings) -> Settings:
    return settings.model_copy(update={"model": UNNAMED})


def _unknown(_source: str, _key: bytes) -> None:
    """Know of no article."""


class _Counting:
    """Counts articles into an estimate."""

    def __init__(
        self, found: Estimated, settings: Settings, recipe: Recipe[Any]
    ) -> None:
        self._found, self._seen = found, set[bytes]()
        self._settings, self._recipe = settings, recipe
        asked = asked_with(settings, Tape())
        self._keys = Keys(fingerprint=recipe.fingerprint, asked=asked)

    def count(self, sources: Iterable[Source], *, fate: Fate) -> None:
        """Count each source as what its fate says, or as one to be asked about."""
        for source in sources:
            try:
                article = source.read()
                requests = requests_about(article, self._recipe, self._settings)
            except ArticleError as error:
                unreadable = {"source": source.name, "reason": error.reason}
                self._found.unreadable.append(unreadable)
                Talk().error(f"{source.name}: {error.reason}: {error}")
                continue
            whole = whole_prompt(article, self._recipe, self._settings)
            key = self._keys.of(article, whole)
            match fate(source.name, key):
                case "done":
                    self._found.done += 1
                case "failed":
                    self._found.left += 1
                case _:
                    self._ask(article, requests, key=key)

    def _ask(
        self, article: Article, requests: tuple[Request[Any], ...], *, key: bytes
    ) -> None:
        found = self._found
        if key in self._seen:
            found.duplicates += 1
            return
        self._seen.add(key)
        found.articles += 1
        _add(found.forecast, requests, told=_told(article, self._settings))


def _add(forecast: Forecast, requests: tuple[Request[Any], ...], *, told: int) -> None:
    """Count the requests about an article; the last of many is told what they found."""
    for n, request in enumerate(requests, start=1):
        length = request.characters
        forecast.add(
            request.prompt,
            article=len(request.article.text) if length is None else length,
            schema=len(json.dumps(request.recipe.strict_schema)),
            told=told if n == len(requests) > 1 else 0,
        )


def _told(article: Article, settings: Settings) -> int:
    """Return the characters that a closing request is told."""
    most = settings.closing_tokens * CHARACTERS_PER_TOKEN
    return min(math.ceil(len(article.text) * TOLD_CHARACTERS_PER_CHARACTER), most)
