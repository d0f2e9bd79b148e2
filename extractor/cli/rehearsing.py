"""`extractor brief --dry-run`: the requests that would be sent, printed."""

import json
import sys
from collections.abc import Iterable
from typing import Any

from extractor.cli.talking import Talk
from extractor.errors import ArticleError
from extractor.records.article import Article
from extractor.records.outcome import Prompt, Recipe, Request
from extractor.rendering import render, system_message
from extractor.review import Reviewer
from extractor.run import Source
from extractor.settings import Settings
from extractor.windows import Questions, fits
from extractor.wiring import Tape, chosen_engine, describes_fields, window_of


def rehearse(
    sources: Iterable[Source], recipe: Recipe[Any], *, settings: Settings, tape: Tape
) -> int:
    """Print each request as pretty JSON; return 1 when an article cannot be read.

    Of an article that is read in windows, it is the request about the first.
    """
    if chosen_engine(settings, tape) == "offline":
        Talk().note(
            "the offline engine sends no request; this is what a model would get"
        )
    status = 0
    for source in sources:
        try:
            requests = requests_about(source.read(), recipe, settings)
        except ArticleError as error:
            Talk().error(f"{source.name}: {error.reason}: {error}")
            status = 1
            continue
        if len(requests) > 1:
            Talk().note(
                f"{source.name}: {len(requests) - 1} requests about windows, and one "
                "to close; the first is printed, the others depend on its answer"
            )
        _print(requests[0], settings=settings)
    return status


def requests_about(
    article: Article, recipe: Recipe[Any], settings: Settings
) -> tuple[Request[Any], ...]:
    """Return the requests about an article, as they are before any answer.

    Raises:
        UnreadableArticle: The recipe reads no articles that long.
    """
    size, describes = window_of(settings), describes_fields(settings)
    reviewer = Reviewer(recipe=recipe, article=article)
    if not fits(article, size):
        return Questions(
            reviewer=reviewer,
            size=size,
            describes_fields=describes,
            answer_language=settings.answer_language,
        ).rehearsed
    prompt = whole_prompt(article, recipe, settings)
    review = reviewer.review
    return (Request(article=article, recipe=recipe, prompt=prompt, review=review),)


def whole_prompt(article: Article, recipe: Recipe[Any], settings: Settings) -> Prompt:
    """Return the messages that ask about a whole article."""
    return render(
        article,
        system=system_message(recipe, describes_fields=describes_fields(settings)),
        user=recipe.user,
        answer_language=settings.answer_language,
    )


def _print(asked: Request[Any], *, settings: Settings) -> None:
    prompt, schema = asked.prompt, asked.recipe.strict_schema
    request = {
        "model": settings.model,
        **settings.parameters,
        "messages": [
            {"role": "system", "content": prompt.system},
            {"role": "user", "content": prompt.user},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"strict": True, "schema": schema},
        },
    }
    sys.stdout.write(json.dumps(request, indent=2, ensure_ascii=False) + "\n")
