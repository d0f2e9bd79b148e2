"""The article as the rules read it: parsed lines, each knowing its place."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc, Token

from extractor.answerers.offline.text.quotations import quotations
from extractor.answerers.offline.text.stretches import Stretch
from extractor.records.article import Article, Sentence

LINE_CHARS = 5_000  # longer stretches without a line break are read in parts
BATCH_CHARS = 10_000  # parsed at once; memory grows with it, time hardly falls
SENTENCE_CHARS = 5_000  # anything longer is no sentence and is not read

# One for one, so that offsets stay: the parser was trained on plain typography.
_PLAIN = str.maketrans("“”„‟«»‘’‚‛′\u00a0\t", '"' * 6 + "'" * 5 + "  ")


@dataclass(frozen=True, eq=False)
class Line:
    """A parsed line.

    Attributes:
        place: Its place among the lines, from 0.
        start: Offset of its first character in the article.
        heading: Whether it is a heading.
        doc: The parse.
        quoted: Ranges inside quote marks, marks included, in the article.
    """

    place: int
    start: int
    heading: bool
    doc: Doc
    quoted: tuple[Stretch, ...]

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.start + self._size

    def stretch(self, first: int, last: int) -> Stretch:
        """Return the range from token `first` to before token `last`."""
        tail = self.doc[last - 1]
        return Stretch(
            self.start + self.doc[first].idx, self.start + tail.idx + len(tail)
        )

    def at(self, token: Token) -> Stretch:
        """Return the range of a token."""
        return self.stretch(token.i, token.i + 1)

    def tokens(self, stretch: Stretch) -> list[Token]:
        """Return the tokens that lie inside a range of the article."""
        first = max(0, stretch.start - self.start)
        last = min(self._size, stretch.end - self.start)
        if first >= last:
            return []
        return list(self.doc.char_span(first, last, alignment_mode="contract") or ())

    def in_quotes(self, token: Token) -> bool:
        """Tell whether a token stands inside quote marks."""
        return self._quoted_tokens[token.i]

    @cached_property
    def _size(self) -> int:
        last = self.doc[-1]
        return last.idx + len(last)

    @cached_property
    def _quoted_tokens(self) -> tuple[bool, ...]:
        return tuple(
            any(q.start <= self.start + t.idx < q.end for q in self.quoted)
            for t in self.doc
        )


@dataclass(frozen=True, eq=False)
class Reading:
    """The article and its parsed lines."""

    article: Article
    lines: tuple[Line, ...]

    def line_of(self, token: Token) -> Line:
        """Return the line that a token stands in."""
        return self._by_doc[id(token.doc)]

    @cached_property
    def _by_doc(self) -> dict[int, Line]:
        return {id(line.doc): line for line in self.lines}

    def tokens(self, stretch: Stretch) -> list[Token]:
        """Return the tokens in a range of the article."""
        places = bisect_right(self._starts, stretch.start) - 1
        return self.lines[places].tokens(stretch) if places >= 0 else []

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(line.start for line in self.lines)

    def text(self, stretch: Stretch) -> str:
        """Return the article's words in a range."""
        return self.article.text[stretch.start : stretch.end]


def read(article: Article, parser: Language) -> Reading:
    """Return the article's shown lines, parsed."""
    groups = list(_groups(article))
    docs = [
        doc for batch in _batches(groups) for doc in _parsed(batch, article, parser)
    ]
    quoted = quotations(article, [(g[0].start, g[-1].end) for g in groups])
    lines = (
        Line(n, g[0].start, g[0].kind == "heading", doc, q)
        for n, (g, doc, q) in enumerate(zip(groups, docs, quoted, strict=True))
    )
    return Reading(article, tuple(lines))


def _groups(article: Article) -> Iterator[list[Sentence]]:
    """Yield the shown sentences, line by line; those too long to be read part lines."""
    group: list[Sentence] = []
    for unit in article.sentences:
        shown = not article.hidden(unit) and unit.end - unit.start <= SENTENCE_CHARS
        if group and not (shown and _goes_on(group, unit, article)):
            yield group
            group = []
        if shown:
            group.append(unit)
    if group:
        yield group


def _goes_on(group: Sequence[Sentence], unit: Sentence, article: Article) -> bool:
    """Tell whether a sentence stands on the same line, which is not too long."""
    between = article.text[group[-1].end : unit.start]
    return "\n" not in between and unit.end - group[0].start <= LINE_CHARS


def _batches(groups: Sequence[list[Sentence]]) -> Iterator[list[list[Sentence]]]:
    """Yield the lines, a few at a time."""
    batch: list[list[Sentence]] = []
    for group in groups:
        if batch and group[-1].end - batch[0][0].start > BATCH_CHARS:
            yield batch
            batch = []
        batch.append(group)
    if batch:
        yield batch


def _parsed(
    batch: Sequence[list[Sentence]], article: Article, parser: Language
) -> list[Doc]:
    return list(parser.pipe([_unparsed(group, article, parser) for group in batch]))


def _unparsed(group: Sequence[Sentence], article: Article, parser: Language) -> Doc:
    """Return the tokens of a line, with the article's sentence starts set."""
    first = group[0].start
    text = article.text[first : group[-1].end].translate(_PLAIN)
    doc = parser.make_doc(text)
    starts = {unit.start - first for unit in group}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    return doc
