"""Countries, peoples, seats and bodies that stand in the lists, found in a line."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from extractor.answerers.offline.actors.countries import (
    country,
    is_known_body,
    may_begin,
)
from extractor.answerers.offline.actors.labels import Label
from extractor.answerers.offline.lexicon import words

NAME_TOKENS = 5  # the longest country or body that is looked up


def listed_names(doc: Doc) -> Iterator[tuple[int, int, Label]]:
    """Yield countries, peoples, seats and bodies of the lists, the longest first."""
    i = 0
    while i < len(doc):
        word = doc[i].text
        hit = _longest(doc, i) if word[:1].isupper() and may_begin(word) else None
        if hit is not None and _has_first_name(doc, hit[0], hit[2]):
            hit = (hit[0] - 1, hit[1], "person")
        elif hit is not None:
            hit = _with_body(doc, *hit)
        if hit is not None and not _part_of_name(doc, *hit):
            yield hit
        i = hit[1] if hit is not None else i + 1


def _with_body(doc: Doc, first: int, last: int, label: Label) -> tuple[int, int, Label]:
    """Return a country or people with the body behind it: `Indonesian Navy`."""
    end = last
    while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[0].isupper():
        end += 1
    body = end > last and doc[end - 1].lower_ in words("organization_nouns")
    if body and label in ("people", "state"):
        return first, end, "organization"
    return first, last, label


def _has_first_name(doc: Doc, first: int, label: Label) -> bool:
    """Tell whether a word for a seat is a surname: `Valeska Paris`."""
    before = doc[first - 1] if first else None
    return (
        label == "seat"
        and before is not None
        and before.pos_ == "PROPN"
        and before.dep_ == "compound"
        and before.head == doc[first]
        and before.lower_ not in words("directions")
        and before.ent_type_ != "NORP"
    )


def _longest(doc: Doc, first: int) -> tuple[int, int, Label] | None:
    for last in range(min(len(doc), first + NAME_TOKENS), first, -1):
        name = doc[first:last].text
        known = country(name)
        if known is not None:
            return first, last, known.use if known.use != "name" else "state"
        if is_known_body(name) and doc[first].ent_type_ != "PERSON":
            return first, last, "organization"
    return None


def _part_of_name(doc: Doc, first: int, last: int, label: Label) -> bool:
    """Tell whether the words only help to name a person, body or place."""
    if all(t.ent_type_ == "PERSON" for t in doc[first:last]):
        return True
    before = doc[first - 1] if first else None
    after = doc[last] if last < len(doc) else None
    inside = (after is not None and _joins(doc[last - 1], after)) or (
        before is not None and _joins(before, doc[first])
    )
    return inside and label in ("state", "seat", "organization", "people")


def _joins(left: Token, right: Token) -> bool:
    """Tell whether two neighbours belong to one recognised name of a person or body."""
    if right.ent_iob_ != "I" or right.lower_ == "'s" or left.lower_ == "'s":
        return False
    return right.ent_type_ in ("ORG", "PERSON", "FAC", "EVENT", "WORK_OF_ART", "LOC")
