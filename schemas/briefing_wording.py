"""Rules about wording: negation, hedges, quotes left out, text that gives orders."""

import re
from collections.abc import Iterator

from extractor.records import Article, Fault, Rule, Span
from extractor.records.lookalikes import disguised

from .briefing_addresses import addresses
from .briefing_english import in_english, is_latin, written_in_english
from .briefing_published import Briefing, Claim
from .briefing_words import (
    HEDGING,
    NEGATING,
    hedge_in,
    is_negated,
    word_count,
)

BEFORE_QUOTE_CHARS = 25  # where a negator would reach into the quote: "did not | send"
QUOTED_WORDS = 4  # shorter quoted passages are titles and scare quotes (GUM news)
COVERED_SHARE = 0.3  # as an attribution counts as found in evaluation
SHOWN_CHARS = 80  # of an address: enough to recognise it


def negation_agrees(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield each statement that negates where its evidence does not, or the reverse."""
    for n, claim in english_claims(briefing, article):
        message = _negation_fault(claim, article)
        if message:
            yield Fault(("claims", n, "statement"), message)


def _negation_fault(claim: Claim, article: Article) -> str | None:
    words = _evidence(claim)
    if is_negated(claim.statement):
        if (
            is_negated(words)
            or NEGATING.search(words)
            or _negated_before(claim, article)
        ):
            return None
        return "the statement holds a negation, the evidence does not"
    if is_negated(words):
        told = "the evidence holds a negation, the statement does not"
    elif _negated_before(claim, article):
        told = "the words right before the evidence negate it, the statement does not"
    else:
        return None
    return None if NEGATING.search(claim.statement) else told


def english_claims(briefing: Briefing, article: Article) -> Iterator[tuple[int, Claim]]:
    """Yield the claims that English words may compare with their evidence."""
    if in_english(article) and written_in_english(briefing):
        for n, claim in enumerate(briefing.claims):
            if is_latin(_evidence(claim)):
                yield n, claim


def _evidence(claim: Claim) -> str:
    return " ".join(span.quote for span in claim.evidence)


def _negated_before(claim: Claim, article: Article) -> bool:
    return any(is_negated(_before(span, article)) for span in claim.evidence)


def _before(span: Span, article: Article) -> str:
    """Return the few words of the same clause before a span."""
    first = article.sentences[span.sentence - 1].start
    before = article.text[max(first, span.start - BEFORE_QUOTE_CHARS) : span.start]
    return re.split(r"[,;:.!?()\"“”—]", before)[-1]


def hedge_agrees(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield each statement that hedges where its evidence does not, or the reverse."""
    for n, claim in english_claims(briefing, article):
        words = _evidence(claim)
        where = ("claims", n, "statement")
        lost, added = hedge_in(words), hedge_in(claim.statement)
        if lost and not added and not HEDGING.search(claim.statement):
            yield Fault(where, f"the evidence hedges ({lost!r}), it does not")
        elif added and not lost and not HEDGING.search(words):
            yield Fault(where, f"it hedges ({added!r}), the evidence does not")


def certain_is_not_hedged(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield each claim that is called certain and has a hedge."""
    del article
    for n, claim in enumerate(briefing.claims):
        if claim.certainty == "certain" and claim.hedges:
            message = f"certainty is certain, but it is hedged: {claim.hedges[0]!r}"
            yield Fault(("claims", n, "certainty"), message)


def quotes_are_covered(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield each quoted passage that no claim's evidence covers."""
    spans = [span for claim in briefing.claims for span in claim.evidence]
    for start, end in article.quoted:
        words = article.text[start:end]
        unit = article.sentence_at(start)
        if unit is None or unit.kind not in ("body", "item"):
            continue
        if word_count(words) < QUOTED_WORDS:
            continue
        inside = sum(max(0, min(end, s.end) - max(start, s.start)) for s in spans)
        if inside < COVERED_SHARE * (end - start):
            where = ("article", "sentences", unit.n - 1)
            yield Fault(where, f"no claim covers the quoted words {words!r}")


def nobody_addresses_the_assistant(
    briefing: Briefing, article: Article
) -> Iterator[Fault]:
    """Yield each sentence that speaks to a reader's assistant, and claims on it."""
    addressed: set[int] = set()
    for unit, kind, words in addresses(article):
        addressed.add(unit.n)
        where = ("article", "sentences", unit.n - 1)
        shown = words[:SHOWN_CHARS]
        yield Fault(where, f"it addresses a reader's assistant ({kind}): {shown!r}")
    for n, claim in enumerate(briefing.claims):
        resting = sorted({s.sentence for s in claim.evidence} & addressed)
        if resting:
            message = f"it rests on sentence {resting[0]}, which addresses an assistant"
            yield Fault(("claims", n), message)


def evidence_is_not_disguised(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield each claim whose evidence holds letters that look like others."""
    del article
    for n, claim in enumerate(briefing.claims):
        words = disguised(_evidence(claim))
        if words:
            message = f"letters that look like Latin ones stand in {words[0]!r}"
            yield Fault(("claims", n, "evidence"), message)


WORDING_RULES: tuple[Rule[Briefing], ...] = (
    Rule(
        "negation_differs",
        "warning",
        "A statement negates where its evidence negates, and only there.",
        negation_agrees,
    ),
    Rule(
        "hedge_differs",
        "warning",
        "A statement hedges where its evidence hedges, and only there.",
        hedge_agrees,
    ),
    Rule(
        "hedged_certain",
        "warning",
        "A claim called certain has no hedge.",
        certain_is_not_hedged,
    ),
    Rule(
        "uncovered_quote",
        "info",
        f"A quoted passage of {QUOTED_WORDS} words or more is covered by a claim.",
        quotes_are_covered,
    ),
    Rule(
        "addresses_assistant",
        "warning",
        "No sentence speaks to a reader's assistant, and no claim rests on one.",
        nobody_addresses_the_assistant,
    ),
    Rule(
        "lookalike_evidence",
        "warning",
        "A claim's evidence is made of the letters that it looks made of.",
        evidence_is_not_disguised,
    ),
)
