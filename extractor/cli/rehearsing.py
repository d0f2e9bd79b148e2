"""`extractor brief --dry-run`: the requests that would be sent, printed."""

import json
import sys
from collections.abc import Iterable
from typing import Any

from extractor.cli.talking import Talk
from extractor.errors import ArticleError
from extractor.records.outcome import Recipe
from extractor.rendering import describe_fields, render
from extractor.run import Source
from extractor.settings import Settings
from extractor.wiring import Tape, chosen_engine, describes_fields


def rehearse(
    sources: Iterable[Source], recipe: Recipe[Any], *, settings: Settings, tape: Tape
) -> int:
    """Print each request as pretty JSON; return 1 when an article cannot be read."""
    if chosen_engine(settings, tape) == "offline":
        Talk().note(
            "the offline engine sends no request; this is what a model would get"
        )
    system = recipe.system
    if describes_fields(settings):
        system = f"{system}\n\n{describe_fields(recipe.strict_schema)}"
    status = 0
    for source in sources:
        try:
            prompt = render(
                source.read(),
                system=system,
                user=recipe.user,
                answer_language=settings.answer_language,
            )
        except ArticleError as error:
            Talk().error(f"{source.name}: {error.reason}: {error}")
            status = 1
            continue
        request = {
            "model": settings.model,
            **settings.parameters,
            "messages": [
                {"role": "system", "content": prompt.system},
                {"role": "user", "content": prompt.user},
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"strict": True, "schema": recipe.strict_schema},
            },
        }
        sys.stdout.write(json.dumps(request, indent=2, ensure_ascii=False) + "\n")
    return status
