"""What the article says a person is: the title before a name, the words beside it."""

from collections.abc import Iterator

from spacy.tokens import Token

from extractor.answerers.offline.actors.countries import home_inside
from extractor.answerers.offline.actors.figures import Figure
from extractor.answerers.offline.actors.mentions import CREDITS, Mention
from extractor.answerers.offline.actors.names import demonym_code
from extractor.answerers.offline.lexicon import words
from extractor.answerers.offline.text.reading import Reading

ROLE_TOKENS = 14  # a longer apposition is a story of its own
_BEFORE = frozenset(
    {"compound", "amod", "nmod", "poss", "case", "det", "punct", "appos"}
)
HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord"})


def give_roles(reading: Reading, figures: list[Figure]) -> None:
    """Put the roles that the article gives to each person, in its order."""
    for figure in figures:
        if figure.kind == "person":
            for mention in figure.mentions:
                for role in _roles(reading, mention):
                    if role and role not in figure.roles:
                        figure.roles.append(role)
            figure.country = figure.country or _country(figure)


def _country(figure: Figure) -> str | None:
    """Return the first country that a role tells: `Russian President`."""
    codes = (demonym_code(r) or home_inside(r) for r in figure.roles)
    return next((code for code in codes if code), None)


def _roles(reading: Reading, mention: Mention) -> Iterator[str]:
    for first, last in (*_before(mention), *_beside(mention)):
        stretch = mention.line.stretch(first, last)
        yield reading.text(stretch).strip(" ,;:-–—\"'")


def _before(mention: Mention) -> Iterator[tuple[int, int]]:
    """Yield the words before a name, if a title is among them."""
    doc, first = mention.line.doc, mention.first
    while first > 0 and _modifies(doc[first - 1], mention):
        first -= 1
    while first < mention.first and _is_leading(doc[first]):
        first += 1
    if any(t.lower_.rstrip(".") in words("titles") for t in doc[first : mention.first]):
        yield first, mention.first


def _modifies(token: Token, mention: Mention) -> bool:
    if token.text in (",", ";", ":", '"', "(", ")", "–", "—") or token.is_space:
        return False
    inside = mention.root.is_ancestor(token) or token.head == mention.root
    return inside and (token.dep_ in _BEFORE or token.pos_ in ("PROPN", "NOUN", "ADJ"))


def _is_leading(token: Token) -> bool:
    return token.lower_ in ("the", "a", "an", "'s", "his", "her", "its", "their", "-")


def _beside(mention: Mention) -> Iterator[tuple[int, int]]:
    """Yield the apposition of a name, or what the name is an apposition of."""
    root = mention.root
    for c in root.children:
        if c.dep_ == "appos" and c.i >= mention.last and _tells(c):
            yield from _phrase(c, c.left_edge.i, _until(c))
    if root.dep_ == "appos" and root.head.i < mention.first and _tells(root.head):
        yield from _phrase(root.head, root.head.left_edge.i, mention.first)


def _tells(noun: Token) -> bool:
    return noun.pos_ in ("NOUN", "PROPN") and noun.ent_type_ not in ("PERSON", "DATE")


def _until(noun: Token) -> int:
    """Return where an apposition ends, before a clause that hangs on it."""
    clauses = [
        c.left_edge.i for c in noun.children if c.dep_ in ("relcl", "acl", "appos")
    ]
    return min([noun.right_edge.i + 1, *(i for i in clauses if i > noun.i)])


def _phrase(noun: Token, first: int, last: int) -> Iterator[tuple[int, int]]:
    while first < noun.i and _is_leading(noun.doc[first]):
        first += 1
    others = any(t.ent_type_ == "PERSON" for t in noun.doc[first:last])
    credit = noun.lower_ in CREDITS
    if first < last <= first + ROLE_TOKENS and not others and not credit:
        yield first, last
