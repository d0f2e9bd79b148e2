"""The reporting words beside a quotation: behind it, before it, or behind its `?`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from extractor.answerers.offline.constructions.reporting import (
    NARRATORS,
    reporting_verb,
)
from extractor.answerers.offline.text.clauses import child, subject_of
from extractor.answerers.offline.text.content import is_speech
from extractor.answerers.offline.text.reading import Line, Reading
from extractor.answerers.offline.text.stretches import Stretch

NEAR = 8  # tokens within which any verb counts behind `...,"` and a question
_CLOSING = "\"”»’'"


@dataclass(frozen=True, slots=True)
class Reporter:
    """A reporting verb and the head of the words for its subject."""

    verb: Token
    speaker: Token


def reporter_beside(
    reading: Reading, line: Line, quotation: Stretch
) -> Reporter | None:
    """Return who is said to speak in the sentence of a quotation, and how."""
    behind = _behind(reading, line, quotation)
    before = _before(reading, line, quotation)
    if last_mark(reading, quotation) in ",?!—-":
        return behind or before or _behind_question(reading, line, quotation)
    return before or behind


def last_mark(reading: Reading, quotation: Stretch) -> str:
    """Return the last character of a quotation before its closing mark."""
    return reading.text(quotation).rstrip(_CLOSING)[-1:] or " "


def speaker_at(line: Line, verb: Token) -> Token | None:
    """Return the subject of a reporting verb, also one taken for its object."""
    speaker = subject_of(verb) or child(verb, "dobj", "attr", "oprd", "npadvmod")
    if speaker is None or line.in_quotes(speaker) or speaker.lower_ in NARRATORS:
        return None
    return speaker


def _behind(reading: Reading, line: Line, quotation: Stretch) -> Reporter | None:
    """Return the first that reports between the quotation and its sentence's end.

    Directly behind `...,"` any verb with a subject does: `"Go on," he barked`.
    """
    unit = reading.article.sentence_at(quotation.end - 1)
    rest = Stretch(quotation.end, unit.end if unit else quotation.end)
    tokens = list(_outside_speech(reading, line, line.tokens(rest)))
    listed = _first(line, tokens)
    if listed is None and last_mark(reading, quotation) == ",":
        return _any_verb(line, tokens[:NEAR])
    return listed


def _before(reading: Reading, line: Line, quotation: Stretch) -> Reporter | None:
    """Return the last that reports between its sentence's start and the quotation."""
    unit = reading.article.sentence_at(quotation.start)
    rest = Stretch(unit.start if unit else quotation.start, quotation.start)
    tokens = list(_outside_speech(reading, line, reversed(line.tokens(rest))))
    listed = _first(line, tokens)
    if listed is None and tokens and tokens[0].text == ":":
        return _any_verb(line, tokens)
    return listed


def _behind_question(
    reading: Reading, line: Line, quotation: Stretch
) -> Reporter | None:
    """Return who reports in the sentence behind `...?"`, if nothing else there."""
    unit = reading.article.sentence_at(quotation.end)
    start = quotation.end + 1 if unit is None else unit.start
    unit = reading.article.sentence_at(start)
    if unit is None or unit.start < quotation.end:
        return None
    tokens = list(line.tokens(Stretch(unit.start, unit.end)))[:NEAR]
    found = _first(line, list(_outside_speech(reading, line, tokens)))
    return None if found is None or child(found.verb, "ccomp") else found


def _outside_speech(
    reading: Reading, line: Line, tokens: Iterable[Token]
) -> Iterator[Token]:
    """Yield tokens until another quotation of some length."""
    text = reading.article.text
    speech = [q for q in line.quoted if is_speech(text, q)]
    for token in tokens:
        if any(q.holds(line.at(token)) for q in speech):
            return
        yield token


def _first(line: Line, tokens: Iterable[Token]) -> Reporter | None:
    """Return the first listed reporting verb, if it has a speaker."""
    verb = next((t for t in tokens if reporting_verb(line, t)), None)
    speaker = speaker_at(line, verb) if verb is not None else None
    return Reporter(verb, speaker) if verb is not None and speaker is not None else None


def _any_verb(line: Line, tokens: Iterable[Token]) -> Reporter | None:
    """Return the first verb with a person or a pronoun for its subject."""
    for verb in tokens:
        own = child(verb, "nsubj") if verb.pos_ == "VERB" else None
        if own is None or line.in_quotes(own) or own.lower_ in NARRATORS:
            continue
        if own.ent_type_ == "PERSON" or own.lower_ in ("he", "she", "they"):
            return Reporter(verb, own)
    return None
