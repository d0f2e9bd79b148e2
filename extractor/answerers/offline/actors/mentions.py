"""Where the article names persons, bodies, states and peoples."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Span, Token

from extractor.answerers.offline.actors.countries import country, is_known_body
from extractor.answerers.offline.lexicon import words
from extractor.answerers.offline.text.reading import Line, Reading

Label = Literal["person", "organization", "state", "people", "seat", "place"]
_LABELS: dict[str, Label] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "NORP": "people",
}
_PORTFOLIOS = frozenset({"secretary", "minister"})
CREDITS = ("image", "images", "photo", "photos", "picture", "file")  # in captions
NAME_TOKENS = 5  # the longest country or body that is looked up


@dataclass(frozen=True, eq=False)
class Mention:
    """A name in the text.

    Attributes:
        line: The line it stands in.
        first: Its first token.
        last: The token after it.
        label: What it seems to name.
        words: The name as it stands there, without article and possessive.
    """

    line: Line
    first: int
    last: int
    label: Label
    words: str

    @property
    def root(self) -> Token:
        """The main word."""
        return self.line.doc[self.first : self.last].root

    @property
    def place(self) -> tuple[int, int]:
        """Line and token where it begins."""
        return self.line.place, self.first


def mentions_of(reading: Reading) -> list[Mention]:
    """Return the names in the order of the text, none overlapping."""
    found = [m for line in reading.lines for m in _in_line(reading, line)]
    found += _surnames(reading, found)
    return sorted(found, key=lambda m: m.place)


def _in_line(reading: Reading, line: Line) -> Iterator[Mention]:
    taken: set[int] = set()
    for first, last, label in (
        *_listed(line.doc),
        *_titled(line.doc),
        *_recognised(line.doc),
    ):
        trimmed = _trim(line.doc, first, last)
        if trimmed is None or taken & set(range(*trimmed)):
            continue
        taken |= set(range(*trimmed))
        yield _mention(reading, line, trimmed, label)


def _mention(
    reading: Reading, line: Line, place: tuple[int, int], label: Label
) -> Mention:
    return Mention(line, *place, label, reading.text(line.stretch(*place)))


def _listed(doc: Doc) -> Iterator[tuple[int, int, Label]]:
    """Yield countries, peoples, seats and bodies of the lists, the longest first."""
    i = 0
    while i < len(doc):
        hit = _longest(doc, i) if doc[i].text[:1].isupper() else None
        if hit is not None and _has_first_name(doc, hit[0], hit[2]):
            hit = (hit[0] - 1, hit[1], "person")
        if hit is not None and not _part_of_name(doc, *hit):
            yield hit
        i = hit[1] if hit is not None else i + 1


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


def _titled(doc: Doc) -> Iterator[tuple[int, int, Label]]:
    """Yield the names behind titles: `Commission President Ursula von der Leyen`."""
    for title in doc:
        if not _is_title(title) or title.i + 1 >= len(doc):
            continue
        first = title.i + 1
        last = _name_end(doc, first)
        if last > first and not any(_is_title(t) for t in doc[first:last]):
            yield first, last, "person"


def _is_title(token: Token) -> bool:
    return token.lower_.rstrip(".") in words("titles") and token.text[:1].isalpha()


def _name_end(doc: Doc, first: int) -> int:
    """Return where the run of name words that begins here ends."""
    last = first
    while last < len(doc) and _names(doc, last):
        last += 1
    while last > first and doc[last - 1].pos_ != "PROPN":
        last -= 1
    return last


def _names(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.text == "-":
        return i + 1 < len(doc) and doc[i + 1].pos_ == "PROPN"
    particle = token.lower_ in words("name_particles")
    if country(token.text) is not None or token.ent_type_ in ("ORG", "DATE", "NORP"):
        return False
    return (token.pos_ == "PROPN" and token.text[:1].isupper()) or particle


def _recognised(doc: Doc) -> Iterator[tuple[int, int, Label]]:
    """Yield what the parser's entity recogniser found."""
    for entity in doc.ents:
        label = _LABELS.get(entity.label_)
        if label is None or not any(c.isupper() for c in entity.text):
            continue
        first, last = _behind_dash(entity), entity.end
        if label == "organization" and not _is_office(doc, first, last):
            yield first, _with_of(doc, _less_title(doc, first, last)), label
        elif label != "organization":
            yield first, last, label


def _behind_dash(entity: Span) -> int:
    """Return where a name begins behind a dateline: `BRUSSELS - The EU`."""
    dashes = [
        t.i
        for t in entity
        if t.i and t.text in ("-", "–", "—") and t.nbor(-1).whitespace_
    ]
    return dashes[-1] + 1 if dashes and entity.start < dashes[0] else entity.start


def _is_office(doc: Doc, first: int, last: int) -> bool:
    """Tell whether the words are part of an office: `Home` in `Home Secretary`."""
    before = doc[max(0, first - 2) : first].text.casefold()
    after = doc[last].lower_ if last < len(doc) else ""
    return after in _PORTFOLIOS or before in ("secretary of", "minister of")


def _less_title(doc: Doc, first: int, last: int) -> int:
    """Return the end of a body's name that a title behind it was taken into."""
    while last - first > 1 and _is_title(doc[last - 1]):
        last -= 1
    return last


def _with_of(doc: Doc, end: int) -> int:
    """Return the end of a body's name with `of` and a name behind it."""
    if end + 1 >= len(doc) or doc[end].lower_ != "of":
        return end
    if doc[end - 1].lower_ not in words("organization_nouns"):
        return end
    last = end + 1
    while last < len(doc) and doc[last].pos_ == "PROPN" and doc[last].text[0].isupper():
        last += 1
    return last if last > end + 1 else end


def _trim(doc: Doc, first: int, last: int) -> tuple[int, int] | None:
    """Return the range without article, possessive, title and marks at its ends."""
    while first < last and _is_stray(doc[first], ("the", "a", "an")):
        first += 1
    while last > first and _is_stray(doc[last - 1], ("'s", "'", *CREDITS)):
        last -= 1
    return (first, last) if last > first else None


def _is_stray(token: Token, strays: tuple[str, ...]) -> bool:
    return token.lower_ in strays or not any(c.isalnum() for c in token.text)


def _surnames(reading: Reading, found: list[Mention]) -> Iterator[Mention]:
    """Yield the bare surnames of persons that were named in full elsewhere."""
    known = {
        m.words.split()[-1]
        for m in found
        if m.label == "person"
        and " " in m.words
        and country(m.words.split()[-1]) is None
    }
    taken = {(m.line.place, i) for m in found for i in range(m.first, m.last)}
    for line in reading.lines:
        for token in line.doc:
            name = reading.text(line.at(token))
            if name in known and (line.place, token.i) not in taken:
                yield Mention(line, token.i, token.i + 1, "person", name)
