"""Names found by their form: behind a title, or by the parser's recogniser."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from extractor.answerers.offline.actors.countries import country
from extractor.answerers.offline.actors.labels import Label
from extractor.answerers.offline.lexicon import words

_LABELS: dict[str, Label] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "NORP": "people",
}
_PORTFOLIOS = frozenset({"secretary", "minister"})


def titled_names(doc: Doc) -> Iterator[tuple[int, int, Label]]:
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


def recognised_names(doc: Doc) -> Iterator[tuple[int, int, Label]]:
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
