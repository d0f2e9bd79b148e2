"""Whether an article is in English."""

import re

from extractor.answerers.offline.lexicon import words
from extractor.records import Article

ENGLISH_SHARE = 0.07  # of function words among words; English news has 0.11 to 0.3
ENOUGH_WORDS = 12  # fewer vary too much to be judged by their share
LATIN_SHARE = 0.5  # of letters; below it no short text is English
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def is_english(article: Article) -> bool:
    """Tell whether the article's language is English, by its tag and its words."""
    if article.language and article.language.lower().split("-")[0] != "en":
        return False
    text = shown_text(article)
    found = [word.casefold() for word in _WORD.findall(text)]
    if len(found) < ENOUGH_WORDS:
        return _is_latin(text)
    known = sum(word in words("function_words") for word in found)
    return known >= ENGLISH_SHARE * len(found)


def shown_text(article: Article) -> str:
    """Return the sentences that a model would be shown, a line each."""
    return "\n".join(article.text[u.start : u.end] for u in article.shown)


def _is_latin(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    latin = sum(character < "ɐ" for character in letters)  # where other blocks begin
    return latin >= LATIN_SHARE * len(letters)
