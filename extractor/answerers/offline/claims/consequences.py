"""Language of consequence: what something may lead to, signifies, or raises."""

from spacy.tokens import Token

from extractor.answerers.offline.actors.descriptions import names_doer
from extractor.answerers.offline.lexicon import words
from extractor.answerers.offline.text.clauses import child

_POSSIBLE = frozenset({"could", "may", "might"})
_LASTING = frozenset({"VBZ", "VBP", "VBG", "VBN"})  # plain past is an event
_AGENTS = frozenset({"i", "we", "you", "he", "she", "they", "who"})


def tells_consequence(verb: Token, *, told_back: bool = False) -> bool:
    """Tell whether a verb says what something may lead to, signifies or raises.

    A thing or an event that may do something, or does what consequences do; and
    whatever raises concerns. A person or a body that may act only plans to.

    Args:
        verb: The verb.
        told_back: Whether it stands in a report, where the past tells the present.
    """
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    if _raises_concern(verb):
        return True
    if _has_agent(verb):
        return False
    modal = {c.lower_ for c in verb.children if c.tag_ == "MD"}
    if modal:
        return _may_lead(verb, modal)
    signifies = verb.lemma_.lower() in words("significance_verbs")
    return signifies and (told_back or verb.tag_ in _LASTING)


def _may_lead(verb: Token, modal: set[str]) -> bool:
    """Tell whether it is `may weaken`, `would threaten` or the like."""
    if _is_of_past_or_state(verb):
        return False
    if "would" in modal:
        listed = words("consequence_verbs") | words("significance_verbs")
        return verb.lemma_.lower() in listed
    return bool(modal & _POSSIBLE) and child(verb, "neg") is None


def _is_of_past_or_state(verb: Token) -> bool:
    """Tell whether it is `may have left` or `may be at sea`, no consequence."""
    state = verb.lemma_ == "be" and child(verb, "acomp", "attr") is None
    return state or any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _raises_concern(verb: Token) -> bool:
    """Tell whether it is `raise alarms`, `stir concerns` or the like."""
    held = child(verb, "dobj")
    return (
        verb.lemma_.lower() in words("raising_verbs")
        and held is not None
        and held.lemma_.lower() in words("concern_nouns")
        and not _is_agent(child(verb, "nsubj"))
    )


def _has_agent(verb: Token) -> bool:
    """Tell whether someone who can act is the subject, also of the verb above."""
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is None and verb.dep_ in ("conj", "xcomp"):
        subject = child(verb.head, "nsubj", "nsubjpass")
    if subject is None and verb.dep_ == "advcl":
        return False
    return _is_agent(subject)


def _is_agent(subject: Token | None) -> bool:
    if subject is None:
        return False
    return (
        subject.lower_ in _AGENTS
        or subject.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
        or subject.lemma_.lower() in words("speaking_nouns") - words("document_nouns")
        or names_doer(subject)
    )
