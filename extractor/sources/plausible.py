"""Tells whether a text can be what somebody wrote, or was read in a wrong encoding.

A wrong encoding leaves marks that no language has: a capital behind a small letter, a
currency sign inside a word, two scripts in one word, letters that no one alphabet
holds together.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

# Letters beside a-z, of languages that were printed in one-byte encodings, under the
# names that charset-normalizer gives them. Left out are those that hardly occur.
_ALPHABETS = {
    "Catalan": frozenset("àçèéíïòóúü"),
    "Croatian": frozenset("čćđšž"),
    "Czech": frozenset("áčďéěíňóřšťúůýž"),
    "Danish": frozenset("åæøéèêòôóâ"),
    "Dutch": frozenset("éèëïöüáóúíê"),
    "Estonian": frozenset("äöüõšž"),
    "Finnish": frozenset("åäö"),
    "French": frozenset("éèêëàâçùûüîïôœæÿ"),
    "German": frozenset("äöüß"),
    "Hungarian": frozenset("áéíóöőúüű"),
    "Icelandic": frozenset("áðéíóúýþæö"),
    "Irish": frozenset("áéíóú"),
    "Italian": frozenset("àèéìíîòóùú"),
    "Latvian": frozenset("āčēģīķļņšūž"),
    "Lithuanian": frozenset("ąčęėįšųūž"),
    "Norwegian": frozenset("åæøéèêòôóâ"),
    "Polish": frozenset("ąćęłńóśźż"),
    "Portuguese": frozenset("áâãàçéêíóôõúü"),
    "Romanian": frozenset("ăâîșțşţ"),
    "Slovak": frozenset("áäčďéíľňóôšťúýž"),
    "Slovene": frozenset("čšž"),
    "Spanish": frozenset("áéíóúüñ"),
    "Swedish": frozenset("åäöéü"),
    "Turkish": frozenset("çğıöşüâîû"),
}
_INSIDE = r"’‘ʼ‐‑–—·\xad…\u3000-\u303f\u30fb\uff00-\uffef"
_WRONG_INSIDE = re.compile(rf"(?<=[^\W\d_])[^\w\s\x00-\x7f{_INSIDE}]+(?=[^\W\d_])")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_WORD = re.compile(r"[^\W\d_]+")
_WRITTEN_TOGETHER = {
    *("BOPOMOFO", "CJK", "FULLWIDTH", "HALFWIDTH", "HANGUL", "HIRAGANA", "KATAKANA"),
    *("KATAKANA-HIRAGANA", "LATIN"),
}

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
    return not any(map(_is_impossible, words)) and is_written_in(text, _ALPHABETS)


def is_written_in(text: str, languages: Iterable[str]) -> bool:
    """Tell whether one of the languages has all the Latin letters of the text."""
    latin = _latin(text)
    known = (_ALPHABETS.get(language, frozenset()) for language in languages)
    return not latin or any(latin <= letters for letters in known)


def has_odd_marks(text: str) -> bool:
    """Tell whether a quote mark, an apostrophe or a dash stands where none should."""
    return _ODD_MARK.search(text) is not None


def is_ascii_but_for_marks(text: str) -> bool:
    """Tell whether all beyond ASCII is common punctuation, where that may stand."""
    marks = {character for character in text if not character.isascii()}
    return marks <= _MARKS and not has_odd_marks(text)


def has_latin(text: str) -> bool:
    """Tell whether the text has Latin letters beyond ASCII."""
    return bool(_latin(text))


def _latin(text: str) -> set[str]:
    found = {c for c in text.lower() if c.isalpha() and not c.isascii()}
    return {c for c in found if _script(c) == "LATIN"} - set("ªº")


def _is_impossible(word: str) -> bool:
    """Tell whether a word mixes scripts, or has a capital behind a small letter."""
    scripts = {_script(c) for c in word if unicodedata.category(c) != "Lm"}
    if len(scripts) > 1 and not scripts <= _WRITTEN_TOGETHER:
        return True
    pairs = pairwise(word)
    return any(a.islower() and b.isupper() and not b.isascii() for a, b in pairs)


@cache
def _script(character: str) -> str:
    """Return the script of a letter, as its Unicode name begins."""
    return unicodedata.name(character, "?").partition(" ")[0]
