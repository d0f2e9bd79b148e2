"""Short texts, read and searched as the offline engine does."""

from dataclasses import dataclass

from extractor.answerers.offline.answering import drafter_for
from extractor.answerers.offline.claims.drafts import Drafter
from extractor.answerers.offline.constructions.attributing import attributions
from extractor.answerers.offline.parser import load_parser
from extractor.answerers.offline.text.content import trimmed
from extractor.answerers.offline.text.reading import Reading, read
from extractor.answerers.offline.text.stretches import Stretch
from extractor.sources import article_from_text


@dataclass(frozen=True)
class Passage:
    """An attributed passage in words.

    Attributes:
        speaker: The head of the words for the speaker.
        cue: The reporting words.
        content: The attributed words, piece by piece.
        relays: The heads of the words for who passes it on.
        rule: The construction that found it.
    """

    speaker: str | None
    cue: str | None
    content: tuple[str, ...]
    relays: tuple[str, ...] = ()
    rule: str = ""


def reading_of(text: str) -> Reading:
    """Return the parsed lines of a text."""
    return read(article_from_text(text), load_parser().pipeline)


def drafter_of(text: str) -> Drafter:
    """Return what makes claims of a text."""
    return drafter_for(reading_of(text))


def words_of(reading: Reading, stretches: tuple[Stretch, ...]) -> tuple[str, ...]:
    """Return the words of stretches, trimmed as claims are."""
    cut = (trimmed(reading.article.text, stretch) for stretch in stretches)
    return tuple(reading.text(stretch) for stretch in cut if stretch is not None)


def passages_in(text: str) -> list[Passage]:
    """Return the attributed passages of a text, in its order."""
    reading = reading_of(text)
    found = sorted(attributions(reading), key=lambda a: a.start)
    return [
        Passage(
            a.speaker.text if a.speaker is not None else None,
            reading.text(a.cue) if a.cue is not None else None,
            words_of(reading, a.content),
            tuple(relay.text for relay in a.relays),
            a.rule,
        )
        for a in found
    ]
