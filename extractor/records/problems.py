"""What review finds: faults by rule, and problems in an answer."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from extractor.records.article import Article
from extractor.records.findings import Severity

Pointer = tuple[str | int, ...]
Level = Literal["hard", "drop", "warning", "info"]
P = TypeVar("P")


def json_pointer(where: Pointer) -> str:
    """Return the pointer in RFC 6901 form."""
    return "".join(
        f"/{step}"
        if isinstance(step, int)
        else f"/{step.replace('~', '~0').replace('/', '~1')}"
        for step in where
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where a rule is broken.

    Attributes:
        where: The place, in what the rule was given.
        message: What was expected and what was found; read by models and people.
        instead: For level "drop": the item that stands for the dropped one.
    """

    where: Pointer
    message: str
    instead: Pointer | None = None


@dataclass(frozen=True, slots=True)
class Rule(Generic[P]):
    """A check of what is published.

    Attributes:
        code: Its name in findings, dropped items and docs/rules.md.
        level: hard = asked again, then the item is dropped; drop = the item is
            dropped and not asked for; warning, info = a finding.
        meaning: One sentence that says what holds when the rule is kept.
        check: Yields a fault for each place that breaks it.
    """

    code: str
    level: Level
    meaning: str
    check: Callable[[P, Article], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Problem:
    """A hard failure at a place in a model's answer, to be asked for again."""

    code: str
    where: Pointer
    message: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding that publishing made, at a place in what is published."""

    code: str
    severity: Severity
    where: Pointer
    message: str


@dataclass(frozen=True, slots=True)
class Publication(Generic[P]):
    """What a recipe's `publish` returns.

    Attributes:
        value: The published model.
        places: For each published item, the item of the answer that it came from;
            in lists of which it names no item, all stand at the same place in both.
        notes: What publishing put right.
    """

    value: P
    places: Mapping[Pointer, Pointer] = field(default_factory=dict)
    notes: tuple[Noted, ...] = ()
