"""Reading the parse: subjects, complements, and the words below a token."""

from collections.abc import Collection

from spacy.tokens import Token

_INHERITS = frozenset({"conj", "xcomp", "advcl", "parataxis"})  # a subject from above
_RELATIVES = frozenset({"who", "which", "that"})
_VERBAL = frozenset({"VERB", "AUX"})
_CITING = frozenset({"cite", "quote"})
_SOURCES = frozenset({"by", "from", "among"})
_GIVING = frozenset(
    {"issue", "make", "publish", "release", "voice", "express", "raise", "repeat"}
)


def child(token: Token, *labels: str) -> Token | None:
    """Return the first child with one of the labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def children(token: Token, *labels: str) -> list[Token]:
    """Return the children with one of the labels, in order."""
    return [c for c in token.children if c.dep_ in labels]


def subject_of(verb: Token) -> Token | None:
    """Return who does what a verb says, also when it shares the subject of another."""
    while True:
        own = children(verb, "nsubj")
        if own:
            nearest = min(own, key=lambda t: abs(t.i - verb.i))
            return _antecedent(nearest, verb)
        if verb.dep_ == "acl":
            return verb.head if verb.tag_ == "VBG" else None
        if verb.dep_ == "advcl" and verb.tag_ == "VBN" and not child(verb, "aux"):
            return None
        above = verb.head
        if child(verb, "nsubjpass") or not _inherits(verb, above):
            return None
        passive = child(above, "nsubjpass")
        if passive is not None:
            shared = verb.dep_ == "conj" and verb.tag_ == "VBN"
            return None if shared else _antecedent(passive, above)
        verb = above


def _inherits(verb: Token, above: Token) -> bool:
    return verb.dep_ in _INHERITS and above.pos_ in _VERBAL and above.i != verb.i


def _antecedent(subject: Token, verb: Token) -> Token | None:
    """Return what a relative pronoun stands for, else the subject."""
    if subject.lower_ not in _RELATIVES or subject.tag_ not in ("WDT", "WP"):
        return subject
    return verb.head if verb.dep_ == "relcl" else None


def below(token: Token, *, without: Collection[Token] = ()) -> list[Token]:
    """Return the token and all below it, less the named tokens and all below them."""
    gone = {
        i
        for t in without
        if not t.left_edge.i <= token.i <= t.right_edge.i
        for i in range(t.left_edge.i, t.right_edge.i + 1)
    }
    gone |= {t.i for t in without}
    whole = token.doc[token.left_edge.i : token.right_edge.i + 1]
    return [t for t in whole if t.i not in gone]


def run_around(inside: Token, tokens: Collection[Token]) -> tuple[int, int]:
    """Return the longest unbroken range of the tokens around one of them."""
    places = {t.i for t in tokens}
    first = last = inside.i
    while first - 1 in places:
        first -= 1
    while last + 1 in places:
        last += 1
    return first, last + 1


def clause_of(token: Token) -> Token:
    """Return the head of the smallest clause with a subject that holds the token."""
    while token.head.i != token.i and not _heads_clause(token):
        token = token.head
    return token


def _heads_clause(token: Token) -> bool:
    return token.pos_ in _VERBAL and (
        has_subject(token) or token.dep_ in ("relcl", "acl")
    )


def has_subject(verb: Token) -> bool:
    """Tell whether a verb has a subject of its own."""
    return child(verb, "nsubj", "nsubjpass", "csubj", "expl") is not None


def is_cut(clause: Token, report: Token) -> bool:
    """Tell whether a report stands between a clause's subject and its verb."""
    own = child(clause, "nsubj", "nsubjpass")
    if own is None or own.tag_ in ("WDT", "WP"):
        return False
    return own.i < report.i < clause.i


def citing(verb: Token) -> list[Token]:
    """Return the participles beside a verb that cite somebody: `quoting KCNA`."""
    beside = children(verb, "advcl")
    return [c for c in beside if c.tag_ == "VBG" and c.lemma_.lower() in _CITING]


def owner_of(noun: Token) -> Token | None:
    """Return whose claim, statement or the like it is."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ in _SOURCES:
            return child(prep, "pobj")
    verb = noun.head
    if noun.dep_ in ("dobj", "pobj") and verb.lemma_.lower() in _GIVING:
        return subject_of(verb)
    return None
