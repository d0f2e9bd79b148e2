"""Review of an answer to a part: by the whole rules, for what was asked of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from extractor.grounding.walking import slots
from extractor.records.outcome import Parts, Review
from extractor.records.problems import Problem
from extractor.review import Reviewer, Unusable
from extractor.review.parsing import parse
from extractor.windows.joining import Known
from extractor.windows.numbering import hidden_evidence, out_of_reach


@dataclass(frozen=True, kw_only=True)
class WindowReviewer:
    """Review of answers to one window.

    Attributes:
        whole: Reviews answers about the whole article.
        parts: How the recipe reads in parts.
        told: The items that the window was told of, by list.
        shown: The numbers of its sentences.
    """

    whole: Reviewer[Any]
    parts: Parts
    told: Mapping[str, Sequence[Known]]
    shown: range

    def review(self, given: Any) -> Review[Any]:
        """Return the answer, and its problems with places in it."""
        parsed = parse(given, self.parts.window.answer)
        if parsed.answer is None:
            return Review(data=None, problems=parsed.problems)
        hidden = hidden_evidence(parsed, self.shown)
        reachable = out_of_reach(parsed.data, hidden)
        told = {name: [k.given for k in known] for name, known in self.told.items()}
        lists = {
            n: [*told.get(n, ()), *reachable[n]]
            for n in type(parsed.answer).model_fields
        }
        review = self.whole.review({**blank(self.parts.closing.answer), **lists})
        problems = [self._own(problem) for problem in review.problems]
        seen = tuple(self._shown(p, hidden) for p in problems if p is not None)
        return Review(data=parsed.data, problems=seen)

    def _own(self, problem: Problem) -> Problem | None:
        """Return a problem with its place in the window's answer, if it is there."""
        name, place, inner = problem.where[:1], problem.where[1:2], problem.where[2:]
        if not place or name[0] not in self.parts.window.answer.model_fields:
            return None
        own = int(place[0]) - len(self.told.get(str(name[0]), ()))
        return replace(problem, where=(*name, own, *inner)) if own >= 0 else None

    def _shown(self, problem: Problem, hidden: Mapping[Any, int]) -> Problem:
        """Return a problem in words that say which sentences were shown."""
        number = hidden.get((*problem.where, "sentence"))
        if number is None:
            return problem
        message = (
            f"sentence {number} is not among those shown, {self.shown[0]} to "
            f"{self.shown[-1]}: name the one that you mean"
        )
        return replace(problem, message=message)


@dataclass(frozen=True, kw_only=True)
class ClosingReviewer:
    """Review of answers to the closing request.

    Attributes:
        whole: Reviews answers about the whole article.
        parts: How the recipe reads in parts.
        found: What the windows brought, as it was told.
    """

    whole: Reviewer[Any]
    parts: Parts
    found: Mapping[str, Any]

    def review(self, given: Any) -> Review[Any]:
        """Return the answer, and its problems; no answer when the whole has no use."""
        model = self.parts.closing.answer
        parsed = parse(given, model)
        if parsed.answer is None:
            return Review(data=None, problems=parsed.problems)
        closing = {name: parsed.data[name] for name in model.model_fields}
        review = self.whole.review({**self.found, **closing})
        own = tuple(p for p in review.problems if p.where[:1] and p.where[0] in closing)
        if self._concludes(review):
            return Review(data=closing, problems=own)
        return Review(data=None, problems=own or review.problems)

    def _concludes(self, review: Review[Any]) -> bool:
        """Tell whether anything is left of an answer without what fails in it."""
        try:
            self.whole.conclude(review)
        except Unusable:
            return False
        return True


def blank(closing: type[BaseModel]) -> dict[str, Any]:
    """Return what stands for a closing answer that there is not: null, [] or ""."""
    return {
        name: None if slot.nullable else [] if slot.is_list else ""
        for name, slot in slots(closing)
    }


def whole_answer(
    model: type[BaseModel], *, lists: Mapping[str, Any], closing: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the answer of the whole, its fields in their order."""
    parts = {**lists, **closing}
    return {
        name: list(parts[name]) if isinstance(parts[name], tuple) else parts[name]
        for name in model.model_fields
    }
