"""Splits a text into numbered sentences, line by line.

sentencex decides inside a paragraph; see corrections.py for what it gets wrong.
"""

from collections.abc import Iterator

from sentencex import get_sentence_boundaries

from extractor.records.article import Kind, Sentence
from extractor.sources.blocks import Block, blocks, is_closed
from extractor.sources.corrections import corrected
from extractor.sources.line_kinds import kinds

# sentencex takes quadratic time over quote marks that are never closed, so it is given
# no more than this at once.
LONGEST_STRETCH = 4_000


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
    for end in corrected(block.text, _ends(block.text, language)):
        words = block.text[start:end]
        first = block.start + start + len(words) - len(words.lstrip())
        if words.strip():
            yield first, first + len(words.strip())
        start = end


def _ends(words: str, language: str) -> list[int]:
    """Return the offsets where sentencex ends a sentence."""
    code = language.partition("-")[0].lower()
    ends: list[int] = []
    for start, end in _stretches(words):
        found = get_sentence_boundaries(code, words[start:end])
        ends += (start + boundary["end_index"] for boundary in found)
        if not is_closed(words[start:end].rstrip()):
            ends.pop()
    return ends


def _stretches(words: str) -> Iterator[tuple[int, int]]:
    """Yield ranges of bounded length that together are the words.

    They are cut where a sentence seems to end, else between words, else anywhere.
    """
    start = 0
    while len(words) - start > LONGEST_STRETCH:
        limit = start + LONGEST_STRETCH
        cut = max(words.rfind(mark, start, limit) for mark in (". ", "? ", "! "))
        cut = cut + 2 if cut > start else words.rfind(" ", start, limit) + 1
        end = cut if cut > start else limit
        yield start, end
        start = end
    yield start, len(words)
