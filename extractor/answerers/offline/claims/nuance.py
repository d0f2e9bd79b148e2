"""How firmly a claim is made, and whether it denies: read from its own words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from spacy.tokens import Token

from extractor.answerers.offline.lexicon import rows_of, words
from extractor.schemas.briefing_answer import Certainty

_RANK: dict[Certainty, int] = {"certain": 0, "probable": 1, "possible": 2}
_NOTHING = frozenset({"no", "none", "nobody", "nothing", "neither", "nowhere"})
_ASKING = frozenset({"whether", "if", "why", "how", "what", "who", "where", "when"})
_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Firmness:
    """What the words of a passage say about its firmness.

    Attributes:
        certainty: How firmly the asserter stands by it.
        hedges: The tokens that weaken it.
        negated: Whether it says that something is not so.
    """

    certainty: Certainty
    hedges: tuple[Token, ...]
    negated: bool

    @property
    def plain(self) -> bool:
        """Whether there is nothing to note."""
        return self.certainty == "certain" and not self.negated and not self.hedges


def firmness(tokens: Sequence[Token], anchor: Token | None) -> Firmness:
    """Return the firmness of a passage that hangs on a reporting word."""
    found = list(_hedges(tokens))
    if anchor is not None and anchor.lemma_.lower() in _doubting():
        found.insert(0, (anchor, _doubting()[anchor.lemma_.lower()]))
    hedges = tuple(token for token, _ in found)
    negated = _negated(tokens, anchor)
    if not found:
        certainty: Certainty = "unspecified" if _asks(tokens, anchor) else "certain"
    else:
        certainty = max((c for _, c in found), key=lambda c: _RANK[c])
    return Firmness(certainty, tuple(dict.fromkeys(hedges)), negated)


def _hedges(tokens: Sequence[Token]) -> Iterator[tuple[Token, Certainty]]:
    roots = set(_roots(tokens))
    for token in tokens:
        entry = _table().get(token.lemma_.lower()) or _table().get(token.lower_)
        if entry is not None and _counts(token, entry[1]) and _of_main(token, roots):
            yield token, entry[0]


def _counts(token: Token, only: str) -> bool:
    if only == "aux":
        negated = any(c.dep_ == "neg" for c in token.head.children)
        return token.tag_ == "MD" and not (token.lower_ == "could" and negated)
    if only == "verb":
        return token.pos_ == "VERB"
    return token.i == 0 or token.nbor(-1).lower_ != "as"  # "as soon as possible"


def _of_main(token: Token, roots: set[int]) -> bool:
    """Tell whether a token weighs on a main clause, not on a side clause."""
    while token.i not in roots and token.head.i != token.i:
        if token.dep_ in ("relcl", "acl", "advcl"):
            return False
        token = token.head
    return True


def _roots(tokens: Iterable[Token]) -> Iterator[int]:
    """Yield the places of the tokens whose head lies outside or is themselves."""
    listed = list(tokens)
    inside = {t.i for t in listed}
    for t in listed:
        if t.head.i == t.i or t.head.i not in inside:
            yield t.i


def _negated(tokens: Sequence[Token], anchor: Token | None) -> bool:
    """Tell whether the asserter says that something is not so.

    A denying verb inside the passage negates it; one before it turns it round, so that
    what is "denied that it was paid" is never published as affirmed.
    """
    denied = anchor is not None and anchor.lemma_ in words("denying_verbs")
    if anchor is not None and denied and anchor.i in {t.i for t in tokens}:
        return True
    return denied != _says_not(tokens)


def _says_not(tokens: Sequence[Token]) -> bool:
    """Tell whether the first main clause holds a negation."""
    root = next((i for i in _roots(tokens) if tokens[0].doc[i].pos_ in _VERBAL), None)
    for t in tokens:
        main = root in (t.head.i, t.head.head.i)
        if main and (t.dep_ == "neg" or t.lower_ in _NOTHING):
            return True
    return False


def _asks(tokens: Sequence[Token], anchor: Token | None) -> bool:
    first = tokens[0].lower_ if tokens else ""
    asked = anchor is not None and anchor.lemma_ in ("ask", "wonder", "question")
    return bool(tokens) and (first in ("whether", "if") or (asked and first in _ASKING))


@cache
def _table() -> dict[str, tuple[Certainty, str]]:
    return {w: (cast("Certainty", c), only) for w, c, only in rows_of("hedges.tsv")}


@cache
def _doubting() -> dict[str, Certainty]:
    return {v: cast("Certainty", c) for v, c in rows_of("doubting_verbs.tsv")}
