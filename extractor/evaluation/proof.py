"""What code had to refuse: spans that do not hold, re-asks, dropped items, quotes."""

import re
from typing import Any

from extractor.evaluation.counts import Count
from extractor.records.briefing_file import BriefingFile
from extractor.schemas.briefing_published import Briefing, InferredImplication

_REFUSED = re.compile(r"claims \d+, evidence \d+")  # as places are told to a model
_QUOTE_RULES = frozenset({"V3", "V18"})


def proof(file: BriefingFile[Briefing]) -> dict[str, Count]:
    """Return the exact spans, and how often asking again and dropping was needed."""
    briefing, attempts = file.briefing, file.provenance.attempts
    spans = [span for claim in briefing.claims for span in claim.evidence]
    text = file.article.text
    exact = sum(text[s.start : s.end] == s.quote for s in spans)
    inferred = sum(isinstance(i, InferredImplication) for i in briefing.implications)
    published = len(briefing.actors) + len(briefing.claims) + inferred
    refused = refused_quotes(file)
    counts = {
        "exact_spans": Count(exact, len(spans)),
        "dropped": Count(len(file.dropped), published + len(file.dropped)),
        "refused_quotes": Count(refused, len(spans) + refused),
    }
    if attempts:
        asked_again = any(attempt.kind == "reask" for attempt in attempts)
        counts["reasked"] = Count(asked_again, 1)
    return counts


def refused_quotes(file: BriefingFile[Any]) -> int:
    """Return how many quotes were refused: in an answer asked again, or dropped."""
    told = (line for a in file.provenance.attempts for line in a.problems)
    again = sum(bool(_REFUSED.match(line)) for line in told)
    return again or sum(item.reason in _QUOTE_RULES for item in file.dropped)
