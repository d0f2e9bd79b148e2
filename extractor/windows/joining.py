"""What the windows of an article brought, put together without dropping anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel

from extractor.records.outcome import Parts, Review
from extractor.records.problems import Pointer
from extractor.review import Doubles
from extractor.review.case import items_of
from extractor.review.parsing import parse
from extractor.review.pointing import moved
from extractor.review.settling import Drop, Settled
from extractor.windows.numbering import (
    Numbers,
    hidden_evidence,
    out_of_reach,
    renumbered,
)

OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Known:
    """An item that later windows may be told of.

    Attributes:
        place: In its list of the whole.
        given: As it was answered.
        item: The same, as the recipe's own class.
    """

    place: int
    given: Any
    item: Any


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What one window brought.

    Attributes:
        window: Its place among the windows.
        review: Of its answer.
        told: The items that it was told of, by list.
        shown: The numbers of its sentences.
    """

    window: int
    review: Review[Any]
    told: Mapping[str, Sequence[Known]]
    shown: range


@dataclass(frozen=True, kw_only=True)
class Joined:
    """The lists of all windows so far, in numbers of the whole.

    Attributes:
        lists: The items of each list.
        windows: For each item, the place of the window that told it.
        known: The items that held when their window was reviewed, of the lists that
            later windows are told of.
    """

    lists: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    windows: Mapping[str, Sequence[int]] = field(default_factory=dict)
    known: Mapping[str, Sequence[Known]] = field(default_factory=dict)

    @classmethod
    def of(cls, parts: Parts) -> "Joined":
        """Return what there is before the first window."""
        none: dict[str, tuple[Any, ...]] = dict.fromkeys(lists_of(parts), ())
        return cls(lists=none, windows=none, known=dict.fromkeys(parts.known, ()))

    def told(self, parts: Parts, words: str) -> dict[str, tuple[Known, ...]]:
        """Return the items that a window with these words is told of."""
        return {
            name: tuple(each for each in self.known[name] if matters(each.item, words))
            for name, matters in parts.known.items()
        }

    def joined(self, brought: Brought, parts: Parts) -> "Joined":
        """Return these lists and what one more window brought."""
        model, review = parts.window.answer, brought.review
        whole = self._in_whole_numbers(brought, model)
        return replace(
            self,
            lists={n: (*held, *whole[n]) for n, held in self.lists.items()},
            windows={
                n: (*held, *(brought.window for _ in whole[n]))
                for n, held in self.windows.items()
            },
            known={
                n: (*held, *_holding(review, model, name=n, start=len(self.lists[n])))
                for n, held in self.known.items()
            },
        )

    def _in_whole_numbers(self, brought: Brought, model: type[BaseModel]) -> Any:
        """Return what a window brought in numbers of the whole, or out of reach."""
        data = brought.review.data
        hidden = hidden_evidence(parse(data, model), brought.shown)
        numbers = self._numbers(brought)
        return renumbered(out_of_reach(data, hidden), model, numbers=numbers)

    def _numbers(self, brought: Brought) -> dict[str, Numbers]:
        """Return what the numbers of a window's answer mean, by list."""
        return {
            name: Numbers(
                [each.place for each in brought.told.get(name, ())],
                range(len(held), len(held) + len(brought.review.data[name])),
            )
            for name, held in self.lists.items()
        }

    def doubles(self, parts: Parts) -> Doubles:
        """Return what names the items that two windows told."""

        def named(settled: Settled) -> Mapping[Pointer, Drop]:
            data, origin = settled.data, settled.origin
            windows = {
                name: [
                    told[int(moved((name, n), origin)[1])]
                    for n in range(len(data[name]))
                ]
                for name, told in self.windows.items()
            }
            return {
                moved(double, origin): Drop(OVERLAP, moved(kept, origin))
                for double, kept in parts.merge(items(parts, data), windows).items()
            }

        return named


def lists_of(parts: Parts) -> tuple[str, ...]:
    """Return the names of the lists that windows are asked for."""
    return tuple(parts.window.answer.model_fields)


def items(parts: Parts, data: Mapping[str, Any]) -> BaseModel:
    """Return the lists of an answer as the model of a window's."""
    model = parts.window.answer
    return model.model_validate({name: data[name] for name in model.model_fields})


def _holding(
    review: Review[Any], model: type[BaseModel], *, name: str, start: int
) -> list[Known]:
    """Return the items of a list without problems, which begins at a place."""
    parsed = parse(review.data, model)
    failing = items_of(review.problems)
    given = getattr(parsed.answer, name)
    places = [int(moved((name, n), parsed.origin)[1]) for n in range(len(given))]
    return [
        Known(start + place, review.data[name][place], item)
        for place, item in zip(places, given, strict=True)
        if (name, place) not in failing
    ]
