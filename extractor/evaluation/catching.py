"""Which mutants of an answer review catches."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from extractor.evaluation.judgments import Judgment
from extractor.evaluation.mutations import Mutant, mutants
from extractor.review import Reviewer, Unusable
from extractor.schemas.briefing_answer import Answer as BriefingAnswer

T = TypeVar("T", bound=BaseModel)
POLARITY_FLIPS = frozenset(
    {
        *("quote_negation_removed", "quote_negation_added"),
        *("statement_negation_removed", "statement_negation_added"),
    }
)


def judge_mutants(answer: Any, reviewer: Reviewer[T]) -> Iterator[Judgment]:
    """Yield whether review catches each mutant of an answer.

    Caught: some code of a failure, a dropped item, or a finding above "info" comes up
    more often than for the answer as it was given. An answer that has not the shape
    of the briefing recipe's has no mutants.
    """
    if not _has_the_shape(answer, reviewer):
        return
    before = complaints(answer, reviewer)
    for mutant in mutants(answer, reviewer.article):
        new = complaints(mutant.answer, reviewer) - before
        yield _judgment(mutant, new)


def _has_the_shape(answer: Any, reviewer: Reviewer[T]) -> bool:
    try:
        reviewer.recipe.answer.model_validate(answer)
        BriefingAnswer.model_validate(answer)
    except ValidationError:
        return False
    return True


def _judgment(mutant: Mutant, new: Counter[str]) -> Judgment:
    return Judgment(
        metric=f"catch_{mutant.kind}",
        gold=f"claims/{mutant.claim}",
        right=bool(new),
        text=mutant.before,
        expected=f"a complaint about: {mutant.after}",
        got=", ".join(sorted(new)) or "nothing said",
        also=("catch_polarity_flips",) if mutant.kind in POLARITY_FLIPS else (),
    )


def complaints(answer: Any, reviewer: Reviewer[T]) -> Counter[str]:
    """Return how often each code comes up in a review and in what is published."""
    review = reviewer.review(answer)
    codes = Counter(problem.code for problem in review.problems)
    if not review.usable:
        return codes
    try:
        conclusion = reviewer.conclude(review)
    except Unusable as unusable:
        return codes + Counter(problem.code for problem in unusable.problems)
    codes += Counter(f.code for f in conclusion.findings if f.severity != "info")
    return codes + Counter(item.reason for item in conclusion.dropped)
