"""Cutting attributed words to size: quotations whole, no stray marks at the ends."""

import re
from collections.abc import Collection, Sequence

from spacy.tokens import Token

from extractor.answerers.offline.lexicon import words
from extractor.answerers.offline.text.clauses import run_around
from extractor.answerers.offline.text.reading import Line
from extractor.answerers.offline.text.stretches import Stretch
from extractor.schemas.briefing_wording import QUOTED_WORDS

MIN_WORDS = 3  # a shorter piece on the far side of the reporting words is left out
_LEAD = re.compile(
    r"[\s,;:.!?…)\]—–-]*(?:(?:that|while|and|but|although|though|yet)\b\s*)?"
    r"[\s,;:]*",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[\s,;:.…(\[—–-]*$")
_WORD = re.compile(r"\w+")
_PAIRS = {'"': '"', "“": "”", "‘": "’", "'": "'", "«": "»", "„": "“"}


def around(line: Line, head: Token, tokens: Collection[Token]) -> Stretch:
    """Return the unbroken run of the tokens around a head, quotations made whole."""
    first, last = run_around(head, tokens)
    return whole_quotations(line, line.stretch(first, last))


def whole_quotations(line: Line, stretch: Stretch) -> Stretch:
    """Return the stretch, widened to the quotations that it cuts."""
    start, end = stretch.start, stretch.end
    for quotation in line.quoted:
        if quotation.shared(stretch):
            start, end = min(start, quotation.start), max(end, quotation.end)
    return Stretch(start, end)


def cue(line: Line, verb: Token, prepositions: Collection[str] = ()) -> Stretch:
    """Return a reporting verb with its particle or preposition: `pointed out`."""
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    if after is None or after.head != verb:
        return line.at(verb)
    belongs = after.dep_ == "prt" or after.lower_ in prepositions
    return line.stretch(verb.i, after.i + 1) if belongs else line.at(verb)


def trimmed(text: str, stretch: Stretch) -> Stretch | None:
    """Return the stretch without marks at its ends; None when no word is left."""
    passage = text[stretch.start : stretch.end]
    lead = _LEAD.match(passage)
    start = stretch.start + (lead.end() if lead else 0)
    end = stretch.start + len(_TAIL.sub("", passage))
    start, end = _unquoted(text, start, end)
    if end <= start or not _WORD.search(text, start, end):
        return None
    return Stretch(start, end)


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range less a pair of marks around it, or a mark without partner."""
    while end - start > 1:
        first, last = text[start], text[end - 1]
        inside = text[start + 1 : end - 1]
        if first in _PAIRS and last == _PAIRS[first] and last not in inside:
            start, end = start + 1, _tail_end(text, start + 1, end - 1)
        elif first in '"“«„' and _PAIRS[first] not in inside:
            start += 1
        elif last in '"”»' and not any(m in inside for m in '"“«'):
            end = _tail_end(text, start, end - 1)
        else:
            return start, end
    return start, end


def _tail_end(text: str, start: int, end: int) -> int:
    return start + len(_TAIL.sub("", text[start:end]))


def is_speech(text: str, quotation: Stretch) -> bool:
    """Tell whether a quotation is more than a title or a term."""
    quoted = _WORD.findall(text, quotation.start, quotation.end)
    if len(quoted) < QUOTED_WORDS:
        return False
    long = [w for w in quoted[1:] if w.casefold() not in words("title_small_words")]
    small = [w for w in long if w[0].islower()]
    return 2 * len(small) > len(long)


def pieces(line: Line, head: Token, tokens: Collection[Token]) -> tuple[Stretch, ...]:
    """Return the run around a head, and the run on the far side if it is a real one."""
    main = run_around(head, tokens)
    left = _far_run([t for t in tokens if t.i < main[0]], from_end=True)
    right = _far_run([t for t in tokens if t.i >= main[1]], from_end=False)
    runs = [run for run in (left, main, right) if run is not None]
    return tuple(whole_quotations(line, line.stretch(*run)) for run in runs)


def _far_run(tokens: Sequence[Token], *, from_end: bool) -> tuple[int, int] | None:
    """Return the run nearest to the reporting words, if it is more than an adjunct."""
    spelt = [t for t in tokens if t.is_alpha]
    if len(spelt) < MIN_WORDS or not any(t.pos_ in ("VERB", "AUX") for t in tokens):
        return None
    return run_around(spelt[-1] if from_end else spelt[0], tokens)
