"""Finding the words that an answer names: exact in the named sentence, or refused."""

from dataclasses import dataclass

from extractor.records.article import Article
from extractor.records.markers import Evidence

SHOWN_QUOTE_CHARS = 80  # enough for a model or a person to recognise the passage


@dataclass(frozen=True, slots=True)
class Found:
    """Evidence that stands in the article.

    Attributes:
        evidence: Its true sentence and true words.
        code: The finding that it calls for, if any.
        message: What that finding says.
    """

    evidence: Evidence
    code: str | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Evidence that does not stand in the article as named."""

    code: str
    message: str


def locate(article: Article, evidence: Evidence) -> Found | Refused:
    """Return the evidence with its true words, or why it is refused."""
    unit = article.sentence(evidence.sentence)
    hidden = article.hidden(unit) if unit else None
    if unit is not None and hidden:
        return Refused(
            "V18",
            f"sentence {unit.n} is {hidden} and never counts as evidence; "
            "name a sentence of the body",
        )
    if evidence.quote is None:
        return Found(evidence) if unit else _no_such_sentence(article, evidence)
    if unit is not None:
        hits = article.find_in_sentence(unit.n, evidence.quote)
        if hits:
            return _found_here(article, evidence, hits)
    return _found_elsewhere(article, evidence)


def _found_here(
    article: Article, evidence: Evidence, hits: list[tuple[int, int]]
) -> Found:
    start, end = hits[0]
    words = article.text[start:end]
    true = evidence
    if words != evidence.quote:
        true = Evidence(sentence=evidence.sentence, quote=words)
    if len(hits) == 1:
        return Found(true)
    return Found(
        true,
        "ambiguous",
        f"the quote stands {len(hits)} times in sentence {evidence.sentence}; "
        "the first is taken",
    )


def _found_elsewhere(article: Article, evidence: Evidence) -> Found | Refused:
    """Correct the sentence when only one other holds the quote; else refuse."""
    quote = evidence.quote or ""
    holders = _holders(article, quote)
    if len(holders) == 1:
        n, (start, end) = holders[0]
        true = Evidence(sentence=n, quote=article.text[start:end])
        return Found(
            true,
            "sentence_corrected",
            f"the quote was named in sentence {evidence.sentence} and stands only in "
            f"sentence {n}",
        )
    return Refused("V3", _why_refused(article, evidence, [n for n, _ in holders]))


def _holders(article: Article, quote: str) -> list[tuple[int, tuple[int, int]]]:
    """Return each shown sentence that holds the whole quote, with its first place."""
    holders: dict[int, tuple[int, int]] = {}
    for start, end in article.find(quote):
        unit = article.sentence_at(start)
        if unit and end <= unit.end and not article.hidden(unit):
            holders.setdefault(unit.n, (start, end))
    return list(holders.items())


def _why_refused(article: Article, evidence: Evidence, holders: list[int]) -> str:
    quote = evidence.quote or ""
    shown = repr(quote[:SHOWN_QUOTE_CHARS])
    if holders:
        listed = ", ".join(map(str, holders))
        return f"the quote {shown} stands in sentences {listed}: name the one you mean"
    for start, end in article.find(quote):
        first, last = article.sentence_at(start), article.sentence_at(end - 1)
        if first and last and first.n < last.n:
            return (
                f"the quote {shown} runs over sentences {first.n} to {last.n}: give "
                "one evidence item for each sentence"
            )
    if article.sentence(evidence.sentence) is None:
        return _no_such_sentence(article, evidence).message
    return (
        f"the quote {shown} is not in sentence {evidence.sentence}: copy a contiguous "
        "part of the sentence character for character, in whole words"
    )


def _no_such_sentence(article: Article, evidence: Evidence) -> Refused:
    return Refused(
        "V3",
        f"there is no sentence {evidence.sentence}: the numbers go from 1 to "
        f"{len(article.sentences)}",
    )
