"""Actors: names gathered into one figure, with kind, country and role."""

from dataclasses import dataclass

import pytest

from tests.answerers.offline.readings import drafter_of


@dataclass(frozen=True)
class Case:
    """What one figure of a text should be."""

    text: str
    name: str
    kind: str
    country: str | None = None
    aliases: frozenset[str] = frozenset()
    role: str | None = None


CASES = {
    "surname": Case(
        "Minister Lena Vogt came to Oslo. Vogt left on Friday.",
        "Lena Vogt",
        "person",
        aliases=frozenset({"Vogt"}),
        role="Minister",
    ),
    "family name in front": Case(
        "Kim Jong Un came to the port. Kim left on Friday.",
        "Kim Jong Un",
        "person",
        country="PRK",
        aliases=frozenset({"Kim"}),
    ),
    "particles inside a name": Case(
        "Commission President Ursula von der Berg spoke to the press.",
        "Ursula von der Berg",
        "person",
        role="Commission President",
    ),
    "country by the title": Case(
        "Norwegian Foreign Minister Lena Vogt came to the port.",
        "Lena Vogt",
        "person",
        country="NOR",
        role="Norwegian Foreign Minister",
    ),
    "apposition": Case(
        "Lena Vogt, chief economist at the bank, left the hall.",
        "Lena Vogt",
        "person",
        role="chief economist at the bank",
    ),
    "initials": Case(
        "The World Health Organization met in May. The WHO has many members.",
        "World Health Organization",
        "organization",
        aliases=frozenset({"WHO"}),
    ),
    "main noun": Case(
        "The European Commission met on Friday. The Commission will meet again.",
        "European Commission",
        "organization",
        aliases=frozenset({"Commission"}),
    ),
    "abbreviated state": Case(
        "The U.S. has left the pact.", "U.S.", "state", country="USA"
    ),
    "seat of government": Case(
        "Russia has left the pact, and Moscow wants a new one.",
        "Russia",
        "state",
        country="RUS",
        aliases=frozenset({"Moscow"}),
    ),
    "people in an organization's name": Case(
        "The Indonesian Navy sent two ships to the island.",
        "Indonesian Navy",
        "organization",
        country="IDN",
    ),
    "surname that is a capital": Case(
        "Valeska Paris left the ship. Paris was free in 2007.",
        "Valeska Paris",
        "person",
        aliases=frozenset({"Paris"}),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_names_for_one_are_one_figure(case: Case):
    figures = {f.name: f for f in drafter_of(case.text).figures.all}

    found = figures[case.name]

    assert (found.kind, found.country) == (case.kind, case.country)
    assert case.aliases <= set(found.aliases)
    assert case.role is None or case.role in found.roles


def test_a_place_where_something_happens_is_not_the_state():
    figures = drafter_of("Lena Vogt met the union in Moscow on Friday.").figures.all

    assert [f.name for f in figures] == ["Lena Vogt"]


def test_two_people_of_one_surname_stay_two():
    text = "Bill Harrow left on Friday. Hannah Harrow stayed. Harrow was tired."

    people = [f for f in drafter_of(text).figures.all if f.kind == "person"]

    assert {f.name for f in people} == {"Bill Harrow", "Hannah Harrow"}
