"""Where the article names persons, bodies, states and peoples."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractor.answerers.offline.actors.countries import country
from extractor.answerers.offline.actors.found_names import (
    recognised_names,
    titled_names,
)
from extractor.answerers.offline.actors.labels import Label
from extractor.answerers.offline.actors.listed_names import listed_names
from extractor.answerers.offline.text.reading import Line, Reading

CREDITS = ("image", "images", "photo", "photos", "picture", "file")  # in captions


@dataclass(frozen=True, eq=False)
class Mention:
    """A name in the text.

    Attributes:
        line: The line it stands in.
        first: Its first token.
        last: The token after it.
        label: What it seems to name.
        words: The name as it stands there, without article and possessive.
    """

    line: Line
    first: int
    last: int
    label: Label
    words: str

    @property
    def root(self) -> Token:
        """The main word."""
        return self.line.doc[self.first : self.last].root

    @property
    def place(self) -> tuple[int, int]:
        """Line and token where it begins."""
        return self.line.place, self.first


def mentions_of(reading: Reading) -> list[Mention]:
    """Return the names in the order of the text, none overlapping."""
    found = [m for line in reading.lines for m in _in_line(reading, line)]
    found += _surnames(reading, found)
    return sorted(found, key=lambda m: m.place)


def _in_line(reading: Reading, line: Line) -> Iterator[Mention]:
    taken: set[int] = set()
    for first, last, label in (
        *listed_names(line.doc),
        *titled_names(line.doc),
        *recognised_names(line.doc),
    ):
        trimmed = _trim(line.doc, first, last)
        if trimmed is None or taken & set(range(*trimmed)):
            continue
        taken |= set(range(*trimmed))
        yield _mention(reading, line, trimmed, label)


def _mention(
    reading: Reading, line: Line, place: tuple[int, int], label: Label
) -> Mention:
    return Mention(line, *place, label, reading.text(line.stretch(*place)))


def _trim(doc: Doc, first: int, last: int) -> tuple[int, int] | None:
    """Return the range without article, possessive, title and marks at its ends."""
    while first < last and _is_stray(doc[first], ("the", "a", "an")):
        first += 1
    while last > first and _is_stray(doc[last - 1], ("'s", "'", *CREDITS)):
        last -= 1
    return (first, last) if last > first else None


def _is_stray(token: Token, strays: tuple[str, ...]) -> bool:
    return token.lower_ in strays or not any(c.isalnum() for c in token.text)


def _surnames(reading: Reading, found: list[Mention]) -> Iterator[Mention]:
    """Yield the bare surnames of persons that were named in full elsewhere."""
    known = {
        m.words.split()[-1]
        for m in found
        if m.label == "person"
        and " " in m.words
        and country(m.words.split()[-1]) is None
    }
    taken = {(m.line.place, i) for m in found for i in range(m.first, m.last)}
    for line in reading.lines:
        for token in line.doc:
            name = reading.text(line.at(token))
            if name in known and (line.place, token.i) not in taken:
                yield Mention(line, token.i, token.i + 1, "person", name)
