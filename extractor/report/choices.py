"""What the reader of a page can choose from: the values of each filter, with counts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractor.report.cards import VOICES, ClaimCard, ImplicationCard


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter.

    Attributes:
        value: As it stands in the file.
        label: As a reader sees it.
        count: Items that have it.
    """

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter.

    Attributes:
        name: What it goes by.
        label: As a reader sees it.
        options: Its values, those that most items have first.
    """

    name: str
    label: str
    options: tuple[Option, ...]


def choices_of(
    claims: Sequence[ClaimCard],
    implications: Sequence[ImplicationCard],
    names: Mapping[str, str],
) -> tuple[Choice, ...]:
    """Return the filters of a briefing."""
    labels = {**names, **VOICES}
    actors = [*(c.actors for c in claims), *(i.actors for i in implications)]
    bases = [(i.implication.basis,) for i in implications]
    return (
        _choice("asserter", "Asserted by", [c.asserters for c in claims], labels),
        _choice("actor", "Actor involved", actors, labels),
        _choice("kind", "Kind", [(c.claim.kind,) for c in claims], {}),
        _choice("certainty", "Certainty", [(c.claim.certainty,) for c in claims], {}),
        _choice("basis", "Implication", bases, {}),
    )


def _choice(
    name: str,
    label: str,
    values: Iterable[tuple[str, ...]],
    labels: Mapping[str, str],
) -> Choice:
    counts = Counter(value for one in values for value in one)
    options = (Option(v, labels.get(v, v), n) for v, n in counts.most_common())
    return Choice(name, label, tuple(options))
