"""From the words that name a speaker to the figure: names, pronouns, descriptions."""

from spacy.tokens import Token

from extractor.answerers.offline.actors.descriptions import (
    description,
    is_definite,
    is_modified,
    is_name,
    kind_of,
)
from extractor.answerers.offline.actors.figures import Figure, Figures
from extractor.answerers.offline.actors.gender import Gender, gender_of
from extractor.answerers.offline.actors.memory import Memory, likeliest_first, settled
from extractor.answerers.offline.actors.names import demonym_code, parts
from extractor.answerers.offline.lexicon import words
from extractor.answerers.offline.text.clauses import child, children, owner_of
from extractor.answerers.offline.text.reading import Line, Reading

KNOWN_GENDER = 1.2  # against a person whose gender is left open; settles no tie
_PERSONAL: dict[str, Gender] = {
    "he": "male",
    "his": "male",
    "she": "female",
    "her": "female",
}
_ONE = frozenset({"organization", "state", "other"})
_SEVERAL = frozenset({"group", "organization", "state"})
_IMPERSONAL = {"it": _ONE, "its": _ONE, "they": _SEVERAL, "their": _SEVERAL}
_INDEFINITE = frozenset({"some", "many", "others", "most", "several", "both", "few"})
_RULING = frozenset({"government", "administration", "regime"})
_UTTERANCES = frozenset({"statement", "communique", "remark", "comment"})


class Speakers:
    """Finds who is meant. To be asked in the order of the text."""

    def __init__(self, reading: Reading, figures: Figures) -> None:
        self._reading, self._figures = reading, figures
        self._memory = Memory(reading, figures)
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
        for token in self._joined(line, head):
            figure = self._one(line, token)
            if figure is not None and figure not in found:
                found.append(figure)
                self._memory.hear(token, figure)
        return found

    def _joined(self, line: Line, head: Token) -> list[Token]:
        """Return a head and those joined to it; `academic and author Lee` is one."""
        found = [head]
        token = child(head, "conj")
        while token is not None and token.pos_ in ("PROPN", "NOUN"):
            found.append(token)
            token = child(token, "conj")
        last = self._figures.at(line, found[-1])
        one = head.lemma_.lower() in words("titles") and last is not None
        return found[-1:] if one and last and last.kind == "person" else found

    def _one(self, line: Line, head: Token) -> Figure | None:
        if head.lower_ in _PERSONAL:
            return self._person(head)
        if head.lower_ in _IMPERSONAL:
            return settled(self._memory.before(head, _IMPERSONAL[head.lower_]))
        if head.pos_ == "PRON" and head.lower_ not in _INDEFINITE:
            return None
        return self._named(line, head) or self._unnamed(line, head)

    def _person(self, head: Token) -> Figure | None:
        """Return whom `he` or `she` means."""
        wanted = _PERSONAL[head.lower_]
        weighed = [
            (figure, weight * KNOWN_GENDER if gender_of(figure) else weight)
            for figure, weight in self._memory.before(head, ("person",))
            if gender_of(figure) in (wanted, None)
        ]
        return settled(likeliest_first(weighed))

    def _named(self, line: Line, head: Token) -> Figure | None:
        """Return the figure whose name the head is, or stands beside."""
        own = self._figures.at(line, head)
        if own is not None:
            return own
        for beside in children(head, "appos"):
            figure = self._figures.at(line, beside)
            if figure is not None and figure.kind in ("person", "organization"):
                return figure
        return self._outlet(line, head) or self._titled(line, head)

    def _outlet(self, line: Line, head: Token) -> Figure | None:
        """Return the body named before its own kind: `the Daily Star newspaper`."""
        if head.lemma_.lower() not in words("outlet_nouns") or not head.i:
            return None
        before = head.nbor(-1)
        figure = self._figures.at(line, before) if before.head == head else None
        return figure if figure and figure.kind == "organization" else None

    def _titled(self, line: Line, head: Token) -> Figure | None:
        """Return the person behind a title: `head of the council Enver Solomon`."""
        if head.lemma_.lower() not in words("titles"):
            return None
        for i in range(head.i + 1, head.right_edge.i + 1):
            figure = self._figures.at(line, line.doc[i])
            if figure is not None and figure.kind == "person":
                before = line.doc[i - 1].pos_
                return figure if before in ("NOUN", "PROPN", "ADJ") else None
        return None

    def _unnamed(self, line: Line, head: Token) -> Figure:
        noun = head.lemma_.lower()
        found = None
        if noun in _RULING:
            found = self._state(line, head)
        elif noun in _UTTERANCES:
            found = self._owner(line, head)
        if found is None and is_definite(head):
            found = self._again(line, head) or self._generic(head)
        return found or self._new(line, head)

    def _state(self, line: Line, head: Token) -> Figure | None:
        """Return the state that `the Greek government` or the like is."""
        described = self._reading.text(description(line, head))
        code = demonym_code(described)
        states = [f for f in self._figures.all if f.kind == "state"]
        if code is None and is_definite(head) and not is_modified(head):
            weighed = [(f, float(len(f.mentions))) for f in states]
            return settled(likeliest_first(weighed))
        if code is None:
            return None
        state = next((f for f in states if f.country == code), None)
        state = state or self._figures.add(Figure("state", country=code))
        state.forms[described] += 1
        return state

    def _owner(self, line: Line, head: Token) -> Figure | None:
        """Return whose statement it is that speaks."""
        owner = owner_of(head)
        return self._one(line, owner) if owner is not None else None

    def _again(self, line: Line, head: Token) -> Figure | None:
        """Return the figure that a definite description takes up: `the minister`."""
        told = set(parts(self._reading.text(description(line, head))))
        before = self._described.get(head.lemma_.lower())
        if before is not None and told <= set(parts(before.name)):
            return before
        people = (f for f in self._figures.all if f.kind == "person")
        holders = [f for f in people if any(told <= set(parts(r)) for r in f.roles)]
        return holders[0] if len(holders) == 1 else None

    def _generic(self, head: Token) -> Figure | None:
        """Return the body last spoken of, for `the company` and the like."""
        noun = head.lemma_.lower()
        if noun not in words("organization_nouns") or is_modified(head):
            return None
        bodies = self._memory.before(head, ("organization",))
        of_the_kind = [f for f, _ in bodies if noun in parts(f.name)]
        if of_the_kind:
            return of_the_kind[0]
        return settled(bodies) if noun in words("any_body_nouns") else None

    def _new(self, line: Line, head: Token) -> Figure:
        """Return the figure for a description or an unrecognised name."""
        described = self._reading.text(description(line, head))
        known = self._figures.called(described)
        if known is not None:
            return known
        named = is_name(head)
        figure = Figure(
            "organization" if named else kind_of(head),
            named=named,
            country=demonym_code(described),
        )
        figure.forms[described] += 1
        self._described.setdefault(head.lemma_.lower(), figure)
        return self._figures.add(figure)
