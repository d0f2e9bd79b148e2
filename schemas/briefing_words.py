"""Words that the briefing's rules look for, with the source of each list."""

import re
from functools import lru_cache

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

# Text that speaks to a program which reads the article (OWASP LLM01, own list).
ADDRESSES_ASSISTANT = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.\n]{0,30}\b(?:previous|prior|above|"
    r"earlier|all|any|these|your)\b[^.\n]{0,30}\b(?:instruction|prompt|rule|direction|"
    r"guideline|command)s?\b"
    r"|\b(?:system|developer) (?:prompt|message|instruction)s?\b"
    r"|\b(?:you are|act as|pretend to be|as) (?:now )?(?:an? )?(?:AI|artificial "
    r"intelligence|large )?\s?(?:language model|assistant|chatbot|LLM)\b"
    r"|\b(?:AI|LLM|language model|assistant|chatbot|summari[sz]er)s? (?:reading|"
    r"processing|summari[sz]ing|analy[sz]ing) (?:this|the)\b"
    r"|\b(?:dear|attention|note to|to (?:the|any|all)|hey) (?:the )?(?:AI|LLM|language "
    r"model|assistant|chatbot|model)s?\b"
    r"|\b(?:do not|don['’]t|never) (?:mention|reveal|tell|report|include|extract)\b"
    r"[^.\n]{0,40}\b(?:user|reader|summary|briefing|output|answer)\b"
    r"|\byour (?:instructions|task|output|response|summary|briefing|answer) "
    r"(?:is|are|must|should)\b"
    r"|\b(?:respond|reply|answer|output) (?:only )?(?:with|in) (?:JSON|the (?:word|"
    r"following))\b"
    r"|<\|?(?:im_start|im_end|system|assistant|endoftext)\|?>|\[/?INST\]",
    re.IGNORECASE,
)

# Any text that the pattern above finds holds one of these, in small letters.
_ADDRESS_WORDS = (
    *("instruction", "prompt", "rule", "direction", "guideline", "command", "message"),
    *("model", "assistant", "chatbot", "llm", "summari", "user", "briefing", "output"),
    *("answer", "task", "respon", "reply", "<", "[inst", "[/inst", "summary"),
    "reader",
)
_AI = re.compile(r"ais?\b")

_WORD = re.compile(r"\w+")
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


def may_address_assistant(text: str) -> bool:
    """Tell quickly whether a text is worth looking through for such an address."""
    lowered = text.lower()
    return any(word in lowered for word in _ADDRESS_WORDS) or bool(_AI.search(lowered))


def is_negated(text: str) -> bool:
    """Tell whether a text holds a negator."""
    return not NEGATORS.isdisjoint(words_of(text))


def hedge_in(text: str) -> str | None:
    """Return a hedge that a text holds, the first by alphabet, or None."""
    return min(HEDGES & words_of(text), default=None)


def content_words(text: str) -> frozenset[str]:
    """Return a text's words, case-folded, less articles, prepositions and the like."""
    return frozenset(_WORD.findall(text.casefold())) - _STOP


@lru_cache(maxsize=MEMORY)
def words_of_sentence(sentence: str) -> frozenset[str]:
    """Return what `content_words` does, for sentences that are compared again."""
    return content_words(sentence)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Jaccard overlap of two sentences' content words, 0 to 1."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0
