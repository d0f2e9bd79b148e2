"""What a briefing took: the size of the answer, tokens, money, time."""

import json
from collections.abc import Sequence
from typing import Any

from extractor.evaluation.counts import Count
from extractor.records.briefing_file import BriefingFile, Tokens


def spending(
    file: BriefingFile[Any], answers: Sequence[Any], *, timed: bool = True
) -> dict[str, Count]:
    """Return what one article took; what is not known is left out.

    Args:
        file: The briefing file.
        answers: What it was made of, as parsed JSON; nothing if unknown.
        timed: Whether its seconds are those of the model, and not of a replay.
    """
    made = file.provenance
    counts = charged(made.usage, made.cost_usd)
    if timed:
        counts["seconds"] = Count(made.run.seconds, 1)
    if answers:
        size = sum(map(answer_characters, answers))
        counts["answer_per_character"] = Count(size, len(file.article.text))
    return counts


def charged(tokens: Tokens, cost_usd: float | None) -> dict[str, Count]:
    """Return the tokens and the price of all attempts; what is not known is left out.

    A server that counts no tokens leaves them unknown.
    """
    total = tokens.prompt + tokens.completion
    counts = {"tokens": Count(total, 1)} if total else {}
    if cost_usd is not None:
        counts["cost_usd"] = Count(cost_usd, 1)
    return counts


def answer_characters(answer: Any) -> int:
    """Return the characters of an answer as compact JSON."""
    return len(json.dumps(answer, ensure_ascii=False, separators=(",", ":")))
