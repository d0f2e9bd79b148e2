"""Rows of a corpus as sources: each is an article of its own, under a lasting name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from extractor.errors import UnreadableArticle
from extractor.records.article import Article
from extractor.records.source_names import name_of
from extractor.run import Source
from extractor.sources.corpora.facts import id_of, row_facts, text_of
from extractor.sources.corpora.records import Record
from extractor.sources.corpora.seen import Seen
from extractor.sources.options import Options
from extractor.sources.reading import LONGEST_RAW, article_of, refuse_long

SAMPLE = 100  # rows that are looked at to know a corpus's fields
MOST_SHOWN = 20  # fields that a message names
OURS = "extractor/"  # how the `format` of our own files begins


@dataclass(frozen=True, slots=True)
class Row:
    """One article of a corpus, still to be read.

    Attributes:
        name: `FILE#ID`, or `FILE#row-N` when the row has no id.
        record: The row.
        options: How it is read.
    """

    name: str
    record: Record
    options: Options

    def read(self) -> Article:
        """Return the article.

        Raises:
            UnreadableArticle: The row holds none; `reason` says why.
        """
        if self.record.error is not None:
            raise self.record.error
        row, fields = self.record.values, self.options.fields
        said = row_facts(row, fields)
        return article_of(
            text_of(row, fields),
            facts=self.options.facts.over(said.metadata),
            notices=(*self.record.notices, *said.notices),
        )


@dataclass(frozen=True, slots=True)
class Unread:
    """A file of which no article can be read."""

    name: str
    error: UnreadableArticle

    def read(self) -> Article:
        """Raise the error."""
        raise self.error


def sources_of(
    file: str, records: Iterable[Record], *, options: Options
) -> Iterator[Source]:
    """Yield the articles of a corpus, or the one reason why it has none."""
    rows = (_bounded(record, options) for record in records)
    try:
        sample = list(islice(rows, SAMPLE))
        _refuse(sample, options)
        seen = Seen()
        for record in chain(sample, rows):
            item = _item(record, options, seen=seen)
            yield Row(name_of(file, item), record, options)
    except UnreadableArticle as error:
        yield Unread(file, error)


def _bounded(record: Record, options: Options) -> Record:
    """Return the record, without a text that is too long for an article.

    The first rows are held at once.
    """
    text = options.fields.value(record.values, "text")
    try:
        refuse_long(len(text) if isinstance(text, str) else 0)
    except UnreadableArticle as error:
        kept = {
            name: value
            for name, value in record.values.items()
            if not isinstance(value, str) or len(value) <= LONGEST_RAW
        }
        # What it was raised from holds the text.
        return replace(record, values=kept, error=error.with_traceback(None))
    return record


def _item(record: Record, options: Options, *, seen: Seen) -> str:
    """Return what a row is called in its file: its id, unless an earlier row has it."""
    row = f"row-{record.n}"
    known = id_of(record.values, options.fields)
    item = known or row
    if not seen.add(item):
        item = f"{item}@{row}"
        seen.add(item)
    return item


def _refuse(sample: Sequence[Record], options: Options) -> None:
    """Raise UnreadableArticle when the first rows show that this is no corpus."""
    if not sample:
        message = "expected articles, found no rows; check the file"
        raise UnreadableArticle("empty", message)
    whole = [record.values for record in sample if record.error is None]
    if any(str(row.get("format", "")).startswith(OURS) for row in whole):
        message = (
            "expected articles, found briefings that this program made; "
            "`extractor show` and `extractor verify` read them"
        )
        raise UnreadableArticle("briefing_file", message)
    # Of a whole file the values tell; those of some first rows may all be null.
    lacking = options.fields.unnamed if sample[SAMPLE - 1 :] else options.fields.missing
    missing = lacking(whole) if whole else []
    if missing:
        columns = list(dict.fromkeys(str(name) for row in whole for name in row))
        raise _no_field(missing, columns, options)


def _no_field(
    missing: Sequence[str], columns: Sequence[str], options: Options
) -> UnreadableArticle:
    part = missing[0]
    named = getattr(options.fields, part)
    wanted = f"a field {named!r}" if named else f"a field with the {part}"
    shown = ", ".join(column[:40] for column in columns[:MOST_SHOWN]) or "none"
    more = ", ..." if columns[MOST_SHOWN:] else ""
    message = (
        f"expected {wanted}, found the fields {shown}{more}; name it with "
        f"--{part}-field"
    )
    return UnreadableArticle("no_field", message)
