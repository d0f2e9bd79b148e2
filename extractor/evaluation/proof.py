"""What code had to refuse: spans that do not hold, re-asks, dropped items, quotes."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from extractor.evaluation.counts import Count
from extractor.records.briefing_file import Attempt, BriefingFile
from extractor.records.findings import Dropped
from extractor.schemas.briefing_published import Briefing, InferredImplication

# As V3 is told to a model: the place, then what grounding says of the quote.
_REFUSED = re.compile(
    r"claims \d+, evidence \d+[^:]*: (?:the quote |there is no sentence )"
)
_QUOTE_RULE = "V3"
_ITEM = re.compile(r"/(?:actors|claims|inferences)/\d+")  # and nothing inside one


def proof(file: BriefingFile[Briefing]) -> dict[str, Count]:
    """Return the exact spans, and how often asking again and dropping was needed."""
    briefing = file.briefing
    spans = [span for claim in briefing.claims for span in claim.evidence]
    text = file.article.text
    exact = sum(text[s.start : s.end] == s.quote for s in spans)
    inferred = sum(isinstance(i, InferredImplication) for i in briefing.implications)
    published = len(briefing.actors) + len(briefing.claims) + inferred
    dropped, refused = dropped_items(file.dropped), refused_quotes(file)
    return {
        "exact_spans": Count(exact, len(spans)),
        "dropped": Count(dropped, published + dropped),
        "refused_quotes": Count(refused, len(spans) + refused),
        **reasked(file.provenance.attempts),
    }


def reasked(attempts: Sequence[Attempt]) -> dict[str, Count]:
    """Return whether an answer was asked for again; nothing if none was asked for."""
    again = any(attempt.kind == "reask" for attempt in attempts)
    return {"reasked": Count(again, 1)} if attempts else {}


def dropped_items(dropped: Iterable[Dropped]) -> int:
    """Return how many actors, claims and inferences were dropped."""
    return sum(_ITEM.fullmatch(item.where) is not None for item in dropped)


def refused_quotes(file: BriefingFile[Any]) -> int:
    """Return how often a quote was refused: in answers asked again, or at the end."""
    told = (line for a in file.provenance.attempts for line in a.problems)
    again = sum(_REFUSED.match(line) is not None for line in told)
    return again + sum(item.reason == _QUOTE_RULE for item in file.dropped)
