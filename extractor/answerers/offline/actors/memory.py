"""Whom the text has spoken of so far, and how present each still is."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from extractor.answerers.offline.actors.figures import Figure, Figures
from extractor.answerers.offline.text.reading import Reading

Weighed = tuple[Figure, float]
LOOK_BACK = 4  # sentences in which a pronoun's figure is looked for
SUBJECT = 2.0  # weight of a subject against any other mention
FADE = 0.55  # share of its weight that a mention keeps for each sentence further back
CLEAR = 1.25  # the first must weigh this much more than the second to be meant


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a token stands: line and token, and the number of its sentence."""

    order: tuple[int, int]
    sentence: int


class Memory:
    """The figures heard of: names from the start, speakers as they are found."""

    def __init__(self, reading: Reading, figures: Figures) -> None:
        self._reading = reading
        self._heard: list[tuple[_Place, Figure, float]] = []
        for token, figure in _outside_quotes(figures):
            self.hear(token, figure)

    def hear(self, token: Token, figure: Figure) -> None:
        """Note that a token means a figure."""
        weight = SUBJECT if _leads(token) else 1.0
        self._heard.append((self._place(token), figure, weight))

    def before(self, token: Token, kinds: Collection[str]) -> list[Weighed]:
        """Return the figures of some kinds heard before a token, likeliest first."""
        here = self._place(token)
        weights: dict[Figure, float] = {}
        for place, figure, weight in self._heard:
            back = here.sentence - place.sentence
            heard = place.order < here.order and back <= LOOK_BACK
            if heard and figure.kind in kinds:
                faded = weight * FADE**back
                weights[figure] = max(weights.get(figure, 0), faded)
        return likeliest_first(weights.items())

    def _place(self, token: Token) -> _Place:
        line = self._reading.line_of(token)
        unit = self._reading.article.sentence_at(line.at(token).start)
        return _Place((line.place, token.i), unit.n if unit is not None else 0)


def likeliest_first(weighed: Iterable[Weighed]) -> list[Weighed]:
    """Return the figures by weight, the heaviest first."""
    return sorted(weighed, key=lambda item: -item[1])


def settled(ranked: Sequence[Weighed]) -> Figure | None:
    """Return the first figure if it is clearly ahead of the second."""
    if not ranked:
        return None
    clear = len(ranked) == 1 or ranked[0][1] >= CLEAR * ranked[1][1]
    return ranked[0][0] if clear else None


def _outside_quotes(figures: Figures) -> Iterator[tuple[Token, Figure]]:
    for figure in figures.all:
        for mention in figure.mentions:
            if not mention.line.in_quotes(mention.root):
                yield mention.root, figure


def _leads(token: Token) -> bool:
    """Tell whether a token is a subject, or stands beside one."""
    while token.dep_ in ("appos", "conj") and token.head.i != token.i:
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass")
