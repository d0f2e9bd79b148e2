"""Who is in the article: mentions gathered into one figure for each."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from extractor.answerers.offline.actors.countries import (
    country,
    government_of,
)
from extractor.answerers.offline.actors.labelling import (
    acts_or_is_named,
    home_of_mention,
    settled_labels,
)
from extractor.answerers.offline.actors.labels import Label
from extractor.answerers.offline.actors.mentions import Mention
from extractor.answerers.offline.actors.names import (
    person_parts,
    shortens_body,
    shortens_person,
)
from extractor.answerers.offline.text.reading import Line
from extractor.schemas.briefing_answer import ActorKind

_KINDS: dict[Label, ActorKind] = {
    "person": "person",
    "organization": "organization",
    "state": "state",
    "seat": "state",
    "people": "group",
    "place": "other",
}


@dataclass(eq=False)
class Figure:
    """Somebody or something that the article names or describes.

    Attributes:
        kind: What it is.
        named: Whether it has a name.
        country: ISO 3166-1 alpha-3, or None.
        forms: The words for it, in the order of their first use, with their number.
        mentions: Where it is named.
        roles: What the article says it is, the first first.
    """

    kind: ActorKind
    named: bool = True
    country: str | None = None
    forms: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest form: most parts, then most letters, then the first used."""
        forms = [f for f in self.forms if self._may_be_name(f)] or list(self.forms)
        return max(forms, key=lambda f: (len(person_parts(f)), len(f)))

    @property
    def aliases(self) -> list[str]:
        """The other forms."""
        return [form for form in self.forms if form != self.name]

    def _may_be_name(self, form: str) -> bool:
        if self.kind != "state":
            return True
        known = country(form)
        return known is not None and known.use == "name"

    def add(self, mention: Mention) -> None:
        """Take a mention in."""
        self.forms[mention.words] += 1
        self.mentions.append(mention)


class Figures:
    """All figures of an article, by their mentions."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.all: list[Figure] = []
        self._at: dict[tuple[int, int], tuple[Figure, Mention]] = {}
        self._sticky: dict[str, Figure] = {}
        settled = [m for m in settled_labels(mentions) if acts_or_is_named(m)]
        # Full names first, so that a short form finds the one that it shortens.
        for mention in sorted(settled, key=lambda m: -len(person_parts(m.words))):
            if mention.label == "organization" or len(person_parts(mention.words)) > 1:
                self._place(mention)
        for mention in settled:
            if mention.place not in self._at:
                self._place(mention)
        for figure in self.all:
            figure.mentions.sort(key=lambda m: m.place)
        self.all.sort(key=lambda f: f.mentions[0].place)

    def at(self, line: Line, token: Token) -> Figure | None:
        """Return the figure that a token names."""
        found = self._at.get((line.place, token.i))
        return found[0] if found else None

    def inside(self, line: Line, first: int, last: int) -> list[Figure]:
        """Return the figures named in a range of tokens, each once."""
        found = (self._at.get((line.place, i)) for i in range(first, last))
        return list(dict.fromkeys(f[0] for f in found if f))

    def called(self, words: str) -> Figure | None:
        """Return the figure that has these words for a form, whatever their case."""
        folded = words.casefold()
        forms = ((f, form) for f in self.all for form in f.forms)
        return next((f for f, form in forms if form.casefold() == folded), None)

    def add(self, figure: Figure) -> Figure:
        """Take in a figure without mentions of its own."""
        self.all.append(figure)
        return figure

    def _place(self, mention: Mention) -> None:
        figure = self._find(mention)
        if figure is None:
            figure = self.add(
                Figure(_KINDS[mention.label], country=home_of_mention(mention))
            )
        figure.add(mention)
        for i in range(mention.first, mention.last):
            self._at[mention.line.place, i] = (figure, mention)

    def _find(self, mention: Mention) -> Figure | None:
        """Return the figure that a mention belongs to, if there is one."""
        code = government_of(mention.words)
        if mention.label in ("state", "seat"):
            same = (f for f in self.all if f.kind == "state" and f.country == code)
            return next(same, None)
        if mention.label == "person":
            return self._person(mention)
        kind = _KINDS[mention.label]
        return next((f for f in self.all if f.kind == kind and _same(f, mention)), None)

    def _person(self, mention: Mention) -> Figure | None:
        """Return the person: named in full on this line, else whom it meant before."""
        fitting = [
            f
            for f in self.all
            if f.kind == "person"
            and (
                shortens_person(mention.words, f.name)
                or shortens_person(f.name, mention.words)
            )
        ]
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        near = [f for f in fitting if _in_full_before(f, mention)]
        chosen = near[-1] if near else self._sticky.get(mention.words, fitting[0])
        self._sticky[mention.words] = chosen
        return chosen


def _in_full_before(figure: Figure, mention: Mention) -> bool:
    return any(
        m.line is mention.line
        and m.first < mention.first
        and len(person_parts(m.words)) > len(person_parts(mention.words))
        for m in figure.mentions
    )


def _same(figure: Figure, mention: Mention) -> bool:
    if mention.words in figure.forms:
        return True
    if figure.kind != "organization":
        return False
    return shortens_body(mention.words, figure.name) or shortens_body(
        figure.name, mention.words
    )
