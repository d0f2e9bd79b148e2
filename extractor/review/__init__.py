"""Review: what code says of an answer, and what is published of it in the end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from extractor.records.article import Article
from extractor.records.outcome import Conclusion, Recipe, Review
from extractor.records.problems import Pointer
from extractor.review.case import Case, Drawn, items_of
from extractor.review.parsing import Parsed, Unusable, parse
from extractor.review.settling import Drop, Settled

T = TypeVar("T", bound=BaseModel)
# Items that go besides those that fail, given what is left of the answer without these.
Doubles = Callable[[Settled], Mapping[Pointer, Drop]]


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

    def conclude(
        self, review: Review[T], *, doubles: Doubles | None = None
    ) -> Conclusion[T]:
        """Return what is published: the answer less the items that still fail.

        Args:
            review: Of the answer.
            doubles: Names items that others stand for.

        Raises:
            Unusable: Nothing of the answer has the asked shape, or what is left of it
                has not.
        """
        if review.conclusion is not None:
            return review.conclusion
        if not review.usable:
            raise Unusable(review.problems)
        case = self._usable(review.data)
        return case.conclude(_drawn(case, doubles))

    def settled(self, data: Any, *, doubles: Doubles | None = None) -> Settled:
        """Return an answer less the items that fail, and where the others stood.

        Raises what `conclude` raises.
        """
        return _drawn(self._usable(data), doubles).settled

    def _usable(self, data: Any) -> Case[T]:
        parsed = parse(data, self.recipe.answer)
        if parsed.answer is None:
            raise Unusable(parsed.problems)
        return self._case(parsed)

    def _case(self, parsed: Parsed) -> Case[T]:
        return Case(self.recipe, self.article, parsed=parsed, softened=self.softened)


def _drawn(case: Case[T], doubles: Doubles | None) -> Drawn[T]:
    """Return what is left; doubles go last, so that none stands for a better one."""
    drops = _lasting_drops(case, case.first_drops())
    if doubles is not None:
        named = doubles(case.fitting(drops).settled)
        drops = _lasting_drops(case, {**named, **drops})
    return case.draw(drops)


def _lasting_drops(case: Case[T], drops: dict[Pointer, Drop]) -> dict[Pointer, Drop]:
    """Return the items to drop, with which no more of what is left fails."""
    while True:
        drawn = case.draw(drops)
        failing = items_of(drawn.problems)
        if failing.keys() <= drawn.settled.drops.keys():
            return drops
        drops = {**drops, **failing}


__all__ = ["Doubles", "Reviewer", "Unusable"]
