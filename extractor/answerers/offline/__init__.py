"""The keyless engine: an English parse and rules; every string stands in the article.

spaCy is imported at first use, so that this package can say when it is missing.
"""

from extractor.answerers.offline.answerer import OfflineAnswerer, answer_of
from extractor.answerers.offline.second_reader import (
    AttributedPassage,
    OfflineSecondReader,
    missed_passages,
)

__all__ = [
    "AttributedPassage",
    "OfflineAnswerer",
    "OfflineSecondReader",
    "answer_of",
    "missed_passages",
]
