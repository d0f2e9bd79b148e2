"""One answer under review: what it comes to when these and those items are dropped."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from extractor.grounding import Grounding, ground
from extractor.grounding.walking import Node, walk
from extractor.records.article import Article
from extractor.records.findings import Dropped, Finding
from extractor.records.outcome import Conclusion, Recipe
from extractor.records.problems import (
    Fault,
    Noted,
    Pointer,
    Problem,
    Publication,
    Rule,
    json_pointer,
)
from extractor.review.parsing import (
    SHAPE,
    Parsed,
    Unusable,
    as_given,
    misfits,
)
from extractor.review.pointing import at, item_of, moved, within
from extractor.review.settling import RESTS_ON_DROPPED, Drop, Settled, settle

T = TypeVar("T", bound=BaseModel)
STRANDED = "it rests on items that do not hold: put those right"


@dataclass(frozen=True, slots=True)
class Fitting:
    """A settled answer that has the asked shape, and its model."""

    settled: Settled
    answer: BaseModel


@dataclass(frozen=True, kw_only=True)
class Drawn(Generic[T]):
    """What would be published if these items were dropped."""

    settled: Settled
    publication: Publication[T]
    faults: tuple[tuple[Rule[T], Fault], ...]
    problems: tuple[Problem, ...]


class Case(Generic[T]):
    """One parsed answer under review."""

    def __init__(
        self,
        recipe: Recipe[T],
        article: Article,
        *,
        parsed: Parsed,
        softened: frozenset[str],
    ) -> None:
        self.recipe, self.article = recipe, article
        self.softened, self.parsed = softened, parsed
        self.nodes = self._nodes()
        counts = {n: len(v) for n, v in parsed.data.items() if isinstance(v, list)}
        self.grounding: Grounding = ground(self.nodes, self.article, counts=counts)

    def _nodes(self) -> list[Node]:
        """Return the marked values with pointers into the answer as it was given."""
        if self.parsed.answer is None:
            return []
        nodes = walk(self.parsed.answer)
        if not self.parsed.origin:
            return nodes
        return [as_given(node, self.parsed) for node in nodes]

    def first_drops(self) -> dict[Pointer, Drop]:
        """Return the items that grounding and shape already rule out.

        Raises:
            Unusable: A marked value that does not hold stands in no item.
        """
        problems = (*self.parsed.problems, *self.grounding.problems)
        if any(item_of(problem.where) is None for problem in problems):
            raise Unusable(problems)
        return items_of(problems)

    def draw(self, drops: dict[Pointer, Drop]) -> Drawn[T]:
        """Return what would be published without these items and their likes."""
        while True:
            drawn = self._draw_once(drops)
            doubles = self._doubles(drawn)
            if doubles.keys() <= drawn.settled.drops.keys():
                return drawn
            drops = {**drops, **doubles}

    def _draw_once(self, drops: dict[Pointer, Drop]) -> Drawn[T]:
        fitting = self.fitting(drops)
        settled = fitting.settled
        publication = self.recipe.publish(fitting.answer, self.article)
        faults = tuple(
            (rule, fault)
            for rule in self.recipe.rules
            for fault in rule.check(publication.value, self.article)
        )
        problems = tuple(
            Problem(rule.code, self._asked(fault.where, publication, settled), m)
            for rule, fault in faults
            if rule.level == "hard" and rule.code not in self.softened
            for m in (fault.message,)
        )
        return Drawn(
            settled=settled, publication=publication, faults=faults, problems=problems
        )

    def fitting(self, drops: dict[Pointer, Drop]) -> Fitting:
        """Return the settled answer without what the dropping left misshapen.

        Raises what `settled` raises.
        """
        settled = self.settled(drops)
        try:
            return Fitting(settled, self._answer(settled.data))
        except ValidationError as error:
            short = misfits(error, settled.data, settled.origin)
            return self.fitting({**settled.drops, **self._resting(short)})

    def settled(self, drops: dict[Pointer, Drop]) -> Settled:
        """Return the answer without these items and all that rests on them.

        Raises:
            Unusable: What rests on them stands in no item.
        """
        settled = settle(
            self.parsed.data,
            self.nodes,
            drops=drops,
            replaced=self.grounding.replaced,
            removed=self.grounding.removed,
        )
        self._resting([Problem(SHAPE, w, STRANDED) for w in settled.stranded])
        return settled

    def _resting(self, short: list[Problem]) -> dict[Pointer, Drop]:
        """Return the items to drop for what is left too short by others' dropping."""
        items = [item_of(problem.where) for problem in short]
        if None in items:
            known = (*self.parsed.problems, *self.grounding.problems)
            raise Unusable((*known, *short))
        return {item: Drop(RESTS_ON_DROPPED) for item in items if item}

    def _answer(self, data: Any) -> BaseModel:
        """Return the model of settled data: the one there is when nothing changed."""
        if data is self.parsed.data and self.parsed.answer and not self.parsed.origin:
            return self.parsed.answer
        return self.recipe.answer.model_validate(data)

    def _asked(
        self, where: Pointer, publication: Publication[T], settled: Settled
    ) -> Pointer:
        """Return the place in the answer for a place in what is published."""
        return moved(moved(where, publication.places), settled.origin)

    def _doubles(self, drawn: Drawn[T]) -> dict[Pointer, Drop]:
        """Return the items that rules of level "drop" leave out."""
        doubles: dict[Pointer, Drop] = {}
        for rule, fault in drawn.faults:
            if rule.level == "drop":
                where = self._asked(fault.where, drawn.publication, drawn.settled)
                instead = fault.instead and self._asked(
                    fault.instead, drawn.publication, drawn.settled
                )
                item = item_of(where)
                if item is not None:
                    doubles[item] = Drop(rule.code, instead)
        return doubles

    def conclude(self, drawn: Drawn[T]) -> Conclusion[T]:
        """Return what is published, its findings, and what was dropped."""
        return Conclusion(
            value=drawn.publication.value,
            findings=tuple(self._findings(drawn)),
            dropped=tuple(self._dropped(drawn.settled)),
        )

    def _dropped(self, settled: Settled) -> list[Dropped]:
        return [
            Dropped(
                item=at(self.parsed.data, where),
                reason=drop.reason,
                where=json_pointer(where),
            )
            for where, drop in sorted(settled.drops.items(), key=_in_answer_order)
        ]

    def _findings(self, drawn: Drawn[T]) -> list[Finding]:
        settled = drawn.settled
        lost = (*self.grounding.notes, *settled.notes)
        findings = [
            self._finding(note, self._published(note.where, drawn))
            for note in lost
            if not within(note.where, settled.drops)
        ]
        findings += [self._finding(n, n.where) for n in drawn.publication.notes]
        for rule, fault in drawn.faults:
            severity = _severity(rule, self.softened)
            note = Noted(rule.code, severity, fault.where, fault.message)
            findings.append(self._finding(note, fault.where))
        return findings

    def _finding(self, note: Noted, where: Pointer) -> Finding:
        return Finding(
            code=note.code,
            severity=note.severity,
            where=json_pointer(where if where[:1] == ("article",) else _file(where)),
            message=note.message,
        )

    def _published(self, where: Pointer, drawn: Drawn[T]) -> Pointer:
        """Return the published item for a place in the answer."""
        back = {old: new for new, old in drawn.settled.origin.items()}
        kept = _nearest(where, back) if back else item_of(where)
        settled = kept or where[:1]
        places = {old: new for new, old in drawn.publication.places.items()}
        listed = {old[:1] for old in places}
        elsewhere = settled[:1] if settled[:1] in listed else settled
        return _nearest(settled, places) or elsewhere


def _file(where: Pointer) -> Pointer:
    return ("briefing", *where)


def _nearest(where: Pointer, places: dict[Pointer, Pointer]) -> Pointer | None:
    """Return the new place of the innermost item around a place that has one."""
    for length in range(len(where), 0, -1):
        if where[:length] in places:
            return places[where[:length]]
    return None


def items_of(problems: tuple[Problem, ...]) -> dict[Pointer, Drop]:
    """Return the item to drop for each problem that stands in one."""
    drops: dict[Pointer, Drop] = {}
    for problem in problems:
        item = item_of(problem.where)
        if item is not None:
            drops.setdefault(item, Drop(problem.code))
    return drops


def _severity(rule: Rule[Any], softened: frozenset[str]) -> Any:
    if rule.level in ("warning", "info"):
        return rule.level
    return "warning" if rule.code in softened else "error"


def _in_answer_order(entry: tuple[Pointer, Drop]) -> tuple[tuple[int, int | str], ...]:
    return tuple((0, step) if isinstance(step, int) else (1, step) for step in entry[0])
