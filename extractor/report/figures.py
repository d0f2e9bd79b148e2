"""Actors over many briefings, taken as one only where their names are equal."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from unicodedata import normalize

from extractor.schemas.briefing import Actor, Briefing


@dataclass(frozen=True, slots=True)
class Appearance:
    """An actor in one briefing.

    Attributes:
        entry: The place of the briefing's row.
        id: The actor's id there.
        asserts: Claims that it asserts there.
        relays: Claims that it relays there.
    """

    entry: int
    id: str
    asserts: int
    relays: int


@dataclass(slots=True)
class Figure:
    """Actors of one name, one kind and no two countries.

    Attributes:
        name: As it was met first.
        kind: Person, state, organization, group or other.
        country: The one that any of them has.
        aliases: Other forms that the articles use, the most frequent first.
        appearances: In the order of the briefings.
    """

    name: str
    kind: str
    country: str | None
    aliases: Counter[str] = field(default_factory=Counter)
    appearances: list[Appearance] = field(default_factory=list)

    @property
    def asserts(self) -> int:
        """Claims that it asserts, over all briefings."""
        return sum(a.asserts for a in self.appearances)

    @property
    def relays(self) -> int:
        """Claims that it relays, over all briefings."""
        return sum(a.relays for a in self.appearances)


class Figures:
    """Gathers the actors of briefing after briefing.

    Two actors are one when both are named, their names are equal but for case and
    blanks, their kinds are equal, and no two countries speak against it. Aliases merge
    nothing: two men may both be called Kim.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._by_name: dict[tuple[str, str], dict[str | None, Figure]] = {}

    def add(self, briefing: Briefing, entry: int) -> None:
        """Take in the actors of the briefing with that row."""
        asserts = Counter(a for c in briefing.claims for a in c.asserted_by)
        relays = Counter(a for c in briefing.claims for a in c.via)
        for actor in briefing.actors:
            if actor.named:
                figure = self._figure(actor)
                figure.aliases.update(a for a in actor.aliases if a != figure.name)
                figure.appearances.append(
                    Appearance(entry, actor.id, asserts[actor.id], relays[actor.id])
                )

    def all(self) -> list[Figure]:
        """Return the actors, those that speak most and are named most often first."""
        figures = [f for named in self._by_name.values() for f in _settled(named)]
        return sorted(
            figures, key=lambda f: (-f.asserts - f.relays, -len(f.appearances), f.name)
        )

    def _figure(self, actor: Actor) -> Figure:
        named = self._by_name.setdefault((_folded(actor.name), actor.kind), {})
        if actor.country not in named:
            named[actor.country] = Figure(actor.name, actor.kind, actor.country)
        return named[actor.country]


def _settled(named: dict[str | None, Figure]) -> Iterator[Figure]:
    """Yield the actors of one name; those without a country join the only one."""
    nowhere = named.get(None)
    somewhere = [f for country, f in named.items() if country is not None]
    if nowhere is None or len(somewhere) != 1:
        yield from named.values()
        return
    (one,) = somewhere
    yield Figure(
        name=one.name,
        kind=one.kind,
        country=one.country,
        aliases=one.aliases + nowhere.aliases,
        appearances=_in_order([*one.appearances, *nowhere.appearances]),
    )


def _in_order(appearances: Iterable[Appearance]) -> list[Appearance]:
    return sorted(appearances, key=lambda appearance: appearance.entry)


def _folded(name: str) -> str:
    return " ".join(normalize("NFKC", name).casefold().split())
