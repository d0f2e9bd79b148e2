"""Review: what code says of an answer, and what is published of it in the end."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from extractor.records.article import Article
from extractor.records.outcome import Conclusion, Recipe, Review
from extractor.review.case import Case, items_of
from extractor.review.parsing import Parsed, Unusable, parse

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True, kw_only=True)
class Reviewer(Generic[T]):
    """Review of answers about one article by one recipe.

    Attributes:
        recipe: What was asked.
        article: What it was asked about.
        softened: Codes of hard rules that only make findings here.
    """

    recipe: Recipe[T]
    article: Article
    softened: frozenset[str] = frozenset()

    def review(self, given: Any) -> Review[T]:
        """Return the hard failures of an answer, or what is published when none."""
        parsed = parse(given, self.recipe.answer)
        if parsed.answer is None:
            return Review(data=None, problems=parsed.problems)
        case = self._case(parsed)
        try:
            drawn = case.draw(case.first_drops())
        except Unusable as unusable:
            return Review(data=None, problems=unusable.problems)
        problems = (*parsed.problems, *case.grounding.problems, *drawn.problems)
        if problems:
            return Review(data=parsed.data, problems=problems)
        return Review(data=parsed.data, conclusion=case.conclude(drawn))

    def conclude(self, review: Review[T]) -> Conclusion[T]:
        """Return what is published: the answer less the items that still fail.

        Raises:
            ValueError: The review holds no usable answer.
            Unusable: What is left of the answer has not the asked shape.
        """
        if review.conclusion is not None:
            return review.conclusion
        parsed = parse(review.data, self.recipe.answer)
        if parsed.answer is None:
            message = "expected a review with a usable answer"
            raise ValueError(message)
        case = self._case(parsed)
        drops = case.first_drops()
        while True:
            drawn = case.draw(drops)
            failing = items_of(drawn.problems)
            if failing.keys() <= drawn.settled.drops.keys():
                return case.conclude(drawn)
            drops = {**drops, **failing}

    def _case(self, parsed: Parsed) -> Case[T]:
        return Case(self.recipe, self.article, parsed=parsed, softened=self.softened)


__all__ = ["Reviewer", "Unusable"]
