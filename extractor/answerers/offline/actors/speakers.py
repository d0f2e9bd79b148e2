"""From the words that name a speaker to the figure: names, pronouns, descriptions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from extractor.answerers.offline.actors.descriptions import (
    description,
    is_definite,
    kind_of,
)
from extractor.answerers.offline.actors.figures import Figure, Figures
from extractor.answerers.offline.actors.gender import Gender, gender_of
from extractor.answerers.offline.actors.names import demonym_code, parts
from extractor.answerers.offline.lexicon import words
from extractor.answerers.offline.text.clauses import child, children, owner_of
from extractor.answerers.offline.text.reading import Line, Reading

LOOK_BACK = 4  # sentences in which a pronoun's figure is looked for
SUBJECT = 2.0  # weight of a subject against any other mention
FADE = 0.55  # weight that a mention keeps for each sentence further back
CLEAR = 1.25  # the best must weigh this much more than the next to settle a pronoun
_PERSONAL: dict[str, Gender] = {"he": "male", "she": "female"}
_IMPERSONAL = frozenset({"it", "they"})
_PLURAL = frozenset({"group", "organization", "state"})


@dataclass(frozen=True, eq=False)
class _Heard:
    """A figure in the text so far: where, and whether as a subject."""

    line: int
    token: int
    sentence: int
    figure: Figure
    weight: float


class Speakers:
    """Finds who is meant, in the order of the text."""

    def __init__(self, reading: Reading, figures: Figures) -> None:
        self._reading, self._figures = reading, figures
        self._heard = sorted(self._mentioned(), key=lambda h: (h.line, h.token))
        self._described: dict[str, Figure] = {}
        self._meant: dict[tuple[int, int], list[Figure]] = {}

    def meant_by(self, head: Token) -> list[Figure]:
        """Return the figures that a speaker's words stand for; none if unsettled."""
        line = self._reading.line_of(head)
        key = line.place, head.i
        if key not in self._meant:
            self._meant[key] = self._all(line, head)
        return self._meant[key]

    def _all(self, line: Line, head: Token) -> list[Figure]:
        found: list[Figure] = []
        joined = _joined(head)
        if joined and head.lemma_.lower() in words("titles"):
            person = self._figures.at(line, joined[-1])
            if person is not None and person.kind == "person":
                head, joined = joined[-1], []
        for token in (head, *joined):
            figure = self._one(line, token)
            if figure is not None and figure not in found:
                found.append(figure)
                self._hear(line, token, figure)
        return found

    def _one(self, line: Line, head: Token) -> Figure | None:
        if head.lower_ in _PERSONAL:
            return self._person(line, head)
        if head.lower_ in _IMPERSONAL:
            return self._body(line, head)
        if head.pos_ == "PRON" and head.lower_ not in _INDEFINITE:
            return None
        return (
            self._named(line, head)
            or self._owner(line, head)
            or self._again(line, head)
            or self._new(line, head)
        )

    def _named(self, line: Line, head: Token) -> Figure | None:
        """Return the figure whose name the head is, or stands beside."""
        own = self._figures.at(line, head)
        if own is not None:
            return own
        for beside in children(head, "appos"):
            figure = self._figures.at(line, beside)
            if figure is not None and figure.kind in ("person", "organization"):
                return figure
        before = head.nbor(-1) if head.i else head
        if head.lemma_.lower() in _OUTLETS and before.head == head:
            named = self._figures.at(line, before)
            if named is not None and named.kind == "organization":
                return named
        return self._titled(line, head) or self._state(line, head)

    def _titled(self, line: Line, head: Token) -> Figure | None:
        """Return the person behind a title: `head of the council Enver Solomon`."""
        if head.lemma_.lower() not in words("titles"):
            return None
        for i in range(head.i + 1, head.right_edge.i + 1):
            figure = self._figures.at(line, line.doc[i])
            before = line.doc[i - 1]
            if figure is None or figure.kind != "person":
                continue
            apart = before.pos_ in ("ADP", "DET", "PART", "PRON", "VERB", "PUNCT")
            return None if apart else figure
        return None

    def _state(self, line: Line, head: Token) -> Figure | None:
        """Return the state that `the Greek government` or the like is."""
        if head.lemma_.lower() not in ("government", "administration", "regime"):
            return None
        described = self._reading.text(description(line, head))
        code = demonym_code(described)
        if code is None and is_definite(head) and not _modified(head):
            states = [f for f in self._figures.all if f.kind == "state"]
            return _settled(sorted(_by_mentions(states), key=lambda r: -r[1]))
        for figure in self._figures.all:
            if figure.kind == "state" and code is not None and figure.country == code:
                figure.forms[described] += 1
                return figure
        return None

    def _owner(self, line: Line, head: Token) -> Figure | None:
        """Return whose statement it is that speaks."""
        if head.lemma_.lower() not in ("statement", "communique", "remark", "comment"):
            return None
        owner = owner_of(head)
        return self._one(line, owner) if owner is not None else None

    def _again(self, line: Line, head: Token) -> Figure | None:
        """Return the figure that a definite description takes up."""
        if not is_definite(head):
            return None
        noun = head.lemma_.lower()
        return (
            self._described.get(noun)
            or self._by_role(noun)
            or self._generic(line, head)
        )

    def _by_role(self, noun: str) -> Figure | None:
        """Return the one person whose role holds the noun: `the minister`."""
        holders = [
            f
            for f in self._figures.all
            if f.kind == "person" and any(noun in parts(r) for r in f.roles)
        ]
        return holders[0] if len(holders) == 1 else None

    def _generic(self, line: Line, head: Token) -> Figure | None:
        """Return the body last spoken of, for `the company` and the like."""
        if head.lemma_.lower() not in words("organization_nouns") or _modified(head):
            return None
        noun = head.lemma_.lower()
        bodies = self._ranked(line, head, kinds=frozenset({"organization"}))
        of_the_kind = [f for f, _ in bodies if noun in parts(f.name)]
        if of_the_kind:
            return of_the_kind[0]
        return _settled(bodies) if noun in _ANY_BODY else None

    def _new(self, line: Line, head: Token) -> Figure:
        """Return a figure for a description or an unrecognised name."""
        words_of = self._reading.text(description(line, head))
        known = self._figures.called(words_of)
        if known is not None:
            return known
        named = head.pos_ == "PROPN"
        figure = Figure(
            "organization" if named else kind_of(head),
            named=named,
            country=demonym_code(words_of),
        )
        figure.forms[words_of] += 1
        self._described.setdefault(head.lemma_.lower(), figure)
        return self._figures.add(figure)

    def _person(self, line: Line, head: Token) -> Figure | None:
        wanted = _PERSONAL[head.lower_]
        ranked = [
            (f, w)
            for f, w in self._ranked(line, head, kinds=frozenset({"person"}))
            if gender_of(f) in (wanted, None)
        ]
        sure = [(f, w * 2 if gender_of(f) else w) for f, w in ranked]
        return _settled(sorted(sure, key=lambda r: -r[1]))

    def _body(self, line: Line, head: Token) -> Figure | None:
        if head.lower_ == "it":
            kinds = frozenset({"organization", "state", "other"})
        else:
            kinds = _PLURAL
        return _settled(self._ranked(line, head, kinds=kinds))

    def _ranked(
        self, line: Line, head: Token, *, kinds: frozenset[str]
    ) -> list[tuple[Figure, float]]:
        """Return the figures heard before a token, the likeliest first."""
        here = self._sentence(line, head)
        weights: dict[Figure, float] = {}
        for heard in self._heard:
            back = here - heard.sentence
            before = (heard.line, heard.token) < (line.place, head.i)
            if before and back <= LOOK_BACK and heard.figure.kind in kinds:
                weight = heard.weight * FADE**back
                weights[heard.figure] = max(weights.get(heard.figure, 0), weight)
        return sorted(weights.items(), key=lambda item: -item[1])

    def _sentence(self, line: Line, token: Token) -> int:
        unit = self._reading.article.sentence_at(line.at(token).start)
        return unit.n if unit is not None else 0

    def _mentioned(self) -> Iterator[_Heard]:
        for figure in self._figures.all:
            for m in figure.mentions:
                if not m.line.in_quotes(m.root):
                    yield self._heard_at(m.line, m.root, figure)

    def _heard_at(self, line: Line, token: Token, figure: Figure) -> _Heard:
        weight = SUBJECT if _leads(token) else 1.0
        sentence = self._sentence(line, token)
        return _Heard(line.place, token.i, sentence, figure, weight)

    def _hear(self, line: Line, token: Token, figure: Figure) -> None:
        self._heard.append(self._heard_at(line, token, figure))


_INDEFINITE = frozenset({"some", "many", "others", "most", "several", "both", "few"})
_OUTLETS = frozenset(
    "newspaper paper agency magazine website site network channel station broadcaster "
    "outlet company firm bank group giant party tabloid daily weekly".split()
)
_ANY_BODY = frozenset(
    "company firm bank agency newspaper paper group organization organisation "
    "network body charity party ministry department commission court".split()
)


def _settled(ranked: Sequence[tuple[Figure, float]]) -> Figure | None:
    """Return the first figure if it is clearly ahead of the second."""
    if not ranked:
        return None
    clear = len(ranked) == 1 or ranked[0][1] >= CLEAR * ranked[1][1]
    return ranked[0][0] if clear else None


def _by_mentions(figures: Sequence[Figure]) -> list[tuple[Figure, float]]:
    return [(f, float(len(f.mentions))) for f in figures]


def _leads(token: Token) -> bool:
    """Tell whether a token is a subject, or stands beside one."""
    while token.dep_ in ("appos", "conj") and token.head.i != token.i:
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass")


def _modified(head: Token) -> bool:
    return any(c.dep_ in ("amod", "compound", "poss", "nmod") for c in head.children)


def _joined(head: Token) -> list[Token]:
    """Return the speakers joined to a head by `and`."""
    found: list[Token] = []
    token = child(head, "conj")
    while token is not None and token.pos_ in ("PROPN", "NOUN"):
        found.append(token)
        token = child(token, "conj")
    return found
