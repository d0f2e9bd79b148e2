"""What each mention names, judged by all mentions of the same words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from extractor.answerers.offline.actors.countries import (
    country,
    government_of,
    home_of,
    is_known_body,
)
from extractor.answerers.offline.actors.labels import Label
from extractor.answerers.offline.actors.mentions import Mention
from extractor.answerers.offline.actors.names import (
    first_code,
    person_parts,
    shortens_person,
)
from extractor.answerers.offline.lexicon import words

_ACTING = frozenset({"nsubj", "nsubjpass", "poss", "dobj", "dative"})
_TOWARDS = frozenset({"with", "for", "by", "against", "between", "on", "towards"})


def home_of_mention(mention: Mention) -> str | None:
    """Return the country of a mention: its own, by the lists, or by its words."""
    known = country(mention.words)
    if known is not None:
        return known.code
    listed = government_of(mention.words) or home_of(mention.words)
    if listed is not None or mention.label != "organization":
        return listed
    owner = next((c for c in mention.root.children if c.dep_ == "poss"), None)
    whose = (
        country(mention.line.doc[owner.left_edge.i : owner.i + 1].text)
        if owner
        else None
    )
    return whose.code if whose is not None else first_code(mention.words)


def acts_or_is_named(mention: Mention) -> bool:
    """Tell whether it is no mere place (`in Moscow`) and no adjective (`Russian`)."""
    root = mention.root
    if mention.label == "people":
        return root.dep_ not in ("amod", "compound", "nmod") and root.pos_ != "ADJ"
    return mention.label != "seat" or _acts(root)


def _acts(root: Token) -> bool:
    """Tell whether a seat of government stands for its state: `ties with Beijing`."""
    while root.dep_ == "conj" and root.head.i != root.i:
        root = root.head
    to = root.dep_ == "pobj" and root.head.lower_ in _TOWARDS
    return to or root.dep_ in _ACTING


def settled_labels(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, those with the same words alike."""
    mentions = [_employer(m) for m in mentions]
    full = [m.words for m in mentions if m.label == "person" and " " in m.words]
    votes: dict[str, Counter[Label]] = {}
    for m in mentions:
        votes.setdefault(m.words, Counter())[m.label] += 1
    labels = {name: _label(name, vote, full) for name, vote in votes.items()}
    return [replace(m, label=labels[m.words]) for m in mentions]


def _employer(mention: Mention) -> Mention:
    """Return a place that somebody works at as a body: `analysts at Jefferies`."""
    preposition = mention.root.head
    if (
        mention.label == "place"
        and preposition.lower_ == "at"
        and preposition.head.lemma_.lower() in words("speaking_nouns")
    ):
        return replace(mention, label="organization")
    return mention


def _label(name: str, vote: Counter[Label], full: Iterable[str]) -> Label:
    if country(name) is not None:
        surname = any(person_parts(other)[-1:] == person_parts(name) for other in full)
        return "person" if surname else vote.most_common(1)[0][0]
    if is_known_body(name):
        return "organization"
    if government_of(name) is not None:
        return "state"
    if any(shortens_person(name, other) for other in full if other != name):
        return "person"
    return vote.most_common(1)[0][0]
