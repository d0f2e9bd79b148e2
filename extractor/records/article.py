"""The article: one normalised text, its numbered sentences, its metadata."""

import hashlib
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from extractor.records.findings import Finding
from extractor.records.folding import Folded, alike, find, shorten
from extractor.records.markers import Evidence, Span
from extractor.records.quotation import quoted_ranges

Kind = Literal["body", "heading", "byline", "item", "trailer"]
UNSHOWN: frozenset[Kind] = frozenset({"byline", "trailer"})


class Sentence(BaseModel):
    """One numbered unit of the text."""

    model_config = ConfigDict(frozen=True)

    n: int = Field(description="Its number, from 1, without gaps.")
    start: int = Field(description="Offset of the first character, in code points.")
    end: int = Field(description="Offset after the last character, in code points.")
    kind: Kind = Field(
        description="What it is. Bylines and trailers are never evidence."
    )


class Excluded(BaseModel):
    """Whole sentences that are none of the article's own: never shown, no evidence."""

    model_config = ConfigDict(frozen=True)

    start: int = Field(description="Offset of the first character, in code points.")
    end: int = Field(description="Offset after the last character, in code points.")
    reason: str = Field(
        description="What it is: advertisement, byline, comments, cookies, copyright, "
        "credit, link, page, share, source, subscription."
    )


class Article(BaseModel):
    """One article. Offsets count Unicode code points of `text`."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(description="sha256 of the text in UTF-8, 64 hexadecimal digits.")
    text: str = Field(description="The normalised text that all offsets refer to.")
    title: str | None = Field(default=None, description="From a heading or metadata.")
    publisher: str | None = Field(default=None, description="Who published it.")
    source_url: str | None = Field(default=None, description="Where it was published.")
    published: str | None = Field(default=None, description="Date, ISO 8601.")
    authors: tuple[str, ...] = Field(
        default=(), description="As the article names them."
    )
    language: str | None = Field(default=None, description="BCP 47 tag, if known.")
    sentences: tuple[Sentence, ...] = Field(
        description="In order; together they hold every non-space character once."
    )
    excluded: tuple[Excluded, ...] = Field(
        default=(),
        description="Boilerplate inside the text, in order: share bars, links to other "
        "articles and the like. Bylines and trailers are told by their kind.",
    )
    removed: dict[str, int] = Field(
        default_factory=dict,
        exclude=True,
        description="Characters that normalising took out of the text, by kind.",
    )
    notices: tuple[Finding, ...] = Field(
        default=(),
        exclude=True,
        description="What reading it found, such as text that no reader sees.",
    )

    def sentence(self, n: int) -> Sentence | None:
        """Return the sentence with that number, or None."""
        return self.sentences[n - 1] if 1 <= n <= len(self.sentences) else None

    def hidden(self, unit: Sentence) -> str | None:
        """Return what a sentence is that no model is shown, or None for the others."""
        if unit.kind in UNSHOWN:
            return f"a {unit.kind} line"
        return self._reasons.get(unit.n)

    @cached_property
    def shown(self) -> tuple[Sentence, ...]:
        """The sentences that a model is shown and that may be evidence."""
        return tuple(unit for unit in self.sentences if self.hidden(unit) is None)

    def _between(self, start: int, end: int) -> tuple[Sentence, ...]:
        """Return the sentences that begin in a range."""
        first, last = (bisect_left(self._starts, offset) for offset in (start, end))
        return self.sentences[first:last]

    @cached_property
    def _reasons(self) -> dict[int, str]:
        """What each excluded sentence is, by its number."""
        return {
            unit.n: f"boilerplate ({one.reason})"
            for one in self.excluded
            for unit in self._between(one.start, one.end)
        }

    def words(self, n: int) -> str:
        """Return the text of the sentence with that number."""
        unit = self.sentences[n - 1]
        return self.text[unit.start : unit.end]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds the offset, or None between sentences."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or offset >= self.sentences[place].end:
            return None
        return self.sentences[place]

    def span(self, start: int, end: int) -> Span:
        """Return the span of a range that begins inside a sentence."""
        unit = self.sentence_at(start)
        if unit is None:
            message = f"expected an offset inside a sentence, found {start}"
            raise ValueError(message)
        return Span(sentence=unit.n, quote=self.text[start:end], start=start, end=end)

    def find_in_sentence(self, n: int, words: str) -> list[tuple[int, int]]:
        """Return every range of sentence n where the words stand."""
        hits = self._found.get((n, words))
        if hits is None:
            first = self.sentences[n - 1].start
            found = find(self._folded_sentence(n), words)
            hits = [(first + start, first + end) for start, end in found]
            self._found[n, words] = hits
        return hits

    def find(self, words: str) -> list[tuple[int, int]]:
        """Return every range of the text where the words stand, in order."""
        hits = self._found.get((0, words))
        if hits is None:
            hits = self._found[0, words] = find(self.folded, words)
        return hits

    def span_of(self, evidence: Evidence) -> Span:
        """Return the span of settled evidence: its first place in its sentence.

        Raises:
            ValueError: The evidence does not stand in the sentence that it names.
        """
        unit = self.sentences[evidence.sentence - 1]
        if evidence.quote is None:
            return self.span(unit.start, unit.end)
        hits = self.find_in_sentence(unit.n, evidence.quote)
        if not hits:
            message = f"expected {evidence.quote!r} in sentence {unit.n}, found nothing"
            raise ValueError(message)
        return self.span(*hits[0])

    @cached_property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """Ranges of the text inside quote marks, marks included, in order."""
        return quoted_ranges(self.text)

    @cached_property
    def folded(self) -> Folded:
        """The text with typography made alike."""
        return shorten(self._alike)

    @cached_property
    def _found(self) -> dict[tuple[int, str], list[tuple[int, int]]]:
        """What was looked up before, by sentence (0: the text): a review asks twice."""
        return {}

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(unit.start for unit in self.sentences)

    @cached_property
    def _alike(self) -> str:
        return alike(self.text)

    def _folded_sentence(self, n: int) -> Folded:
        folded = self._folded_sentences.get(n)
        if folded is None:
            unit = self.sentences[n - 1]
            folded = shorten(self._alike[unit.start : unit.end])
            self._folded_sentences[n] = folded
        return folded

    @cached_property
    def _folded_sentences(self) -> dict[int, Folded]:
        return {}


def article_id(text: str) -> str:
    """Return the id of a normalised text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
