"""Tells whether a text can be what somebody wrote, or was read in a wrong encoding.

A wrong encoding leaves marks that no language has: a capital behind a small letter, a
currency sign inside a word, two scripts in one word, letters that no one alphabet
holds together.
"""

import re
import unicodedata
from functools import cache
from itertools import pairwise

# Letters beside a-z, of languages that were printed in one-byte encodings.
_ALPHABETS = tuple(
    frozenset(letters)
    for letters in (
        *("äöüß", "éèêëàâçùûüîïôœæÿ", "áéíóúüñ", "áâãàçéêíóôõúü", "àèéìíîòóùú"),
        *(
            "àçèéíïòóúü",
            "éèëïöüáóúíê",
            "åäöéü",
            "åæøéèêòôóâ",
            "áðéíóúýþæö",
            "áéíóúàèìòù",
        ),
        *("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű"),
        *("ăâîșțşţ", "čćđšž", "äöüõšž", "āčēģīķļņšūž", "ąčęėįšųūž", "çğıöşüâîû", "çë"),
    )
)
_INSIDE = r"’‘ʼ‐‑–—·\xad…\u3000-\u303f\u30fb\uff00-\uffef"
_WRONG_INSIDE = re.compile(rf"(?<=[^\W\d_])[^\w\s\x00-\x7f{_INSIDE}]+(?=[^\W\d_])")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_WORD = re.compile(r"[^\W\d_]+")
_WRITTEN_TOGETHER = {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}

_MARKS = frozenset("“”‘’–—…•«»„‚£€§°·©®™½¼¾\xa0\xad")
_LETTER = r"[^\W\d_]"
_ODD_MARK = re.compile(
    # An apostrophe that stands for no clitic: a letter of another encoding.
    rf"(?<={_LETTER})(?<!\b[CcDdJjLlMmNnOoSsTt])(?<!\b[Qq]u)"
    rf"’(?!(?:clock|d|ll|m|re|s|t|ve)\b)(?={_LETTER})"
    # A dash beside one or two letters of a word, likewise.
    rf"|\b{_LETTER}{{1,2}}[–—](?={_LETTER})|(?<={_LETTER})[–—](?={_LETTER}{{1,2}}\b)"
    # Quote marks that face the wrong way.
    r"|[„‚«“‘](?=\s|\Z)|(?:\A|(?<=\s))[”»]"
)


def is_plausible(text: str) -> bool:
    """Tell whether nothing in the text says that its encoding was another one."""
    if _NO_TEXT.search(text) or _WRONG_INSIDE.search(text):
        return False
    words = {word for word in _WORD.findall(text) if not word.isascii()}
    return not any(map(_is_impossible, words)) and _of_one_alphabet(words)


def is_ascii_but_for_marks(text: str) -> bool:
    """Tell whether all beyond ASCII is common punctuation, where that may stand."""
    marks = {character for character in text if not character.isascii()}
    return marks <= _MARKS and not _ODD_MARK.search(text)


def _is_impossible(word: str) -> bool:
    """Tell whether a word mixes scripts, or has a capital behind a small letter."""
    scripts = {_script(c) for c in word if unicodedata.category(c) != "Lm"}
    if len(scripts - _WRITTEN_TOGETHER) > 1:
        return True
    pairs = pairwise(word)
    return any(a.islower() and b.isupper() and not b.isascii() for a, b in pairs)


def _of_one_alphabet(words: set[str]) -> bool:
    """Tell whether one language has all the Latin letters of the words."""
    found = {c for word in words for c in word.lower() if not c.isascii()}
    latin = {c for c in found if _script(c) == "LATIN"} - set("ªº")
    return not latin or any(latin <= letters for letters in _ALPHABETS)


@cache
def _script(character: str) -> str:
    """Return the script of a letter, as its Unicode name begins."""
    return unicodedata.name(character, "?").partition(" ")[0]
