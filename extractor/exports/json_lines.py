"""JSONL: a claim a line."""

import json
from collections.abc import Iterable, Iterator

from extractor.exports.briefings import Exported
from extractor.exports.rows import claim_rows


def json_lines(briefings: Iterable[Exported]) -> Iterator[str]:
    """Yield each claim as a line of JSON."""
    for briefing in briefings:
        for row in claim_rows(briefing):
            yield json.dumps(row, ensure_ascii=False) + "\n"
