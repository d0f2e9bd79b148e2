"""The two messages about one article, in delimiters that cannot occur in it."""

import hashlib
from itertools import count
from string import Template

from extractor.records.article import Article
from extractor.records.outcome import Prompt

PLACEHOLDERS = frozenset(
    {"marker", "title", "published", "publisher", "sentences", "answer_language"}
)
REQUIRED_PLACEHOLDERS = frozenset({"marker", "sentences"})
UNKNOWN = "unknown"
ANSWER_LANGUAGE = "English"
MARKER_DIGITS = 8  # told apart from any word of prose at a glance


def render(
    article: Article,
    *,
    system: str,
    user: str,
    answer_language: str = ANSWER_LANGUAGE,
) -> Prompt:
    """Return the messages. The article's text is put in once and never read again."""
    values = {
        "title": _one_line(article.title),
        "published": _one_line(article.published),
        "publisher": _one_line(article.publisher),
        "sentences": numbered_sentences(article),
    }
    marker = _marker("\n".join(values.values()), article.id)
    asked = {"marker": marker, "answer_language": answer_language}
    return Prompt(system, Template(user).substitute(values, **asked))


def numbered_sentences(article: Article) -> str:
    """Return the sentences that a model sees, a line each: "[3] The text."."""
    return "\n".join(
        f"[{unit.n}] {_one_line(article.text[unit.start : unit.end])}"
        for unit in article.shown
    )


def _one_line(text: str | None) -> str:
    return " ".join(text.splitlines()) if text else UNKNOWN


def _marker(text: str, article_id: str) -> str:
    """Return a tag name that does not occur in the text."""
    seeds = (f"{article_id}{turn or ''}".encode() for turn in count())
    digits = (hashlib.sha256(seed).hexdigest()[:MARKER_DIGITS] for seed in seeds)
    return next(f"article-{d}" for d in digits if f"article-{d}" not in text)
