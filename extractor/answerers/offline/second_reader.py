"""The second reader: attributed passages that a model's claims left out."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.answerers.offline.language import is_english
from extractor.answerers.offline.parser import load_parser
from extractor.answerers.offline.text.stretches import Stretch, merged
from extractor.records import Article, Finding

COVERED = 0.3  # share of a passage inside claims above which it is not missed
CODE = "missed_passage"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributedPassage:
    """Words that the article credits to somebody.

    Attributes:
        sentence: The number of the sentence where they begin.
        spans: Their pieces, in order.
        words: The words of the longest piece.
        cue: The reporting words; None where a speaker label stands alone.
        speakers: Who is credited; empty when nobody named is.
    """

    sentence: int
    spans: tuple[Stretch, ...]
    words: str
    cue: str | None
    speakers: tuple[str, ...]


class OfflineSecondReader:
    """Reads an article beside a model and tells what the model's claims left out.

    Attributes:
        name: What it is, for provenance.
    """

    def __init__(self) -> None:
        """Load the parser, once in a process.

        Raises:
            SettingsError: It is not installed, or not the official one.
        """
        self.name = f"offline rules, {load_parser().name}"

    def missed(
        self, article: Article, covered: Sequence[tuple[int, int]]
    ) -> list[Finding]:
        """Return a finding for each attributed passage that no range covers."""
        return [_finding(passage) for passage in missed_passages(article, covered)]


def missed_passages(
    article: Article, covered: Sequence[tuple[int, int]]
) -> list[AttributedPassage]:
    """Return the attributed passages with under 30 % inside the ranges, in order.

    An article in another language has none.

    Raises:
        SettingsError: The parser is not installed, or not the official one.
    """
    parser = load_parser()
    if not is_english(article):
        return []
    from extractor.answerers.offline.answering import reported  # imports spaCy

    told = merged(Stretch(start, end) for start, end in covered)
    passages = reported(article, parser.pipeline)
    return [passage for passage in passages if _share(passage, told) < COVERED]


def _share(passage: AttributedPassage, told: Sequence[Stretch]) -> float:
    """Return the share of a passage's characters that lie inside the ranges."""
    inside = sum(span.shared(other) for span in passage.spans for other in told)
    return inside / sum(map(len, passage.spans))


def _finding(passage: AttributedPassage) -> Finding:
    who = " and ".join(passage.speakers) or "nobody named"
    cue = f", {passage.cue!r}" if passage.cue else ""
    return Finding(
        code=CODE,
        severity="info",
        where=f"/article/sentences/{passage.sentence - 1}",
        message=f"no claim covers {passage.words!r} ({who}{cue})",
    )
