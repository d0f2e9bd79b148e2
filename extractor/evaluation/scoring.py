"""One article: what was published of it against its gold."""

from dataclasses import dataclass
from typing import Any

from extractor.evaluation.actors import judge_actors, purity
from extractor.evaluation.attributions import (
    judge_attributions,
    missed_attributions,
    span_counts,
)
from extractor.evaluation.cases import judge_claims
from extractor.evaluation.counts import Count
from extractor.evaluation.gold import GoldRow
from extractor.evaluation.inferences import inference_counts, unsupported_by_rule
from extractor.evaluation.judgments import Judgment, counted
from extractor.evaluation.proof import proof, reasked
from extractor.evaluation.results import ArticleScore, figures, gold_sha256
from extractor.evaluation.spending import charged, spending
from extractor.evaluation.volume import volume
from extractor.records.article import article_id
from extractor.records.briefing_file import Attempt, BriefingFile, Tokens
from extractor.schemas.briefing_published import Briefing

DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What there is of an article.

    Attributes:
        file: Its briefing file; None when there is none.
        outcome: done, or why there is none.
        answers: What the file was made of, as parsed JSON; nothing if unknown.
        mutants: What review said of mutants of the answer, when it was one.
        timed: Whether its seconds are those of the model, and not of a replay.
        attempts: Of an article without a briefing: every request sent for it.
        cost_usd: Likewise, US dollars for them; None when the price is unknown.
    """

    file: BriefingFile[Briefing] | None = None
    outcome: str = DONE
    answers: tuple[Any, ...] = ()
    mutants: tuple[Judgment, ...] = ()
    timed: bool = True
    attempts: tuple[Attempt, ...] = ()
    cost_usd: float | None = None


def score(row: GoldRow, scored: Scored) -> ArticleScore:
    """Return how an article fared; one without a briefing misses all its gold."""
    file = scored.file
    briefing = file.briefing if file else None
    judgments = [
        *(judge_attributions(row, briefing) if briefing else missed_attributions(row)),
        *judge_actors(row, briefing),
        *judge_claims(row, briefing),
        *scored.mutants,
    ]
    counts: dict[str, Count] = {
        **counted(judgments),
        **span_counts(row, briefing),
        **purity(row, briefing),
        **(_of_file(file, scored) if file else _of_failure(scored)),
    }
    return ArticleScore(
        id=row.id,
        article=article_id(row.text),
        gold=gold_sha256([row]),
        outcome=scored.outcome,
        figures=figures(counts),
        judgments=tuple(judgments),
        unsupported_by_rule=unsupported_by_rule(file.findings, file.dropped)
        if file
        else {},
    )


def _of_file(file: BriefingFile[Briefing], scored: Scored) -> dict[str, Count]:
    return {
        **volume(file.article, file.briefing),
        **proof(file),
        **inference_counts(file),
        **spending(file, scored.answers, timed=scored.timed),
    }


def _of_failure(scored: Scored) -> dict[str, Count]:
    tokens = sum((attempt.tokens for attempt in scored.attempts), Tokens())
    return {
        **reasked(scored.attempts),
        **charged(tokens, scored.cost_usd),
    }
