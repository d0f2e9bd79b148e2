"""Letters that look like Latin ones: Cyrillic, Greek, Armenian, and styled Latin.

The pairs are those of Unicode's confusables (UTS 39) that a reader cannot tell apart in
running text; each is one character for one, so offsets stay.
"""

import re
import unicodedata
from functools import cache

_CYRILLIC = (
    "аеорсухіјѕһԁԛԝѵӏАВЕКМНОРСТУХІЈЅԌԚԜѴӀ",
    "aeopcyxijshdqwvlABEKMHOPCTYXIJSGQWVI",
)
_GREEK = ("ονυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovuABEZHIKMNOPTYX")
_ARMENIAN = ("օսոհ", "ounh")
LOOKALIKES = {
    ord(letter): latin
    for letters, latins in (_CYRILLIC, _GREEK, _ARMENIAN)
    for letter, latin in zip(letters, latins, strict=True)
}
_LETTERS = "".join(map(chr, LOOKALIKES))
_CLASS = f"[{_LETTERS}]"
_STYLED = r"\U0001d400-\U0001d7cb"  # mathematical letters, such as bold ones
_WIDE = r"\uff21-\uff3a\uff41-\uff5a"  # which print from the East has for Latin words
_DISGUISE = re.compile(f"[{_LETTERS}{_STYLED}{_WIDE}]")
# Where both stand in one word, a word of lookalikes among Latin ones, styled letters.
_DISGUISED = re.compile(
    rf"[A-Za-z]{_CLASS}|{_CLASS}[A-Za-z]"
    rf"|(?<=[A-Za-z] )(?=[A-Z]?[a-zа-яѐ-ӿα-ωա-և]){_CLASS}{{1,20}}(?= [A-Za-z])"
    rf"|[{_STYLED}]{{3,40}}"
)
_BEFORE, _AFTER = re.compile(r"[^\W\d_]{0,20}\Z"), re.compile(r"[^\W\d_]{0,20}")
LONGEST_SIDE = 20  # letters of a word that are shown on each side


def disguised(text: str) -> list[str]:
    """Return the words that are not made of the letters that they look made of."""
    words: list[str] = []
    reached = 0
    for hit in _DISGUISED.finditer(text) if may_be_disguised(text) else ():
        if hit.start() >= reached:
            word = _word(text, hit)
            words.append(word)
            reached = hit.start() + len(word)
    return words


def _word(text: str, hit: re.Match[str]) -> str:
    """Return the word around a find, as far as it is shown."""
    first = max(0, hit.start() - LONGEST_SIDE)
    before = _BEFORE.search(text[first : hit.start()])
    after = _AFTER.match(text, hit.end())
    return (before[0] if before else "") + hit[0] + (after[0] if after else "")


def may_be_disguised(text: str) -> bool:
    """Tell quickly whether a text holds any letter that looks like another."""
    return not text.isascii() and _DISGUISE.search(text) is not None


def plain_letters(text: str) -> str:
    """Return the text with lookalikes and styled letters as Latin ones, as long."""
    if not may_be_disguised(text):
        return text
    return "".join(_plain(character) for character in text.translate(LOOKALIKES))


@cache
def _plain(character: str) -> str:
    """Return what a styled or full-width character is a form of, if that is one."""
    form = unicodedata.normalize("NFKC", character)
    return form if len(form) == 1 else character
