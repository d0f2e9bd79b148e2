"""Countries by any word for them: names, demonyms, seats of government."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

import pycountry

from extractor.answerers.offline.lexicon import rows_of

Use = Literal["name", "people", "seat"]


@dataclass(frozen=True, slots=True)
class Country:
    """What a word says about a country.

    Attributes:
        code: ISO 3166-1 alpha-3.
        use: Whether the word names the country, its people or its seat of government.
    """

    code: str
    use: Use


def country(words: str) -> Country | None:
    """Return the country that the words name as they stand, without article."""
    return _index().get(plain(words))


def may_begin(word: str) -> bool:
    """Tell whether a listed country, body or person has this for its first word."""
    return plain(word).casefold() in _first_words()


@cache
def _first_words() -> frozenset[str]:
    listed = (*_index(), *_homes("bodies.tsv"))
    words = (name.split()[0].split("-")[0].casefold() for name in listed if name)
    return frozenset(words)


def plain(words: str) -> str:
    """Return the words without `the` and typographic apostrophes."""
    straight = words.replace("’", "'").strip()
    return straight[4:] if straight[:4] in ("the ", "The ") else straight


@cache
def _index() -> dict[str, Country]:
    index: dict[str, Country] = {}
    for code, names, people, seats in rows_of("countries.tsv"):
        _add(index, code, names, use="name")
        _add(index, code, people, use="people")
        _add(index, code, seats, use="seat")
    for official in pycountry.countries:
        for label in ("name", "common_name", "official_name"):
            name = getattr(official, label, None)
            if name:
                index.setdefault(plain(name), Country(official.alpha_3, "name"))
    return index


def _add(index: dict[str, Country], code: str, listed: str, *, use: Use) -> None:
    for word in listed.split(","):
        if word != "-":
            index.setdefault(plain(word), Country(code, use))


@cache
def _homes(table: str) -> dict[str, str | None]:
    rows = rows_of(table)
    return {plain(name).casefold(): None if c == "-" else c for name, c in rows}


def is_known_body(words: str) -> bool:
    """Tell whether the words name a body or outlet of the list."""
    return plain(words).casefold() in _homes("bodies.tsv")


def home_of(words: str) -> str | None:
    """Return the country of a listed body or person, by full name."""
    name = plain(words).casefold()
    return _homes("bodies.tsv").get(name) or _homes("statespeople.tsv").get(name)


def home_inside(words: str) -> str | None:
    """Return the country of the longest listed body whose name stands in the words."""
    text = f" {plain(words).casefold()} "
    inside = [name for name in _homes("bodies.tsv") if f" {name} " in text]
    return _homes("bodies.tsv")[max(inside, key=len)] if inside else None


def government_of(words: str) -> str | None:
    """Return the country that the words name, also by its government.

    `the U.S. administration`, `the Greek government` and `the Kremlin` are the state.
    """
    known = country(words)
    if known is not None:
        return known.code if known.use != "people" else None
    whose, _, noun = plain(words).rpartition(" ")
    if noun.casefold() not in ("government", "administration", "regime"):
        return None
    owner = country(re.sub(r"'s?$", "", whose))
    return owner.code if owner is not None else None
