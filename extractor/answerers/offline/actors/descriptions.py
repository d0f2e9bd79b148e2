"""Speakers without a name: the words that describe them, and what they are."""

from spacy.tokens import Token

from extractor.answerers.offline.actors.figures import Kind
from extractor.answerers.offline.lexicon import words
from extractor.answerers.offline.text.reading import Line
from extractor.answerers.offline.text.stretches import Stretch

DESCRIPTION_TOKENS = 10
_OWN = frozenset({"of", "at", "in", "for", "from", "with", "on", "to", "within"})
_FRONT = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nummod",
        "poss",
        "nmod",
        "predet",
        "advmod",
        "quantmod",
    }
)


def description(line: Line, head: Token) -> Stretch:
    """Return the words that describe: modifiers, noun, `of` and the like, no clauses."""
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
    return head.pos_ == "PROPN" and common


def _end(preposition: Token) -> int:
    """Return the last token of a prepositional phrase, less clauses and appositions."""
    target = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if target is None:
        return preposition.i - 1
    last = target.i
    for c in target.children:
        if c.i == last + 1 and c.dep_ == "prep" and c.lower_ == "of":
            last = max(last, _end(c))
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


def kind_of(head: Token) -> Kind:
    """Return what a described speaker is, by its main noun."""
    noun = head.lemma_.lower()
    if noun in words("document_nouns") or head.ent_type_ in ("PERCENT", "CARDINAL"):
        return "group" if head.ent_type_ else "other"
    if noun in words("organization_nouns"):
        return "group" if head.tag_ == "NNS" else "organization"
    if head.tag_ in ("NNS", "NNPS") or noun in ("people", "police", "public", "some"):
        return "organization" if noun == "police" else "group"
    return "person" if noun in words("speaking_nouns") or _is_doer(noun) else "other"


def _is_doer(noun: str) -> bool:
    return noun.endswith(("er", "or", "ist", "man", "woman", "person", "ian", "ee"))
