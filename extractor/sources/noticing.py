"""What reading finds that a reader of the article cannot see: hidden, false letters."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from extractor.records.article import Sentence
from extractor.records.findings import Finding
from extractor.records.lookalikes import disguised, may_be_disguised
from extractor.sources.normalising import Removal, removals

MOST = 20  # findings of one code; what is everywhere is told once more, in one sum
SHOWN_CHARS = 80  # of a hidden message: enough to know what it wants
SHOWN_WORDS = 3
_TAG_LETTERS = range(0xE0020, 0xE007F)
_SELECTORS = (0xFE00, 0xE0100 - 16)  # the first 16 variation selectors, then the rest
_MESSAGE_CHARS = 4  # fewer selectors are a slip, not a message


def notices(
    raw: str, text: str, sentences: Sequence[Sentence], *, removed: bool
) -> tuple[Finding, ...]:
    """Return a finding for each sentence with something in it that no reader sees.

    Args:
        raw: The text as it was found.
        text: The normalised text.
        sentences: Its sentences.
        removed: Whether normalising took anything out.
    """
    hidden = list(_hidden(raw, sentences)) if removed else []
    return (*_at_most(hidden), *_at_most(list(_disguised(text, sentences))))


def _hidden(raw: str, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Yield a finding for each sentence that invisible characters stood in."""
    starts = [unit.start for unit in sentences]
    by_place: dict[int, list[Removal]] = {}
    for removal in removals(raw):
        place = max(0, bisect_right(starts, removal.at) - 1)
        by_place.setdefault(place, []).append(removal)
    for place, found in by_place.items():
        counts: Counter[str] = Counter()
        for removal in found:
            counts[removal.kind] += len(removal.characters)
        told = ", ".join(f"{n} {kind}" for kind, n in sorted(counts.items()))
        message = f"characters that cannot be seen were taken out: {told}"
        spelled = "".join(map(_message, found))[:SHOWN_CHARS]
        if spelled:
            message += f"; they spell {spelled!r}"
        yield _finding("removed_characters", place, message)


def _message(removal: Removal) -> str:
    """Return what invisible characters spell, if they hide a text."""
    codes = [ord(character) for character in removal.characters]
    if removal.kind == "tag":
        return "".join(chr(c - 0xE0000) for c in codes if c in _TAG_LETTERS)
    if removal.kind != "variation_selector" or len(codes) < _MESSAGE_CHARS:
        return ""
    numbers = (c - _SELECTORS[c >= _SELECTORS[1]] for c in codes)
    words = bytes(n for n in numbers if 0 <= n < 256).decode(errors="replace")
    return words if words.isprintable() else ""


def _disguised(text: str, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Yield a finding for each sentence with words of letters that look like others."""
    if not may_be_disguised(text):
        return
    for place, unit in enumerate(sentences):
        words = disguised(text[unit.start : unit.end])
        if words:
            shown = ", ".join(map(repr, dict.fromkeys(words[:SHOWN_WORDS])))
            message = (
                f"letters that look like Latin ones stand in {shown}; the text is kept "
                "as it is, and only a quote with the same letters is found"
            )
            yield _finding("lookalike_letters", place, message)


def _finding(code: str, place: int, message: str) -> Finding:
    where = f"/article/sentences/{place}"
    return Finding(code=code, severity="warning", where=where, message=message)


def _at_most(findings: list[Finding]) -> Iterator[Finding]:
    """Yield the first findings, and one that says how many there are besides."""
    yield from islice(findings, MOST)
    if len(findings) > MOST:
        message = f"the same in {len(findings) - MOST} further sentences"
        update = {"where": "/article/text", "message": message}
        yield findings[MOST].model_copy(update=update)
