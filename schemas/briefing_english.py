"""Whether words are English, so that rules about English words judge nothing else."""

import re
from functools import lru_cache

from extractor.records import Article

from .briefing_published import Briefing

# Common words of English that other languages in Latin letters do not share.
_COMMON = frozenset(
    {
        *("the", "of", "and", "to", "that", "with", "were", "from", "which", "who"),
        *("has", "said", "are", "been", "not", "will", "would", "could", "may", "be"),
        *("they", "their", "this", "it", "its", "is", "was", "he", "she", "his", "but"),
        *("when", "there", "after", "than", "more", "about", "into", "all"),
    }
)
COMMON_SHARE = 0.1  # of words; of 181 pages, English ones had 0.13, others up to 0.07
FEWEST_WORDS = 4  # fewer tell no language: then Latin letters must do
LATIN_SHARE = 0.7  # of a text's letters
SAMPLE_CHARS = 4_000
MEMORY = 32  # texts: those of a few articles
_WORD = re.compile(r"[^\W\d_]+")


def in_english(article: Article) -> bool:
    """Tell whether an article is in English: by its tag, else by its words."""
    if article.language:
        return article.language.lower().partition("-")[0] == "en"
    return reads_as_english(article.text[:SAMPLE_CHARS])


def written_in_english(briefing: Briefing) -> bool:
    """Tell whether the statements of a briefing are in English."""
    written = [claim.statement for claim in briefing.claims]
    written += [implication.statement for implication in briefing.implications]
    return reads_as_english(" ".join(written)[:SAMPLE_CHARS])


@lru_cache(maxsize=MEMORY)
def reads_as_english(text: str) -> bool:
    """Tell whether a text is English by its letters and its commonest words."""
    if not is_latin(text):
        return False
    words = [word.lower() for word in _WORD.findall(text)]
    common = sum(word in _COMMON for word in words)
    return len(words) < FEWEST_WORDS or common >= COMMON_SHARE * len(words)


def is_latin(text: str) -> bool:
    """Tell whether most letters of a text are Latin ones."""
    if len(text.encode("ascii", "ignore")) >= LATIN_SHARE * len(text):
        return True
    letters = [character for character in text if character.isalpha()]
    latin = sum(character < "\u0250" for character in letters)  # where the next begin
    return latin >= LATIN_SHARE * len(letters)
