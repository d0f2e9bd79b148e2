"""Actors: entries that mean the same one, and the places where the article names it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from extractor.records import Article, Mention

from .briefing_answer import Actor


@dataclass(frozen=True)
class ActorGroup:
    """The entries of the answer that mean one actor.

    Attributes:
        places: Their places in the answer, in order.
        actors: The entries.
    """

    places: tuple[int, ...]
    actors: tuple[Actor, ...]

    @property
    def first(self) -> Actor:
        """The entry that came first."""
        return self.actors[0]

    @cached_property
    def name(self) -> str:
        """The longest name among the entries."""
        return max((actor.name for actor in self.actors), key=len)

    @cached_property
    def aliases(self) -> tuple[str, ...]:
        """Every other form of the entries, in order, each once."""
        forms = [form for a in self.actors for form in (a.name, *a.aliases)]
        return tuple(form for form in dict.fromkeys(forms) if form != self.name)

    @cached_property
    def country(self) -> str | None:
        """The first country that an entry gives."""
        return next((a.country for a in self.actors if a.country), None)

    @cached_property
    def role(self) -> str | None:
        """The first role that an entry gives."""
        return next((a.role for a in self.actors if a.role), None)


def actor_groups(actors: list[Actor]) -> list[ActorGroup]:
    """Return the entries grouped by actor, in the order of their first entry.

    Two entries are one actor when their names are equal but for case and spaces, or
    when the name of one is an alias of the other and of no third (rule V7).
    """
    names = [_key(actor.name) for actor in actors]
    aliases = [{_key(alias) for alias in actor.aliases} for actor in actors]
    owned = {
        (n, alias) for n, forms in zip(names, aliases, strict=True) for alias in forms
    }
    owners = Counter(alias for _, alias in owned)
    members: list[list[int]] = []
    for place, name in enumerate(names):
        for group in members:
            first = group[0]
            known = name in aliases[first] and owners[name] == 1
            known |= names[first] in aliases[place] and owners[names[first]] == 1
            if known or name == names[first]:
                group.append(place)
                break
        else:
            members.append([place])
    return [
        ActorGroup(tuple(group), tuple(actors[p] for p in group)) for group in members
    ]


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


class Named(Protocol):
    """Anything with a name and aliases."""

    @property
    def name(self) -> str:
        """The fullest form."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other forms."""


def mentions_of(actors: Sequence[Named], article: Article) -> list[tuple[Mention, ...]]:
    """Return each actor's mentions in order: longest form first, none overlapping.

    A form that two actors share goes to the one whose name it is, else to the first by
    name: whatever order the actors come in, the mentions are the same.
    """
    forms = sorted(
        (
            (form, g, form != actor.name)
            for g, actor in enumerate(actors)
            for form in (actor.name, *actor.aliases)
        ),
        key=lambda e: (-len(e[0]), e[0], e[2], actors[e[1]].name),
    )
    taken = bytearray(len(article.text))
    found: list[list[Mention]] = [[] for _ in actors]
    for form, g, _ in forms:
        for start, end in _hits(form, article):
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                found[g].append(Mention(start=start, end=end))
    return [tuple(sorted(ms, key=lambda m: m.start)) for ms in found]


def occurs(form: str, article: Article) -> bool:
    """Tell whether a form of a name stands anywhere in the article."""
    return bool(_hits(form, article))


def _hits(form: str, article: Article) -> list[tuple[int, int]]:
    """Return the places of a form, also with a capital where a sentence begins."""
    capital = form[:1].upper() + form[1:]
    hits = article.find(form)
    return hits if capital == form else sorted({*hits, *article.find(capital)})
