"""The two messages about one article, in delimiters that cannot occur in it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around the text of an article.

    Attributes:
        system: The stable instructions.
        user: The frame, with placeholders.
        answer_language: What the answer is to be written in.
        more: Values of further placeholders.
    """

    system: str
    user: str
    answer_language: str = ANSWER_LANGUAGE
    more: Mapping[str, str] = field(default_factory=dict)


def render(
    article: Article,
    *,
    system: str,
    user: str,
    answer_language: str = ANSWER_LANGUAGE,
) -> Prompt:
    """Return the messages. The article's text is put in once and never read again."""
    frame = Frame(system=system, user=user, answer_language=answer_language)
    return render_part(article, frame)


def render_part(
    article: Article, frame: Frame, *, shown: range | None = None
) -> Prompt:
    """Return the messages about the sentences with these numbers; None shows all."""
    values = {
        "title": one_line(article.title),
        "published": one_line(article.published),
        "publisher": one_line(article.publisher),
        "sentences": numbered_sentences(article, shown=shown),
        **frame.more,
    }
    marker = _marker("\n".join(values.values()), article.id)
    asked = {"marker": marker, "answer_language": frame.answer_language}
    return Prompt(frame.system, Template(frame.user).substitute(values, **asked))


def numbered_sentences(article: Article, *, shown: range | None = None) -> str:
    """Return the sentences that a model sees, a line each: "[3] The text."."""
    return "\n".join(
        f"[{unit.n}] {one_line(article.text[unit.start : unit.end])}"
        for unit in article.shown
        if shown is None or unit.n in shown
    )


def one_line(text: str | None) -> str:
    """Return the text on one line; "unknown" when there is none."""
    return " ".join(text.splitlines()) if text else UNKNOWN


def _marker(text: str, article_id: str) -> str:
    """Return a tag name that does not occur in the text."""
    seeds = (f"{article_id}{turn or ''}".encode() for turn in count())
    digits = (hashlib.sha256(seed).hexdigest()[:MARKER_DIGITS] for seed in seeds)
    return next(f"article-{d}" for d in digits if f"article-{d}" not in text)
