"""The style rules that a page itself holds: what they say about each element.

Read are selectors of tags, classes, ids and attributes, one inside another. Style
sheets that would have to be fetched are not known.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from extractor.errors import UnreadableArticle

Element: TypeAlias = Any  # lxml comes without types
Style = dict[str, str]

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_APPLIES = re.compile(r"@(?:media|supports|layer|container)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"print|speech|not\b|max-|orientation|prefers|forced-colors", re.IGNORECASE
)
_COMPOUND = re.compile(
    r"(?P<tag>\*|[a-z][\w-]*)?(?P<rest>(?:[.#][\w-]+|\[[^\]]*\])*)", re.IGNORECASE
)
_PART = re.compile(r"[.#][\w-]+|\[[^\]]*\]")
_ATTRIBUTE = re.compile(r"\[\s*([\w-]+)\s*(?:=\s*[\"']?([^\"'\]]*)[\"']?\s*)?\]")
_IMPORTANT = ("!important", "! important")
# Others hide no text, and most rules are about nothing else.
_KINDS = ("background", "clip", "font", "overflow")
_PROPERTIES = frozenset(
    {"-webkit-text-fill-color", "bottom", "color", "content-visibility", "display"}
    | {"filter", "height", "left", "margin-left", "max-height", "max-width", "opacity"}
    | {"position", "right", "scale", "text-indent", "top", "transform", "translate"}
    | {"visibility", "width"}
)
_MOST_NESTED = 8  # blocks of conditions, one inside another
_MOST_WORDS, _LONGEST_WORD = 800, 10_000  # of a selector; no element stands so deep
# Each look of one part of a selector at one element is a try: some thousand elements
# with some dozen rules each come to a tenth of it. All of them take seconds.
MOST_TRIES = 2_000_000
# What takes as long, or as much memory: characters for a try, tries for a part read.
_CHARS_A_TRY, _TRIES_A_PART = 100, 20


class Compound(NamedTuple):
    """What one element must be to be meant: a tag, with classes, ids, attributes."""

    tag: str | None
    classes: frozenset[str]
    attributes: tuple[tuple[str, str | None], ...]
    child: bool  # of what stands before, not any descendant

    def fits(self, element: Element, spend: Callable[[int], None]) -> bool:
        """Tell whether an element is of this kind; spend the tries that this takes."""
        spend(1)
        if self.tag not in (None, element.tag):
            return False
        if self.classes:
            words = element.get("class", "")
            spend(len(words) // _CHARS_A_TRY)
            if not self.classes.issubset(words.split()):
                return False
        for name, value in self.attributes:
            found = element.get(name)
            spend(1 + len(found or "") // _CHARS_A_TRY)
            if found is None or value not in (None, found):
                return False
        return True


class StyleRule(NamedTuple):
    """A selector with its weight, and what holds where it fits; what that takes."""

    weight: tuple[int, int, int]
    compounds: tuple[Compound, ...]
    style: Style
    tries: int


class Sheet:
    """The rules of a page, the weaker first."""

    def __init__(self, css: str, *, most_tries: int = MOST_TRIES) -> None:
        """Read style rules; what cannot be read is passed over.

        Raises:
            UnreadableArticle: There are more than can be tried.
        """
        self._tries_left = most_tries
        self._by_key: dict[str, list[tuple[int, StyleRule]]] = {}
        for place, rule in enumerate(sorted(self._read(css), key=_weight_of)):
            self._by_key.setdefault(_key(rule.compounds[-1]), []).append((place, rule))

    def style_of(self, element: Element) -> Style:
        """Return what the rules and its own attribute say about an element.

        Raises:
            UnreadableArticle: The page has more rules than can be tried.
        """
        classes = element.get("class", "").split()
        keys = ["*", str(element.tag), *(f".{name}" for name in classes)]
        keys.append(f"#{element.get('id')}")
        rules = sorted(
            (entry for key in set(keys) for entry in self._by_key.get(key, ())),
            key=lambda entry: entry[0],
        )
        style: Style = {}
        for _, rule in rules:
            if _fits(rule.compounds, element, self._spend):
                self._spend(rule.tries)
                _lay(style, rule.style)
        _lay(style, declarations(element.get("style", "")))
        return {name: _plain(value) for name, value in style.items()}

    def _read(self, css: str) -> Iterator[StyleRule]:
        for rule in _rules(css):
            self._spend(_TRIES_A_PART * len(rule.compounds))
            yield rule

    def _spend(self, tries: int) -> None:
        self._tries_left -= tries
        if self._tries_left < 0:
            message = (
                "expected a page, found one with more style rules than a page needs; "
                "save it from a browser as plain text"
            )
            raise UnreadableArticle("unreadable", message)


def declarations(css: str) -> Style:
    """Return the values of the properties in a block that may hide text."""
    style: Style = {}
    for declaration in _COMMENT.sub(" ", css).split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip().lower()
        if name.startswith(_KINDS) or name in _PROPERTIES:
            _lay(style, {name: " ".join(value.lower().split())})
    return style


def _lay(style: Style, over: Mapping[str, str]) -> None:
    """Add values to a style; what is important there stays."""
    for name, value in over.items():
        stays = style.get(name, "").endswith(_IMPORTANT)
        if not stays or value.endswith(_IMPORTANT):
            style[name] = value


def _plain(value: str) -> str:
    """Return a value without the mark of what is important."""
    return value.rpartition("!")[0].rstrip() if value.endswith(_IMPORTANT) else value


def _weight_of(rule: StyleRule) -> tuple[int, int, int]:
    return rule.weight


def _rules(css: str, nested: int = 0) -> Iterator[StyleRule]:
    """Yield the rules of a style sheet, those in blocks of conditions among them."""
    for selectors, block in _blocks(_COMMENT.sub(" ", css)):
        if selectors.startswith("@"):
            applies = _APPLIES.match(selectors) and not _ELSEWHERE.search(selectors)
            if applies and nested < _MOST_NESTED:
                yield from _rules(block, nested + 1)
            continue
        style = declarations(block)
        tries = len(style) + sum(map(len, style.values())) // _CHARS_A_TRY
        for selector in selectors.split(","):
            compounds = _compounds(selector)
            if compounds and style:
                yield StyleRule(_weight(compounds), compounds, style, tries)


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Yield each selector with what stands between its braces."""
    start = depth = opened = 0
    for hit in re.finditer(r"[{};]", css):
        if hit[0] == "{":
            opened = hit.start() if depth == 0 else opened
            depth += 1
        elif hit[0] == ";" and depth == 0:
            start = hit.end()  # as after @import
        elif hit[0] == "}" and depth:
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : hit.start()]
                start = hit.end()


def _compounds(selector: str) -> tuple[Compound, ...]:
    """Return the parts of a selector, or nothing when it holds what is not read."""
    found: list[Compound] = []
    child = False
    words = selector.replace(">", " > ").split()
    if len(words) > _MOST_WORDS or max(map(len, words), default=0) > _LONGEST_WORD:
        return ()
    for word in words:
        if word == ">":
            child = True
            continue
        compound = _compound(word, child=child)
        if compound is None:
            return ()
        found.append(compound)
        child = False
    return tuple(found)


def _compound(word: str, *, child: bool) -> Compound | None:
    hit = _COMPOUND.fullmatch(word)
    if hit is None:
        return None
    classes, attributes = set[str](), list[tuple[str, str | None]]()
    for part in _PART.findall(hit["rest"]):
        attribute = _ATTRIBUTE.fullmatch(part)
        if part[0] == ".":
            classes.add(part[1:])
        elif part[0] == "#":
            attributes.append(("id", part[1:]))
        elif attribute:
            attributes.append((attribute[1].lower(), attribute[2]))
        else:
            return None
    tag = (hit["tag"] or "*").lower()
    return Compound(
        None if tag == "*" else tag, frozenset(classes), tuple(attributes), child
    )


def _weight(compounds: tuple[Compound, ...]) -> tuple[int, int, int]:
    ids = sum(name == "id" for c in compounds for name, _ in c.attributes)
    kinds = sum(len(c.classes) + len(c.attributes) for c in compounds) - ids
    return ids, kinds, sum(c.tag is not None for c in compounds)


def _key(compound: Compound) -> str:
    """Return what an element must have to be looked at."""
    if compound.classes:
        return f".{min(compound.classes)}"
    named = [value for name, value in compound.attributes if name == "id" and value]
    return f"#{named[0]}" if named else compound.tag or "*"


def _fits(
    compounds: tuple[Compound, ...], element: Element, spend: Callable[[int], None]
) -> bool:
    """Tell whether a selector means an element: one walk up, all readings at once."""
    if not compounds[-1].fits(element, spend):
        return False
    if len(compounds) == 1:
        return True
    waiting: tuple[int, ...] = (len(compounds) - 2,)
    above = element.getparent()
    while above is not None and waiting:
        met = [n for n in waiting if compounds[n].fits(above, spend)]
        if 0 in met:
            return True
        if met or any(compounds[n + 1].child for n in waiting):
            stay = {n for n in waiting if not compounds[n + 1].child}
            waiting = tuple(stay.union(n - 1 for n in met))
        above = above.getparent()
    return False
