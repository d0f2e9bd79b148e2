"""When two names mean the same: short forms, initials, titles left aside."""

import re
from functools import lru_cache

from extractor.answerers.offline.actors.countries import country, plain
from extractor.answerers.offline.lexicon import words

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "de", "la", "du"})
CLIP_LETTERS = 3
_PART = re.compile(r"[\w&'.]+")


@lru_cache(maxsize=4096)
def parts(name: str) -> tuple[str, ...]:
    """Return a name's parts in small letters, hyphens parted, without possessive."""
    straight = re.sub(r"'s?$", "", plain(name))
    found = (p.strip(".'").casefold() for p in _PART.findall(straight))
    return tuple(p for p in found if p)


@lru_cache(maxsize=4096)
def person_parts(name: str) -> tuple[str, ...]:
    """Return the parts of a person's name without titles and suffixes."""
    found = parts(name)
    bare = tuple(p for p in found if p not in words("titles") and p not in _SUFFIXES)
    return bare or found


def shortens_person(short: str, full: str) -> bool:
    """Tell whether one name is a person's other name with parts left out.

    First or last part stays: `Kim` and `Un` for `Kim Jong Un`, not `Jong`.
    """
    few, many = person_parts(short), person_parts(full)
    if len(few) > len(many) or not set(few) <= set(many):
        return False
    return few[-1] == many[-1] or few[0] == many[0]


def shortens_body(short: str, full: str) -> bool:
    """Tell whether one name is a body's other name with parts left out.

    Initials (`WHO`), the main noun (`the Commission`), a country left out (`State
    Department`), a business ending left out (`Yonhap`).
    """
    few, many = parts(short), parts(full)
    if few == many or _clips(few, many) or (len(few) == 1 and few[0] in initials(full)):
        return True
    at = _place(few, many)
    if at is None:
        return False
    before, after = many[:at], many[at + len(few) :]
    if not before:
        return all(p in words("business_endings") for p in after) or _headed(few, after)
    return not after and (len(few) > 1 or few[0] in words("organization_nouns"))


def _clips(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Tell whether the short form is the first word cut off: `the Fed`."""
    return (
        len(few) == 1
        and len(few[0]) >= CLIP_LETTERS
        and few[0] != many[0]
        and many[0].startswith(few[0])
        and len(many) > 1
    )


def _headed(few: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Tell whether the short form is the main noun before `of`: `the Church [of X]`."""
    return (
        len(few) == 1 and few[0] in words("organization_nouns") and after[:1] == ("of",)
    )


def _place(few: tuple[str, ...], many: tuple[str, ...]) -> int | None:
    for at in range(len(many) - len(few) + 1):
        if many[at : at + len(few)] == few:
            return at
    return None


def initials(name: str) -> frozenset[str]:
    """Return what the initials of a name may be, in small letters."""
    found = parts(name)
    if len(found) < 2:
        return frozenset()
    short = "".join(p[0] for p in found if p not in _SMALL)
    return frozenset({short, "".join(p[0] for p in found)})


def first_code(name: str) -> str | None:
    """Return the country that a name begins with: `Indonesian Navy`, `US Senate`."""
    found = name.split()
    heads = (" ".join(found[:n]) for n in (2, 1))
    known = (country(head) for head in heads)
    return next((k.code for k in known if k is not None and k.use != "seat"), None)


def demonym_code(words_of: str) -> str | None:
    """Return the country of the first words that name one, its people or its seat."""
    found = [re.sub(r"['’]s?$", "", word) for word in words_of.split()]
    for at in range(len(found)):
        for size in (2, 1):
            known = country(" ".join(found[at : at + size]))
            if known is not None:
                return known.code
    return None
