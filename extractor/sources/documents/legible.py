"""Refuses text of a PDF file that is not what a reader of its pages reads."""

import re

from extractor.errors import UnreadableArticle

MOST_UNKNOWN = 0.02  # of all characters; a logo or a bullet may be one of a font's own
MOST_ARABIC = 0.5  # of all letters
_UNKNOWN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]|/g\\d+|\\(cid:\\d+\\)"
)
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile(
    r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]"
)


def refuse_illegible(text: str) -> None:
    """Raise UnreadableArticle (`unreadable`) for letters nobody knows or in disorder.

    Some fonts do not say which letters they draw. Arabic is drawn word by word from the
    left, or without its spaces, and pypdf gives it as it is drawn.
    """
    if len(_UNKNOWN.findall(text)) > MOST_UNKNOWN * len(text):
        message = (
            "expected text, found letters of fonts that do not say what they mean; "
            "recognise them first, for example `ocrmypdf --force-ocr FILE OUT.pdf`"
        )
        raise UnreadableArticle("unreadable", message)
    if len(_ARABIC.findall(text)) > MOST_ARABIC * len(_LETTER.findall(text)) > 0:
        message = (
            "expected text in reading order, found Arabic, which is not kept in it; "
            "take the text out first, for example `pdftotext FILE -`"
        )
        raise UnreadableArticle("unreadable", message)
