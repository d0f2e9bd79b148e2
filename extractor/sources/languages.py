"""Which language's rules split a text, when nothing says which language it is in.

By the script, and for Latin letters by the commonest words. It decides where sentences
end and nothing else: what is published as the article's language is known, or null.
"""

import re
from collections import Counter

ENGLISH = "en"
SAMPLE_CHARS, SAMPLE_WORDS = 4_000, 200  # a language shows itself long before
LATIN_SHARE = 0.5  # of ASCII among all characters; other scripts have spaces and digits
ENGLISH_SHARE = 0.2  # of English's commonest words: no other language has as many
COMMON_SHARE = 0.06  # of a language's commonest words; running text has 0.15 and more
UNKNOWN = frozenset({"mul", "und", "zxx"})  # tags that name no language

# Letters that tell a script, or a language within one; the first that is common wins.
_SCRIPTS = {
    "ja": r"[\u3041-\u30ff]",
    "ko": r"[\uac00-\ud7af]",
    "zh": r"[\u3400-\u9fff]",
    "ur": r"[ٹڈڑںےہھ]",
    "fa": r"[پچژگکی]",
    "ar": r"[\u0620-\u064a]",
    "he": r"[\u05d0-\u05ea]",
    "hi": r"[\u0904-\u0939]",
    "bn": r"[\u0985-\u09b9]",
    "pa": r"[\u0a05-\u0a39]",
    "gu": r"[\u0a85-\u0ab9]",
    "ta": r"[\u0b85-\u0bb9]",
    "te": r"[\u0c05-\u0c39]",
    "kn": r"[\u0c85-\u0cb9]",
    "ml": r"[\u0d05-\u0d39]",
    "si": r"[\u0d85-\u0dc6]",
    "th": r"[\u0e01-\u0e2e]",
    "my": r"[\u1000-\u1021]",
    "ka": r"[\u10d0-\u10fa]",
    "hy": r"[\u0561-\u0587]",
    "am": r"[\u1200-\u137f]",
    "el": r"[\u03b1-\u03c9]",
    "uk": r"[іїєґ]",
    "ru": r"[\u0430-\u044f]",
}
_LETTERS = {code: re.compile(letters) for code, letters in _SCRIPTS.items()}
LETTER_SHARE = 0.03  # of all characters

_COMMON = {
    "en": "the of and to that with was were from his which by has for said on",
    "de": "der die und das nicht ist von mit den eine dem des für auf im sich",
    "es": "el los las que del por una con para se su al como más fue",
    "fr": "le les des et que une dans pour est du au sur par pas qui",
    "it": "il di che gli della per una con non è sono del dei nel anche",
    "pt": "os que do da em para não uma dos das no na com foi mais",
    "nl": "het een van dat niet met op zijn voor werd naar ook te aan hij",
    "pl": "w i na z się że do nie jest to oraz przez dla od po",
    "sv": "och att det som på är för av med inte en till har den ett",
    "da": "og at det som på er for af med ikke en til har den ved",
    "tr": "ve bir bu için ile da de olarak olan daha çok gibi sonra",
    "ro": "și în de la cu nu este pe care din pentru mai a fost",
    "cs": "se na je že v do s i z pro byl jsou také ale podle",
    "id": "yang dan di untuk dengan pada tidak dari ini akan itu dalam",
}
_ENGLISH = frozenset(_COMMON[ENGLISH].split())
_LANGUAGES = {
    word: [code for code, common in _COMMON.items() if word in common.split()]
    for words in _COMMON.values()
    for word in words.split()
}


def splitting_language(text: str, *, tag: str | None = None) -> str:
    """Return the language code by whose rules a text is split.

    Args:
        text: The text.
        tag: The BCP 47 tag of its language, if that is known.
    """
    code = (tag or "").partition("-")[0].lower()
    if code and code not in UNKNOWN:
        return code
    sample = text[:SAMPLE_CHARS]
    if len(sample.encode("ascii", "ignore")) >= LATIN_SHARE * len(sample):
        return _latin_language(sample)
    return _script_language(sample.lower())


def _script_language(sample: str) -> str:
    """Return the language of the first letters that are common in a text."""
    least = LETTER_SHARE * len(sample)
    common = (c for c, form in _LETTERS.items() if len(form.findall(sample)) > least)
    return next(common, ENGLISH)


def _latin_language(sample: str) -> str:
    """Return the language that most of the commonest words belong to, else English."""
    words = sample.lower().split(None, SAMPLE_WORDS)[:SAMPLE_WORDS]
    if sum(word in _ENGLISH for word in words) >= ENGLISH_SHARE * len(words):
        return ENGLISH
    counts = Counter(code for word in words for code in _LANGUAGES.get(word, ()))
    best = max(
        counts, key=lambda code: (counts[code], code == ENGLISH), default=ENGLISH
    )
    return best if counts[best] > COMMON_SHARE * len(words) else ENGLISH
