"""Reads one article: from a text, a file or standard input."""

import sys
from pathlib import Path
from typing import BinaryIO, Unpack

from extractor.errors import UnreadableArticle
from extractor.records.article import Article, article_id
from extractor.sources.boilerplate import excluded
from extractor.sources.decoding import decode
from extractor.sources.files import read_file, read_stream
from extractor.sources.front_matter import read_front_matter
from extractor.sources.languages import splitting_language
from extractor.sources.markdown import plain_text
from extractor.sources.metadata import Known, Metadata, found, stated
from extractor.sources.normalising import normalise
from extractor.sources.noticing import notices
from extractor.sources.splitting import split

STDIN = "-"
MARKDOWN = frozenset({".md", ".markdown"})

# What a model answers grows with the article, and this is near what one answer holds.
LONGEST_ARTICLE = 120_000
LONGEST_RAW = 3 * LONGEST_ARTICLE  # with markup, and what normalising removes


def article_from_text(raw: str, **known: Unpack[Known]) -> Article:
    """Return the article that a text is.

    Args:
        raw: The text, as it was found.
        known: Facts about it, which win over what the text says.

    Raises:
        UnreadableArticle: Nothing to read (`empty`), or too much (`too_long`).
        SettingsError: `published` is no date, or `language` no language tag.
    """
    return _article(raw, stated(known))


def read_article(
    source: str | Path, *, stdin: BinaryIO | None = None, **known: Unpack[Known]
) -> Article:
    """Return the article in a file, or on standard input if the source is `-`.

    Args:
        source: A path, or `-`. What ends in .md or .markdown is read as Markdown.
        stdin: Stands in for the process's standard input.
        known: Facts about the article, which win over what it says.

    Raises:
        UnreadableArticle: No article can be had from the source; `reason` says why.
        SettingsError: `published` is no date, or `language` no language tag.
    """
    facts = stated(known)
    if str(source) == STDIN:
        return _article(decode(read_stream(stdin or sys.stdin.buffer)), facts)
    raw = decode(read_file(source))
    if Path(source).suffix.lower() not in MARKDOWN:
        return _article(raw, facts)
    _refuse_long(len(raw), LONGEST_RAW)
    document = read_front_matter(raw)
    return _article(plain_text(document.body), facts.over(document.metadata))


def _article(raw: str, facts: Metadata) -> Article:
    """Return the article, with what is known of it besides what the text says."""
    _refuse_long(len(raw), LONGEST_RAW)
    text, removed = normalise(raw)
    if not text.strip():
        message = "expected an article, found no words; check the file"
        raise UnreadableArticle("empty", message)
    _refuse_long(len(text), LONGEST_ARTICLE)
    language = splitting_language(text, tag=facts.language)
    sentences = split(text, language=language)
    around = excluded(text, sentences)
    return Article(
        id=article_id(text),
        text=text,
        sentences=sentences,
        excluded=around,
        removed=removed,
        notices=notices(raw, text, sentences, removed=bool(removed)),
        **facts.over(found(text, sentences, around)).facts(),
    )


def _refuse_long(length: int, limit: int) -> None:
    if length > limit:
        message = (
            f"expected at most {limit:,} characters, found {length:,}; longer articles "
            "come with a later version, so cut this one into parts"
        )
        raise UnreadableArticle("too_long", message)
