"""Makes an article of a text and what is known of it."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Unpack

from extractor.errors import UnreadableArticle
from extractor.records.article import Article, article_id
from extractor.records.findings import Finding
from extractor.sources.metadata import Known, Metadata, found, stated
from extractor.sources.normalising import normalise
from extractor.sources.splitting import split

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
    return article_of(raw, facts=stated(known))


def article_of(
    raw: str,
    *,
    facts: Metadata,
    assumed: Metadata | None = None,
    notices: Iterable[Finding] = (),
) -> Article:
    """Return the article that a text is.

    Args:
        raw: The text, as it was found.
        facts: What is known about it, which wins over what the text says.
        assumed: What is taken where neither the facts nor the text say more.
        notices: What reading it found.

    Raises:
        UnreadableArticle: Nothing to read (`empty`), or too much (`too_long`).
    """
    refuse_long(len(raw), LONGEST_RAW)
    text, removed = normalise(raw)
    if not text.strip():
        message = "expected an article, found no words; check the file"
        raise UnreadableArticle("empty", message)
    refuse_long(len(text), LONGEST_ARTICLE)
    sentences = split(text, language=facts.language or "en")
    return Article(
        id=article_id(text),
        text=text,
        sentences=sentences,
        removed=removed,
        notices=tuple(notices),
        **asdict(facts.over(found(text, sentences)).over(assumed or Metadata())),
    )


def refuse_long(length: int, limit: int = LONGEST_RAW) -> None:
    """Raise UnreadableArticle when a text has more characters than an article may."""
    if length > limit:
        message = (
            f"expected at most {limit:,} characters, found {length:,}; longer articles "
            "come with a later version, so cut this one into parts"
        )
        raise UnreadableArticle("too_long", message)
