"""Makes an article of a text and what is known of it."""

from collections.abc import Iterable
from typing import Unpack

from extractor.errors import UnreadableArticle
from extractor.records.article import Article, article_id
from extractor.records.findings import Finding
from extractor.sources import noticing
from extractor.sources.boilerplate import excluded
from extractor.sources.languages import splitting_language
from extractor.sources.metadata import Known, Metadata, found, stated
from extractor.sources.normalising import normalise
from extractor.sources.splitting import split

# A book of 80,000 words. What compares every claim with every other grows with the
# square of the length, and is half a minute of computing here (docs/benchmarks.md).
LONGEST_ARTICLE = 500_000
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
    known = facts.over(assumed or Metadata())
    sentences = split(text, language=splitting_language(text, tag=known.language))
    around = excluded(text, sentences)
    unseen = noticing.notices(raw, text, sentences, removed=bool(removed))
    return Article(
        id=article_id(text),
        text=text,
        sentences=sentences,
        excluded=around,
        removed=removed,
        notices=(*notices, *unseen),
        **facts.over(found(text, sentences, around))
        .over(assumed or Metadata())
        .facts(),
    )


def refuse_long(length: int, limit: int = LONGEST_RAW) -> None:
    """Raise UnreadableArticle when a text has more characters than an article may."""
    if length > limit:
        message = (
            f"expected at most {limit:,} characters, found {length:,}; cut "
            "this one into parts"
        )
        raise UnreadableArticle("too_long", message)
