"""The word lists of the offline engine: data files, each with its source on top."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

Sense = Literal["speech", "thought", "finding"]


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """How a verb reports.

    Attributes:
        sense: Whether it tells of speech, thought or a finding.
        carried: What carries the point where no clause does; see the list.
        from_verb: Whether those words begin at the verb itself.
        kind: The kind of claim that it makes; None when its words decide.
        kind_with: The kind that it makes with a preposition.
    """

    sense: Sense
    carried: frozenset[str]
    from_verb: bool
    kind: str | None
    kind_with: Mapping[str, str]


def lines_of(name: str) -> Iterator[str]:
    """Yield the entries of a word list, without comments and empty lines."""
    source = files(__package__).joinpath("lexicons", name)
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.rstrip("\n")


def rows_of(name: str) -> Iterator[list[str]]:
    """Yield the rows of a table, split at tabs."""
    for line in lines_of(name):
        yield line.split("\t")


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of the list `name`.txt."""
    return frozenset(lines_of(f"{name}.txt"))


@cache
def reporting_verbs() -> dict[str, ReportingVerb]:
    """Return the reporting verbs by lemma."""
    return {row[0]: _verb(row) for row in rows_of("reporting_verbs.tsv")}


def _verb(row: list[str]) -> ReportingVerb:
    lemma, sense, carried, begins, kind = row
    if sense not in get_args(Sense) or begins not in ("verb", "behind"):
        message = f"expected a sense and where it begins, found {row!r} for {lemma!r}"
        raise ValueError(message)
    plain, *others = kind.split(",")
    return ReportingVerb(
        sense=cast("Sense", sense),
        carried=frozenset(carried.split(",")) - {"-"},
        from_verb=begins == "verb",
        kind=None if plain == "-" else plain,
        kind_with=dict(other.split("=") for other in others),
    )
