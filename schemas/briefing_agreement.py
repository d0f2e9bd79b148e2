"""Rules about agreement: numbers, polarity and speakers against the article."""

import re
from collections.abc import Iterator

from extractor.records import Article, Fault, Rule

from .briefing_published import Briefing, Claim
from .briefing_wording import english_claims
from .briefing_words import NEGATING, is_negated

# Speech runs on after its speaker was named, or a name follows in the next sentence.
# Of 617 claims in a large model's answers about GUM news, 2 have no speaker so near.
SENTENCES_BEFORE, SENTENCES_AFTER = 2, 1
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
_SEPARATOR = re.compile(r"\D")
_SMALL = {
    str(n): re.compile(rf"\b{word}\b", re.IGNORECASE)
    for n, word in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight"),
            *("nine", "ten", "eleven", "twelve"),
        )
    )
}


def numbers_agree(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield each statement with a number that the article does not hold.

    Where either is not English, a number may be counted or spelled in another way.
    """
    known = _numbers(article.text)
    for n, claim in english_claims(briefing, article):
        new = _numbers(claim.statement) - known
        for number in sorted(new):
            if number in _SMALL and _SMALL[number].search(article.text):
                continue
            message = f"it holds the number {number}, the article does not"
            yield Fault(("claims", n, "statement"), message)
            break


def _numbers(text: str) -> frozenset[str]:
    """Return the digits of each number, whatever separates them."""
    return frozenset(_SEPARATOR.sub("", hit) for hit in _NUMBER.findall(text))


def polarity_agrees(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield each claim that is called negative and that no word negates."""
    for n, claim in english_claims(briefing, article):
        if claim.polarity == "negative" and not _negates(claim, article):
            message = "it is called negative, and nothing in it or its cue negates"
            yield Fault(("claims", n, "polarity"), message)


def _negates(claim: Claim, article: Article) -> bool:
    sentences = [article.words(span.sentence) for span in claim.evidence]
    texts = (claim.statement, claim.cue or "", *sentences)
    return any(is_negated(text) or NEGATING.search(text) for text in texts)


def speakers_are_near(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield each claim whose asserters and relays are all named far from it."""
    named = {
        actor.id: {
            unit.n for m in actor.mentions if (unit := article.sentence_at(m.start))
        }
        for actor in briefing.actors
    }
    for n, claim in enumerate(briefing.claims):
        tellers = (*claim.asserted_by, *claim.via)
        places = set[int]().union(*(named.get(i, ()) for i in tellers))
        if places and not _is_near(claim, places):
            message = "nobody who is said to assert it is named in the sentences around"
            yield Fault(("claims", n, "asserted_by"), message)


def _is_near(claim: Claim, places: set[int]) -> bool:
    return any(
        span.sentence - SENTENCES_BEFORE <= place <= span.sentence + SENTENCES_AFTER
        for span in claim.evidence
        for place in places
    )


AGREEMENT_RULES: tuple[Rule[Briefing], ...] = (
    Rule(
        "number_differs",
        "warning",
        "A number in a statement stands in the article.",
        numbers_agree,
    ),
    Rule(
        "polarity_differs",
        "warning",
        "A claim called negative is negated: in statement, sentence or cue.",
        polarity_agrees,
    ),
    Rule(
        "speaker_far",
        "warning",
        f"An asserter or relay is named at most {SENTENCES_BEFORE} sentences before a "
        f"claim or {SENTENCES_AFTER} after it.",
        speakers_are_near,
    ),
)
