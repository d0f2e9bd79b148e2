"""The floor of all floors: quoted text, and what follows "said that".

python -m evals.regular_expression
"""

import re
from collections.abc import Iterator

from evals.runs import NEWS
from extractor.evaluation import GoldRow, read_gold
from extractor.evaluation.attributions import judge_attributions, span_counts
from extractor.evaluation.counts import Count, added
from extractor.evaluation.judgments import counted
from extractor.records.markers import Span
from extractor.schemas.briefing import Briefing, Claim

# The patterns that were measured on PolNeAR, so that its figures compare.
_REPORTED = (
    re.compile(r"(?P<told>[“\"][^”\"\n]{3,}[”\"])"),
    re.compile(
        r"\b(?:said|says|stated|claimed|announced|added|argued|warned|noted) that "
        r"(?P<told>[^.\n]+)"
    ),
    re.compile(r"\b(?:said|says|told \w+) (?!that)(?P<told>[a-z][^.\n]{15,})"),
)


def reported(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges that some pattern takes for something said."""
    for pattern in _REPORTED:
        yield from (hit.span("told") for hit in pattern.finditer(text))


def briefing_of(row: GoldRow) -> Briefing:
    """Return a briefing whose claims are those ranges, by nobody named."""
    claims = tuple(
        Claim(
            id=f"c{n}",
            evidence=(
                Span(sentence=1, quote=row.text[start:end], start=start, end=end),
            ),
            statement=row.text[start:end],
            voice="unattributed",
            asserted_by=(),
            via=(),
            cue=None,
            kind="fact",
            certainty="unspecified",
            polarity="positive",
            hedges=(),
            disputes=(),
            about=(),
            when_text=None,
            quote_type="indirect",
        )
        for n, (start, end) in enumerate(reported(row.text), start=1)
    )
    return Briefing(headline="", gaps=(), actors=(), claims=claims, implications=())


def figures() -> dict[str, Count]:
    """Return what it finds of the news; it names no speaker."""
    gold = NEWS / "dev.jsonl"
    rows = read_gold(gold.read_text("utf-8").splitlines(), name=gold.name)
    made = [(row, briefing_of(row)) for row in rows]
    judged = added(
        {**counted(judge_attributions(row, briefing)), **span_counts(row, briefing)}
        for row, briefing in made
    )
    return {n: c for n, c in judged.items() if "speaker" not in n}


if __name__ == "__main__":
    for metric, count in figures().items():
        print(f"{metric:16} {count.value:.3f}")
