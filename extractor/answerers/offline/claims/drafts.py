"""Claims on the way to the answer: whose, on which words, how firm."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from extractor.answerers.offline.actors.figures import Figure, Figures
from extractor.answerers.offline.actors.speakers import Speakers
from extractor.answerers.offline.claims.kinds import kind_of_claim
from extractor.answerers.offline.claims.nuance import Firmness, firmness
from extractor.answerers.offline.constructions.attribution import Attribution
from extractor.answerers.offline.constructions.relays import told
from extractor.answerers.offline.text.content import trimmed
from extractor.answerers.offline.text.reading import Reading
from extractor.answerers.offline.text.stretches import Stretch
from extractor.schemas.briefing_answer import ClaimKind

# A date that places an event: "on Monday", not "14-year-old" or "two decades".
POINT_IN_TIME = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|"
    r"June|July|August|September|October|November|December|today|yesterday|tomorrow|"
    r"tonight|(?:last|next|this|later|earlier|the (?:past|coming)) \w+|\w+ ago|"
    r"recently|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
Voice = Literal["actor", "nobody", "article"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Draft:
    """One claim.

    Attributes:
        spans: Its words in the article, in order.
        voice: Whether a figure, nobody named or the article itself says it.
        by: Who says it.
        via: Who passes it on, outermost first.
        cue: The reporting words.
        kind: What kind of claim it is.
        firmness: How firm it is, and whether it denies.
        about: Whom it is about, other than who says it.
        when: When the thing claimed happens, in the article's words.
    """

    spans: tuple[Stretch, ...]
    voice: Voice
    by: tuple[Figure, ...] = ()
    via: tuple[Figure, ...] = ()
    cue: str | None = None
    kind: ClaimKind
    firmness: Firmness
    about: tuple[Figure, ...] = ()
    when: str | None = None

    @property
    def size(self) -> int:
        """The number of characters of its words."""
        return sum(map(len, self.spans))


@dataclass(frozen=True)
class Drafter:
    """Makes drafts of what the constructions find."""

    reading: Reading
    figures: Figures
    speakers: Speakers

    def attributed(self, found: Attribution) -> Draft | None:
        """Return the claim of an attribution; None when no words are left of it."""
        spans = self._spans(found.content)
        if not spans:
            return None
        return self._draft(spans, found)

    def own_voice(self, stretch: Stretch, kind: ClaimKind) -> Draft | None:
        """Return a claim in the article's own voice."""
        spans = self._spans((stretch,))
        if not spans:
            return None
        tokens = self._tokens(spans)
        return Draft(
            spans=spans,
            voice="article",
            kind=kind,
            firmness=firmness(tokens, None),
            about=tuple(self._named(spans, but=())),
            when=self._when(tokens),
        )

    def _draft(self, spans: tuple[Stretch, ...], found: Attribution) -> Draft:
        tokens = self._tokens(spans)
        by = self._meant(found.speaker)
        via = self._via(found, by)
        return Draft(
            spans=spans,
            voice="actor" if by else "nobody",
            by=tuple(by),
            via=tuple(via),
            cue=self.reading.text(found.cue) if found.cue is not None else None,
            kind=kind_of_claim(tokens, found.anchor),
            firmness=firmness(tokens, found.anchor),
            about=tuple(self._named(spans, but=(*by, *via))),
            when=self._when(tokens),
        )

    def _meant(self, speaker: Token | None) -> list[Figure]:
        return self.speakers.meant_by(speaker) if speaker is not None else []

    def _via(self, found: Attribution, by: Sequence[Figure]) -> list[Figure]:
        """Return who passes it on: named relays, and outlets that it was told to."""
        relays = [f for relay in found.relays for f in self._meant(relay)]
        heard = (self._hearer(token) for token in told(found))
        every = (*relays, *(f for f in heard if f is not None))
        return [f for f in dict.fromkeys(every) if f not in by]

    def _hearer(self, token: Token) -> Figure | None:
        figure = self.figures.at(self.reading.line_of(token), token)
        return figure if figure and figure.kind == "organization" else None

    def _spans(self, content: Sequence[Stretch]) -> tuple[Stretch, ...]:
        cut = (trimmed(self.reading.article.text, piece) for piece in content)
        return tuple(piece for piece in cut if piece is not None)

    def _tokens(self, spans: Sequence[Stretch]) -> list[Token]:
        return [t for span in spans for t in self.reading.tokens(span)]

    def _named(
        self, spans: Sequence[Stretch], *, but: Sequence[Figure]
    ) -> Iterator[Figure]:
        """Yield the figures named in the spans, each once."""
        seen = set(but)
        for token in self._tokens(spans):
            figure = self.figures.at(self.reading.line_of(token), token)
            if figure is not None and figure not in seen:
                seen.add(figure)
                yield figure

    def _when(self, tokens: Sequence[Token]) -> str | None:
        """Return the first words for a time in the tokens."""
        for token in tokens:
            if token.ent_type_ == "DATE" and token.ent_iob_ == "B":
                line = self.reading.line_of(token)
                entity = next(e for e in line.doc.ents if e.start == token.i)
                words = self.reading.text(line.stretch(entity.start, entity.end))
                if POINT_IN_TIME.search(words):
                    return words
        return None
