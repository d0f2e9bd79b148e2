"""Speakers without a name: the words that describe them, and what they are."""

import re

from spacy.tokens import Token

from extractor.answerers.offline.lexicon import words
from extractor.answerers.offline.text.clauses import child
from extractor.answerers.offline.text.reading import Line
from extractor.answerers.offline.text.stretches import Stretch
from extractor.schemas.briefing_answer import ActorKind

DESCRIPTION_TOKENS = 10
_OWN = frozenset({"of", "at", "in", "for", "from", "with", "on", "to", "within"})
# Endings of nouns for persons; "-er" alone would take in "number" and "paper".
_DOERS = re.compile(r"(?:[egiklmnprst]er|[st]or|ist|man|woman|person|ian|ee)$")
_FRONT = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "nmod", "predet", "quantmod"}
)


def description(line: Line, head: Token) -> Stretch:
    """Return the words that describe: modifiers, noun, `of` phrases, no clauses."""
    first, last = head.i, head.i
    for c in head.children:
        if c.dep_ in _FRONT and c.i < head.i and c.left_edge.i >= head.left_edge.i:
            first = min(first, c.left_edge.i)
        if c.i > head.i and c.dep_ == "prep" and c.lower_ in _OWN:
            end = _end(c)
            if c.i == last + 1 and end - first < DESCRIPTION_TOKENS:
                last = end
    while first < head.i and (
        _is_article(line.doc[first]) or _is_role(line, first, head)
    ):
        first += 1
    return line.stretch(first, last + 1)


def _is_role(line: Line, first: int, head: Token) -> bool:
    """Tell whether it is a common noun before a name: `Steelmaker Thyssenkrupp`."""
    word = line.doc[first]
    common = word.pos_ in ("NOUN", "ADJ") or word.lower_.endswith(("maker", "giant"))
    return is_name(head) and common


def is_name(head: Token) -> bool:
    """Tell whether a word is a name: the tagger alone takes rare nouns for names."""
    return head.pos_ == "PROPN" and head.text[:1].isupper()


def _end(preposition: Token) -> int:
    """Return the last token of a prepositional phrase, less clauses and appositions."""
    last = preposition.i - 1
    step: Token | None = preposition
    while step is not None:
        target = child(step, "pobj")
        if target is None:
            return last
        last = target.i
        after = target.nbor() if last + 1 < len(target.doc) else None
        goes_on = after is not None and after.head == target and after.lower_ == "of"
        step = after if goes_on else None
    return last


def _is_article(token: Token) -> bool:
    return token.lower_ in ("the", "a", "an") or token.is_punct


def is_definite(head: Token) -> bool:
    """Tell whether the words point back: `the minister`, `that agency`."""
    return any(
        c.lower_ in ("the", "this", "that", "these", "those")
        for c in head.children
        if c.dep_ == "det"
    )


def is_modified(head: Token) -> bool:
    """Tell whether the words say which one: `the foreign ministry`."""
    return child(head, "amod", "compound", "poss", "nmod") is not None


def kind_of(head: Token) -> ActorKind:
    """Return what a described speaker is, by its main noun."""
    noun = head.lemma_.lower()
    if noun in words("document_nouns") or head.ent_type_ in ("PERCENT", "CARDINAL"):
        return "group" if head.ent_type_ else "other"
    if noun in words("organization_nouns"):
        return "group" if head.tag_ == "NNS" else "organization"
    if head.tag_ in ("NNS", "NNPS") or noun in ("people", "police", "public", "some"):
        return "organization" if noun == "police" else "group"
    return "person" if noun in words("speaking_nouns") or names_doer(head) else "other"


def names_doer(noun: Token) -> bool:
    """Tell whether a noun is formed like one for a person: `campaigner`."""
    return noun.pos_ == "NOUN" and bool(_DOERS.search(noun.lemma_.lower()))
