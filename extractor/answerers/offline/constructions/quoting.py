"""Quotations and who is credited with them: beside them, before them, or still."""

from collections.abc import Sequence
from dataclasses import replace

from extractor.answerers.offline.constructions.attribution import Attribution
from extractor.answerers.offline.constructions.beside import (
    last_mark,
    reporter_beside,
)
from extractor.answerers.offline.text.content import cue, is_speech
from extractor.answerers.offline.text.reading import Line, Reading
from extractor.answerers.offline.text.stretches import Stretch

MARKS_AND_ONE = 3  # tokens of a quotation of one word
HELD = 0.5  # share of a quotation inside an attribution above which it is credited
_CLOSING = "\"”»’'"


def with_quotations(
    reading: Reading, found: Sequence[Attribution]
) -> list[Attribution]:
    """Return the attributions, with those of quotations that none of them held.

    A quotation that runs on over a line's end, or goes on behind the reporting words
    in the same sentence, belongs to the attribution that it began with.
    """
    credited = _Credits(reading, found)
    for line in reading.lines:
        for quotation in line.quoted:
            credited.give(line, quotation)
    return credited.all


class _Credits:
    """The attributions so far, and the last one that held a quotation."""

    def __init__(self, reading: Reading, found: Sequence[Attribution]) -> None:
        self.all = list(found)
        self._reading = reading
        self._last: Attribution | None = None

    def give(self, line: Line, quotation: Stretch) -> None:
        """Credit somebody with a quotation, if anybody can be."""
        owner = self._holder(quotation) or self._new(line, quotation)
        self._last = owner or self._last

    def _holder(self, quotation: Stretch) -> Attribution | None:
        for a in self.all:
            if sum(map(quotation.shared, a.content)) > HELD * len(quotation):
                return a
        return None

    def _new(self, line: Line, quotation: Stretch) -> Attribution | None:
        if self._last is not None and _runs_on(self._reading, line, quotation):
            return self._joined(self._last, quotation)
        if not self._is_said(line, quotation):
            return None
        new = self._beside(line, quotation) or self._still(line, quotation)
        if new is None:
            return None
        if self._last is not None and self._goes_on(self._last, new):
            return self._joined(self._last, quotation)
        self.all.append(new)
        return new

    def _is_said(self, line: Line, quotation: Stretch) -> bool:
        """Tell whether it is more than a title or a term, or set off as speech."""
        if is_speech(self._reading.article.text, quotation):
            return True
        set_off = last_mark(self._reading, quotation) in ",?!"
        return set_off and len(line.tokens(quotation)) > MARKS_AND_ONE

    def _beside(self, line: Line, quotation: Stretch) -> Attribution | None:
        reporter = reporter_beside(self._reading, line, quotation)
        if reporter is None:
            return None
        return Attribution(
            line=line,
            content=(quotation,),
            cue=cue(line, reporter.verb),
            anchor=reporter.verb,
            speaker=reporter.speaker,
            rule="quotation_beside",
        )

    def _still(self, line: Line, quotation: Stretch) -> Attribution | None:
        """Return the attribution to the last speaker, for sentences quoted entirely."""
        last = self._spoken_before(quotation)
        unit = self._reading.article.sentence_at(quotation.start)
        if last is None or unit is None or line.place - self._place(last) > 1:
            return None
        if len(quotation) * 2 < unit.end - unit.start:
            return None
        return replace(
            last, line=line, content=(quotation,), head=None, rule="quotation_still"
        )

    def _spoken_before(self, quotation: Stretch) -> Attribution | None:
        """Return the last attribution to somebody that begins before a quotation."""
        said = (a for a in self.all if a.speaker is not None)
        before = [a for a in said if a.start < quotation.start]
        return max(before, key=lambda a: a.start, default=None)

    def _place(self, last: Attribution) -> int:
        """Return the place of the line where an attribution ends."""
        ends = last.content[-1].end
        return next(n.place for n in reversed(self._reading.lines) if n.start < ends)

    def _goes_on(self, last: Attribution, new: Attribution) -> bool:
        """Tell whether it goes on in the sentence where the last one paused."""
        if last.anchor is None or last.anchor != new.anchor:
            return False
        article, end = self._reading.article, last.content[-1].end
        paused = article.text[max(0, end - 3) : end].rstrip(_CLOSING)[-1:] in ",—-"
        return paused and article.sentence_at(end - 1) == article.sentence_at(new.start)

    def _joined(self, last: Attribution, quotation: Stretch) -> Attribution:
        """Put the quotation to the attribution that it belongs to, and return that."""
        longer = replace(last, content=(*last.content, quotation))
        self.all[self.all.index(last)] = longer
        return longer


def _runs_on(reading: Reading, line: Line, quotation: Stretch) -> bool:
    """Tell whether it goes on with one still open at the end of the line before."""
    if not line.place or quotation.start != line.start:
        return False
    before = reading.lines[line.place - 1]
    if not before.quoted:
        return False
    end = before.quoted[-1].end
    return end == before.end and reading.article.text[end - 1] not in _CLOSING
