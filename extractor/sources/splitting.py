"""Splits a text into numbered sentences, line by line.

sentencex decides inside a paragraph; see corrections.py for what it gets wrong.
"""

from collections.abc import Iterator

from sentencex import get_sentence_boundaries

from extractor.records.article import Kind, Sentence
from extractor.sources.blocks import Block, blocks
from extractor.sources.corrections import corrected
from extractor.sources.line_kinds import kinds

# sentencex takes quadratic time over quote marks that are never closed, so it is given
# no more than this at once.
LONGEST_STRETCH = 4_000
_SURE = LONGEST_STRETCH * 3 // 4


def split(text: str, *, language: str = "en") -> tuple[Sentence, ...]:
    """Return the sentences of a normalised text, in order.

    Every character that is no space stands in exactly one. None begins or ends with a
    space, and none crosses a blank line.
    """
    found = blocks(text)
    spans = (
        (start, end, kind)
        for block, kind in zip(found, kinds(found), strict=True)
        for start, end in _sentences(block, kind, language=language)
    )
    return tuple(
        Sentence(n=n, start=start, end=end, kind=kind)
        for n, (start, end, kind) in enumerate(spans, 1)
    )


def _sentences(block: Block, kind: Kind, *, language: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges of a block's sentences. Short kinds are one each."""
    if kind not in {"body", "item"}:
        yield block.start, block.end
        return
    start = 0
    code = language.partition("-")[0].lower()
    for end in corrected(block.text, _ends(block.text, code), language=code):
        words = block.text[start:end]
        first = block.start + start + len(words) - len(words.lstrip())
        if words.strip():
            yield first, first + len(words.strip())
        start = end


def _ends(words: str, language: str) -> list[int]:
    """Return the offsets where sentencex ends a sentence."""
    ends: list[int] = []
    start = 0
    while start < len(words):
        stretch = words[start : start + LONGEST_STRETCH]
        found = [
            start + b["end_index"] for b in get_sentence_boundaries(language, stretch)
        ]
        if start + len(stretch) == len(words):
            return ends + found
        sure = [end for end in found if end <= start + _SURE]
        ends += sure
        start = _resumption(words, start, sure)
    return ends


def _resumption(words: str, start: int, sure: list[int]) -> int:
    """Return where the next stretch begins: at a sentence, a word, or anywhere.

    What this one holds behind that is read again: its last quotation was cut off.
    """
    soonest, latest = start + LONGEST_STRETCH // 4, start + _SURE
    if sure and sure[-1] > soonest:
        return sure[-1]
    space = words.rfind(" ", soonest, latest)
    return latest if space < 0 else space + 1
