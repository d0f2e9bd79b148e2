"""Bylines: who wrote an article, as its own line says."""

import re

from extractor.sources.dates import is_dateline, undated

_LONGEST = 160
AGENCY = (
    r"(?:Reuters|AP|The Associated Press|Associated Press|AFP|Agence France-Presse|DPA"
    r"|PTI|ANI|IANS|Xinhua|Kyodo|Yonhap|TASS|Bloomberg|BBC(?: News)?|CNN|NPR)"
)
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME_WORD = rf"(?:{_CAPITAL}[\w.'’-]*|(?:al|el|d|l|O)['’-]{_CAPITAL}[\w'’-]*)"
_PARTICLE = (
    r"(?:de|da|di|do|du|del|della|der|den|dos|la|le|van|von|bin|ibn|bint|al|el|y)"
)
_LINK = r"(?:and|&|with|of|for|the|in|at|from|[|/•·–—-])"
_WORD = rf"(?:(?:{_NAME_WORD}|{_PARTICLE}|{_LINK}),?)"
_OPENING = (
    r"(?:by|(?:written|reported|reporting|edited|story|words|text|analysis) by|author:)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_BYLINE = re.compile(
    rf"(?i:{_OPENING}):? (?!{_WEEKDAY}\b)(?P<names>{_NAME_WORD},?(?: {_WORD}){{0,16}})"
)
_CREDIT = re.compile(
    rf"(?P<names>{_NAME_WORD}(?: (?:{_NAME_WORD}|{_PARTICLE})){{1,4}}), {AGENCY}"
)
_PLACE = re.compile(rf" in {_NAME_WORD}(?: {_NAME_WORD})*?(?=,| and | with |$)")
_NAMES_END = re.compile(r" *[|/•·–—]| (?:in|at|for|from|of|-) |, (?=the )")
_BETWEEN_NAMES = re.compile(r",? (?:and|with) |,? & |, ", re.IGNORECASE)
_NOBODY = re.compile(
    rf"{AGENCY}|(?:.* )?(?:agenc(?:y|ies)|bureau|correspondents?|desk|editors?|journal"
    r"|magazine|media|network|news|newspaper|post|press|reporters?|service|staff|times"
    r"|writers?)",
    re.IGNORECASE,
)


def is_byline(line: str) -> bool:
    """Tell whether the line holds only who wrote the article, when, or both."""
    return len(line) <= _LONGEST and (is_dateline(line) or bool(_names(line)))


def is_credit(line: str) -> bool:
    """Tell whether the line is a name and a news agency, as below a headline."""
    return len(line) <= _LONGEST and _CREDIT.fullmatch(undated(line)) is not None


def authors(line: str) -> tuple[str, ...]:
    """Return the people that a byline names, in its order."""
    credit = _CREDIT.fullmatch(undated(line))
    names = _names(line) or (credit["names"] if credit else "")
    names = _PLACE.sub("", names)
    first, *others = _BETWEEN_NAMES.split(_NAMES_END.split(names)[0].strip(" ,"))
    # After the first, a single word is a degree or an agency.
    people = [first, *(name for name in others if " " in name)]
    return tuple(name for name in people if name and not _NOBODY.fullmatch(name))


def _names(line: str) -> str:
    """Return what a byline says after its opening word, or an empty string."""
    hit = _BYLINE.fullmatch(undated(line))
    return hit["names"] if hit else ""
