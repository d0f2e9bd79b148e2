"""The article's text cut into lines, sentences and pieces that carry labels.

Offsets stay code points: the page's markup is cut here, so a browser's own way of
counting never meets them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from extractor.records.article import Article, Kind, Sentence

Layer = Literal["claim", "actor", "uncovered", "excluded"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A range of the text and what it is labelled with.

    Attributes:
        start: Offset of the first character, in code points.
        end: Offset after the last character, in code points.
        layer: What the label means.
        label: An id, or words for a reader.
    """

    start: int
    end: int
    layer: Layer
    label: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """The longest run of text that carries the same labels throughout.

    Attributes:
        start: Offset of its first character, in code points.
        text: Its characters.
        labels: Those of each layer, in the order of the ranges.
        closing: Labels of the ranges that end with it, likewise.
    """

    start: int
    text: str
    labels: dict[Layer, tuple[str, ...]]
    closing: dict[Layer, tuple[str, ...]]

    @property
    def end(self) -> int:
        """Offset after its last character, in code points."""
        return self.start + len(self.text)

    @property
    def claims(self) -> tuple[str, ...]:
        """Claims that rest on it."""
        return self.labels.get("claim", ())

    @property
    def actors(self) -> tuple[str, ...]:
        """Actors that it names."""
        return self.labels.get("actor", ())


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, or what stands between two.

    Attributes:
        sentence: None between sentences.
        pieces: Its text, complete and in order.
    """

    sentence: Sentence | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text that is not blank.

    Attributes:
        kind: That of its first sentence.
        stretches: Its text, complete and in order.
    """

    kind: Kind
    stretches: tuple[Stretch, ...]


@dataclass(slots=True)
class _Open:
    """Labels that hold at one place of the text, while it is passed over."""

    counts: dict[tuple[Layer, str], int] = field(default_factory=dict)

    def enter(self, ranges: Iterable[Labelled]) -> None:
        for one in ranges:
            key = (one.layer, one.label)
            self.counts[key] = self.counts.get(key, 0) + 1

    def leave(self, ranges: Iterable[Labelled]) -> None:
        for one in ranges:
            key = (one.layer, one.label)
            self.counts[key] -= 1
            if not self.counts[key]:
                del self.counts[key]

    def labels(self) -> dict[Layer, tuple[str, ...]]:
        held = defaultdict[Layer, list[str]](list)
        for layer, label in self.counts:
            held[layer].append(label)
        return {layer: tuple(labels) for layer, labels in held.items()}


def lines_of(article: Article, ranges: Iterable[Labelled]) -> tuple[Line, ...]:
    """Return the article's lines; ranges outside the text are cut to it."""
    bounds = {s.start: s for s in article.sentences}
    edges = {edge for s in article.sentences for edge in (s.start, s.end)}
    edges |= _line_ends(article.text)
    pieces = _pieces(article.text, _within(article.text, ranges), edges)
    return tuple(_lines(_stretches(pieces, bounds)))


def _within(text: str, ranges: Iterable[Labelled]) -> list[Labelled]:
    size = len(text)
    cut = [
        Labelled(max(0, r.start), min(size, r.end), r.layer, r.label) for r in ranges
    ]
    return [r for r in cut if r.start < r.end]


def _line_ends(text: str) -> set[int]:
    ends, place = {0, len(text)}, text.find("\n")
    while place >= 0:
        ends |= {place, place + 1}
        place = text.find("\n", place + 1)
    return ends


def _pieces(text: str, ranges: list[Labelled], edges: set[int]) -> Iterator[Piece]:
    opening, closing = defaultdict[int, list[Labelled]](list), defaultdict(list)
    for one in ranges:
        opening[one.start].append(one)
        closing[one.end].append(one)
    cuts = sorted(edges | opening.keys() | closing.keys())
    held = _Open()
    for start, end in pairwise(cuts):
        held.leave(closing.get(start, ()))
        held.enter(opening.get(start, ()))
        ending = _Open()
        ending.enter(closing.get(end, ()))
        yield Piece(start, text[start:end], held.labels(), ending.labels())


def _stretches(
    pieces: Iterable[Piece], sentences: dict[int, Sentence]
) -> Iterator[Stretch]:
    """Yield the pieces by sentence; a line's end is a stretch of its own."""
    current: Sentence | None = None
    held: list[Piece] = []
    for piece in pieces:
        begins = piece.start in sentences
        ends = current is not None and piece.start >= current.end
        if held and (begins or ends or piece.text == "\n" or held[-1].text == "\n"):
            yield Stretch(current, tuple(held))
            held = []
        if begins or ends:
            current = sentences.get(piece.start)
        held.append(piece)
    if held:
        yield Stretch(current, tuple(held))


def _lines(stretches: Iterable[Stretch]) -> Iterator[Line]:
    held: list[Stretch] = []
    for stretch in stretches:
        if stretch.pieces[0].text == "\n":
            yield from _line(held)
            held = []
        else:
            held.append(stretch)
    yield from _line(held)


def _line(stretches: list[Stretch]) -> Iterator[Line]:
    first = next((s.sentence for s in stretches if s.sentence), None)
    if first is not None:
        yield Line(first.kind, tuple(stretches))
