"""Quotations and who is credited with them: beside them, before them, or still."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from extractor.answerers.offline.attribution import Attribution
from extractor.answerers.offline.clauses import child, subject_of
from extractor.answerers.offline.constructions.reporting import reporting_verb
from extractor.answerers.offline.content import is_speech
from extractor.answerers.offline.reading import Line, Reading
from extractor.answerers.offline.stretches import Stretch

_CLOSING = "\"”»’'"


def with_quotations(
    reading: Reading, found: Sequence[Attribution]
) -> list[Attribution]:
    """Return the attributions, with those of quotations that none of them held.

    A quotation that runs on over a line's end, or goes on behind the reporting words
    in the same sentence, belongs to the attribution that it began with.
    """
    credited = list(found)
    last: Attribution | None = None
    for line in reading.lines:
        for n, quotation in enumerate(line.quoted):
            holder = _holder(quotation, credited)
            if (
                holder is None
                and last is not None
                and n == 0
                and _runs_on(reading, line)
            ):
                holder = _joined(credited, last, quotation)
            if holder is None and is_speech(reading.article.text, quotation):
                holder = _beside(reading, line, quotation) or _still(
                    reading, line, quotation, last
                )
                if (
                    holder is not None
                    and last is not None
                    and _goes_on(reading, last, holder)
                ):
                    holder = _joined(credited, last, quotation)
                elif holder is not None:
                    credited.append(holder)
            last = holder or last
    return credited


def _runs_on(reading: Reading, line: Line) -> bool:
    """Tell whether the quotation at the end of the line before is still open."""
    if not line.place:
        return False
    before = reading.lines[line.place - 1]
    if not before.quoted or not line.quoted:
        return False
    end = before.quoted[-1].end
    opened = reading.article.text[end - 1] not in _CLOSING
    return opened and line.quoted[0].start == line.start


def _goes_on(reading: Reading, last: Attribution, new: Attribution) -> bool:
    """Tell whether a quotation goes on in the sentence where the last one paused."""
    if last.anchor is None or last.anchor != new.anchor:
        return False
    end = last.content[-1].end
    unit = reading.article.sentence_at(end - 1)
    paused = reading.article.text[max(0, end - 2) : end].strip(_CLOSING)[-1:] in ",—-"
    return paused and unit == reading.article.sentence_at(new.start)


def _joined(
    credited: list[Attribution], last: Attribution, quotation: Stretch
) -> Attribution:
    """Put the quotation to the attribution that it belongs to, and return that."""
    longer = replace(last, content=(*last.content, quotation))
    credited[credited.index(last)] = longer
    return longer


def _holder(quotation: Stretch, found: Iterable[Attribution]) -> Attribution | None:
    """Return the attribution that holds at least half of the quotation."""
    for a in found:
        if sum(quotation.shared(s) for s in a.content) * 2 >= len(quotation):
            return a
    return None


def _beside(reading: Reading, line: Line, quotation: Stretch) -> Attribution | None:
    """Return the attribution to the speaker named in the quotation's sentence."""
    verb = _verb_after(reading, line, quotation) or _verb_before(
        reading, line, quotation
    )
    speaker = verb and speaker_at(line, verb)
    if verb is None or speaker is None:
        return None
    return Attribution(
        line=line,
        content=(quotation,),
        cue=line.at(verb),
        anchor=verb,
        speaker=speaker,
        rule="quotation_beside",
    )


def speaker_at(line: Line, verb: Token) -> Token | None:
    """Return the subject of a reporting verb, also one that stands behind it."""
    speaker = subject_of(verb) or child(verb, "dobj", "attr", "oprd", "npadvmod")
    return None if speaker is None or line.in_quotes(speaker) else speaker


def _verb_after(reading: Reading, line: Line, quotation: Stretch) -> Token | None:
    """Return the first reporting verb between the quotation and its sentence's end."""
    unit = reading.article.sentence_at(quotation.end - 1)
    end = unit.end if unit else quotation.end
    for token in line.tokens(Stretch(quotation.end, end)):
        if _in_speech(reading, line, token):
            return None
        if reporting_verb(line, token):
            return token
    return None


def _verb_before(reading: Reading, line: Line, quotation: Stretch) -> Token | None:
    """Return the last reporting verb between its sentence's start and the quotation."""
    unit = reading.article.sentence_at(quotation.start)
    start = unit.start if unit else quotation.start
    for token in reversed(line.tokens(Stretch(start, quotation.start))):
        if _in_speech(reading, line, token):
            return None
        if reporting_verb(line, token):
            return token
    return None


def _in_speech(reading: Reading, line: Line, token: Token) -> bool:
    """Tell whether a token belongs to another quotation of some length."""
    at = line.at(token)
    return any(q.holds(at) and is_speech(reading.article.text, q) for q in line.quoted)


def _still(
    reading: Reading, line: Line, quotation: Stretch, last: Attribution | None
) -> Attribution | None:
    """Return the attribution to whoever spoke last, for sentences quoted entirely."""
    if last is None or line.place - last.line.place > 1:
        return None
    unit = reading.article.sentence_at(quotation.start)
    if unit is None or len(quotation) * 2 < unit.end - unit.start:
        return None
    return Attribution(
        line=line,
        content=(quotation,),
        cue=last.cue,
        anchor=last.anchor,
        speaker=last.speaker,
        rule="quotation_still",
    )
