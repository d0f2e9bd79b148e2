"""The same thing told twice: lead and body, body and summary."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.answerers.offline.claims.drafts import Draft
from extractor.answerers.offline.lexicon import words
from extractor.answerers.offline.text.reading import Reading

SAME_WORDS = 0.6  # share of the shorter one's content words above which both are one
OWN_SAME_WORDS = 0.5  # for the article's own voice, where lead and summary retell
ENOUGH_WORDS = 4


@dataclass(frozen=True, eq=False)
class _Told:
    """A draft and the stems of its words, names and function words left out."""

    draft: Draft
    stems: frozenset[str]


def told_once(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without those that others of the same voice tell as fully."""
    kept: list[_Told] = []
    told = [_Told(draft, _stems(reading, draft)) for draft in drafts]
    for one in sorted(told, key=lambda t: _weight(t.draft), reverse=True):
        if not any(_retells(one, other) for other in kept):
            kept.append(one)
    return sorted((t.draft for t in kept), key=lambda d: d.spans)


def _weight(draft: Draft) -> tuple[bool, int]:
    """Return what decides which of two stays: reports before own voice, then length."""
    return draft.voice != "article", draft.size


def _retells(one: _Told, other: _Told) -> bool:
    draft, told = one.draft, other.draft
    if _shared(draft, told) * 2 > draft.size:
        return True
    if draft.voice == "article":
        return likeness(one.stems, other.stems) >= OWN_SAME_WORDS
    same = set(draft.by) == set(told.by) and draft.voice == told.voice
    agree = draft.firmness.negated == told.firmness.negated
    return same and agree and likeness(one.stems, other.stems) >= SAME_WORDS


def _shared(one: Draft, other: Draft) -> int:
    """Return the number of characters in both; most drafts are far apart."""
    if one.spans[-1].end <= other.spans[0].start:
        return 0
    if other.spans[-1].end <= one.spans[0].start:
        return 0
    return sum(a.shared(b) for a in one.spans for b in other.spans)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of words that the one with fewer has in common.

    Too few words make no repeat: "people are bullied" and "bullying hurts people".
    """
    least = min(len(one), len(other))
    return len(one & other) / least if least >= ENOUGH_WORDS else 0.0


def _stems(reading: Reading, draft: Draft) -> frozenset[str]:
    tokens = (t for span in draft.spans for t in reading.tokens(span))
    return frozenset(
        t.lemma_.casefold()
        for t in tokens
        if t.is_alpha and t.pos_ != "PROPN" and t.lower_ not in words("light_words")
    )
