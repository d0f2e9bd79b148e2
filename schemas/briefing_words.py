"""Words that the briefing's rules look for, with the source of each list."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

# English negators (Quirk et al., A Comprehensive Grammar of English, 10.54-10.58).
NEGATORS = frozenset(
    {
        *("not", "n't", "cannot", "no", "never", "none", "nobody", "nothing"),
        *("neither", "nor", "nowhere", "without"),
    }
)
# Words that negate by their meaning; they excuse a statement, they accuse none.
NEGATING = re.compile(
    r"\b(?:lack\w*|fail\w*|den(?:y|ies|ied|ying|ial)|refus\w+|reject\w*|unable|"
    r"absen\w+|rul\w+ out|declin\w+|halt\w*|stop\w*|ban\w*|avoid\w*|prevent\w*|"
    r"false\w*|un\w+|hardly|barely|less|few|little|lies?|end(?:s|ed)?|cancel\w*|"
    r"impossible|in\w+able)\b",
    re.IGNORECASE,
)

# Words that make a commitment weaker (FactBank's probable and possible; Hyland 2005).
HEDGES = frozenset(
    {
        *("may", "might", "could", "possibly", "perhaps", "probably", "reportedly"),
        *("allegedly", "apparently", "purportedly", "supposedly", "potential"),
        "potentially",
    }
)
# Words near to them; they excuse a statement, they accuse none.
HEDGING = re.compile(
    r"\b(?:can|would|should|likely|unlikely|possib\w+|probab\w+|seem\w*|appear\w*|"
    r"suggest\w*|believ\w*|expect\w*|estimat\w*|alleg\w*|claim\w*|report\w*|"
    r"risk\w*|threat\w*|consider\w*|thought|think\w*|if|about|around|unclear|"
    r"uncertain\w*|indicat\w*|fear\w*|concern\w*|plan\w*|propos\w*|aim\w*|want\w*|"
    r"hop\w*|question\w*|whether|raise\w*|doubt\w*|chance\w*)\b",
    re.IGNORECASE,
)

# ICD 203 likelihood rows and confidence levels, with their everyday variants.
LIKELIHOOD = re.compile(
    r"\b(?:almost no chance|remote(?:ly)? (?:chance|possib\w+)|(?:very |highly )?"
    r"(?:un)?likely|(?:highly )?(?:im)?probabl[ey]|roughly even|even (?:chance|odds)|"
    r"(?:almost|nearly) certain(?:ly)?|probability|likelihood|possibly|perhaps|"
    r"(?:high|moderate|low) confidence|confiden(?:t|ce) that|certainly|chances? (?:of|"
    r"that)|(?-i:may|MAY)|might|could)\b",
    re.IGNORECASE,
)

# A statement must name what it is about (Claimify: decontextualised claims). "IT" and
# "WE" are names, and "I" is one in "I-95". An "it" that stands for a clause to come
# ("It is damning that", "It cannot be fair to") and "this year" name it after all.
_BEING = (
    r"(?:\s+\w+(?:n['’]t)?){0,3}?\s+(?:is|was|were|be|been)(?:n['’]t)?"
    r"(?:\s+(?:not|also|now|too))?"
)
_CLAUSE_TO_COME = (
    rf"it(?:['’]s|{_BEING})\s+(?:(?:un)?clear\b|(?:im)?possible\b"
    r"|(?:\w+\s+){1,3}?(?:that|whether|if)\b"
    r"|(?!\w+(?:ing|ed)\b)\w+(?:\s+(?:or|and|for)\s+\w+)*\s+to\b)"
)
_TIMES = r"th(?:is|ese)\s+(?:year|month|week|season|morning|afternoon|time)s?\b"
UNNAMED_START = re.compile(
    rf"(?!{_CLAUSE_TO_COME}|{_TIMES}|(?-i:IT|WE)\b|i-\d)"
    r"(?:he|she|it|they|him|her|his|its|their|theirs|these|those|this|that|we|our|i|my|"
    r"you|your)\b",
    re.IGNORECASE,
)

_WORD = re.compile(r"\w+")
# With the vowel signs and other marks that `\w` leaves out.
_WHOLE_WORD = re.compile(
    r"[\w\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963"
    r"\u0966-\u0dff\u0e00-\u0e7f\u1000-\u1049\u1050-\u109f\u1780-\u17d3\u200c\u200d]+"
)
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17d3\u3040-\u30ff\u3400-\u9fff]"
)
LETTERS_A_WORD = 2  # of Chinese, on average; other unspaced scripts have more
_NEGATED_VERB = re.compile(r"n['’]t\b")
_STOP = frozenset(
    {
        *("a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "with", "as"),
        *("and", "or", "is", "are", "was", "were", "be", "been", "has", "have", "had"),
        *("that", "this", "its", "it", "from"),
    }
)
MEMORY = 2_048  # sentences whose words are kept: those of a few articles


@lru_cache(maxsize=MEMORY)
def words_of(text: str) -> frozenset[str]:
    """Return the words of a text in small letters; "n't" stands for itself.

    "May" in the middle of a sentence is a month or a name and stays as it is.
    """
    words = {word if word == "May" else word.lower() for word in _WORD.findall(text)}
    return frozenset(words | {"n't"} if _NEGATED_VERB.search(text) else words)


def is_negated(text: str) -> bool:
    """Tell whether a text holds a negator."""
    return not NEGATORS.isdisjoint(words_of(text))


def hedge_in(text: str) -> str | None:
    """Return a hedge that a text holds, the first by alphabet, or None."""
    return min(HEDGES & words_of(text), default=None)


def content_words(text: str) -> frozenset[str]:
    """Return a text's words, case-folded, less articles, prepositions and the like.

    Where words are written without spaces, each two neighbouring letters are one.
    """
    words = frozenset(_WHOLE_WORD.findall(text.casefold())) - _STOP
    return words if text.isascii() else frozenset(_in_pairs(words))


def _in_pairs(words: Iterable[str]) -> Iterator[str]:
    """Yield the words, those of unspaced scripts two letters at a time."""
    for word in words:
        if _UNSPACED.search(word) and len(word) > LETTERS_A_WORD:
            yield from map("".join, pairwise(word))
        else:
            yield word


def word_count(text: str) -> int:
    """Return the number of words, about, where they are written without spaces."""
    words = _WHOLE_WORD.findall(text)
    unspaced = [len(word) for word in words if _UNSPACED.search(word)]
    return len(words) - len(unspaced) + sum(n // LETTERS_A_WORD or 1 for n in unspaced)


@lru_cache(maxsize=MEMORY)
def words_of_sentence(sentence: str) -> frozenset[str]:
    """Return what `content_words` does, for sentences that are compared again."""
    return content_words(sentence)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Jaccard overlap of two sentences' content words, 0 to 1."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0
