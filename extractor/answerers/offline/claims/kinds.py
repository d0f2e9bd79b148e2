"""What kind of claim a passage makes, by its reporting verb and its main verbs."""

from collections.abc import Sequence
from typing import cast

from spacy.tokens import Token

from extractor.answerers.offline.claims.consequences import tells_consequence
from extractor.answerers.offline.lexicon import reporting_verbs, words
from extractor.answerers.offline.text.clauses import child, children
from extractor.schemas.briefing_answer import ClaimKind

_OUGHT = frozenset({"should", "ought"})


def kind_of_claim(tokens: Sequence[Token], anchor: Token | None) -> ClaimKind:
    """Return the kind that the reporting verb makes, else what the words tell."""
    given = _given(anchor) if anchor is not None else None
    if given == "intent" or _commits(tokens):
        return "intent"
    roots = main_verbs(tokens)
    if any(tells_consequence(r, told_back=anchor is not None) for r in roots):
        return "consequence"
    return given or _by_content(roots)


def _commits(tokens: Sequence[Token]) -> bool:
    """Tell whether the passage is `a commitment to ...` or the like."""
    inside = {t.i for t in tokens}
    heads = (t for t in tokens if t.head.i not in inside)
    return any(
        t.lemma_.lower() in words("commitment_nouns") and t.pos_ == "NOUN"
        for t in heads
    )


def _given(anchor: Token) -> ClaimKind | None:
    """Return the kind that a reporting verb makes by itself or with its preposition."""
    verb = reporting_verbs().get(anchor.lemma_.lower())
    if verb is None:
        return None
    with_it = (verb.kind_with.get(p.lower_) for p in children(anchor, "prep"))
    kind = next((k for k in with_it if k), verb.kind)
    return cast("ClaimKind | None", kind)


def main_verbs(tokens: Sequence[Token]) -> list[Token]:
    """Return the verbs of the main clauses, with those joined to them."""
    inside = {t.i for t in tokens}
    found: list[Token] = []
    for t in tokens:
        above = t.head
        outside = above.i == t.i or above.i not in inside
        joined = t.dep_ in ("conj", "ccomp", "xcomp") and above in found
        if t.pos_ in ("VERB", "AUX") and t.dep_ != "aux" and (outside or joined):
            found.append(t)
    return found


def _by_content(roots: Sequence[Token]) -> ClaimKind:
    modal = {c.lower_ for root in roots for c in root.children if c.tag_ == "MD"}
    if any(root.lemma_.lower() in words("intending_verbs") for root in roots):
        return "intent"
    if modal & _OUGHT:
        return "judgment"
    if modal & {"will", "would", "'ll", "wo", "shall"}:
        return "prediction"
    return "judgment" if any(_values(root) for root in roots) else "fact"


def _values(verb: Token) -> bool:
    """Tell whether it is `is` with an adjective: `the plan is unfair`."""
    value = child(verb, "acomp")
    return verb.lemma_ == "be" and value is not None and value.pos_ == "ADJ"
