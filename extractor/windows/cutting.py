"""Cutting an article into windows: stretches of its sentences that overlap."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.records.article import Article, Sentence

# Near what English prose comes to, and more than other scripts do.
BYTES_PER_TOKEN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """What one window may hold. Many models answer with 16,384 tokens at most.

    Attributes:
        sentences: At most; recorded answers take 160 tokens a sentence.
        tokens: Of text, estimated; recorded answers take 0.9 tokens a character.
        overlap: Sentences of the window before that are shown again.
        closing_tokens: Of what the closing request tells, estimated.
    """

    sentences: int = 100
    tokens: int = 4_000
    overlap: int = 5
    closing_tokens: int = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of an article that one request asks about.

    Attributes:
        first: Number of the first sentence shown.
        fresh: Number of the first that no window before has shown.
        last: Number of the last one.
        characters: Of the sentences not shown before.
    """

    first: int
    fresh: int
    last: int
    characters: int

    @property
    def shown(self) -> range:
        """The numbers of its sentences."""
        return range(self.first, self.last + 1)


def cut(article: Article, size: Size) -> tuple[Window, ...]:
    """Return the windows of an article: one when it fits, none when it shows nothing.

    Each sentence that is shown is new in exactly one window.
    """
    shown = article.shown
    costs = [tokens(article.words(unit.n)) for unit in shown]
    windows = _windows(costs, size)
    return tuple(_window(shown, *places) for places in windows)


def fits(article: Article, size: Size) -> bool:
    """Tell whether one request may ask about the whole article."""
    return len(cut(article, size)) <= 1


def tokens(text: str) -> int:
    """Return the estimated tokens of a text."""
    return math.ceil(len(text.encode(errors="replace")) / BYTES_PER_TOKEN)


def _windows(costs: Sequence[int], size: Size) -> Iterator[tuple[int, int, int]]:
    """Yield first, fresh and end of each window, as places among the sentences."""
    fresh = 0
    while fresh < len(costs):
        first = _reach_back(costs, fresh, size)
        end = fresh + 1
        spent = sum(costs[first:end])
        while end < len(costs) and _fits(end - first + 1, spent + costs[end], size):
            spent += costs[end]
            end += 1
        yield first, fresh, end
        fresh = end


def _reach_back(costs: Sequence[int], fresh: int, size: Size) -> int:
    """Return the first sentence to show again: half the room stays for new ones."""
    first, overlap = fresh, min(size.overlap, size.sentences - 1)
    while first > max(0, fresh - overlap):
        if sum(costs[first - 1 : fresh]) > size.tokens // 2:
            break
        first -= 1
    return first


def _fits(sentences: int, spent: int, size: Size) -> bool:
    return sentences <= size.sentences and spent <= size.tokens


def _window(shown: Sequence[Sentence], first: int, fresh: int, end: int) -> Window:
    return Window(
        first=shown[first].n,
        fresh=shown[fresh].n,
        last=shown[end - 1].n,
        characters=sum(unit.end - unit.start for unit in shown[fresh:end]),
    )
