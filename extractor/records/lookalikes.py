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
_LETTER = r"[^\W\d_]"
_STYLED = r"[\U0001d400-\U0001d7cb]"  # mathematical letters, such as bold ones
_DISGUISE = re.compile(rf"[{_LETTERS}\U0001d400-\U0001d7cb\uff21-\uff5a]")
# A word of both, a whole word of lookalikes among Latin ones, or one of styled letters.
_DISGUISED = re.compile(
    rf"{_LETTER}*(?:[A-Za-z]{_CLASS}|{_CLASS}[A-Za-z]){_LETTER}*"
    rf"|(?<=[A-Za-z] )(?=\S*[a-zа-яѐ-ӿα-ω]){_CLASS}+(?= [A-Za-z])|{_STYLED}{{3,}}"
)


def disguised(text: str) -> list[re.Match[str]]:
    """Return the words that are not made of the letters that they look made of."""
    return list(_DISGUISED.finditer(text)) if may_be_disguised(text) else []


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
