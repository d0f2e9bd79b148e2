"""Reports between commas: `the plan, a source said, is to wait`."""

from collections.abc import Iterator

from spacy.tokens import Token

from extractor.answerers.offline.constructions.attribution import Attribution
from extractor.answerers.offline.constructions.reporting import (
    credible,
    reporting_verb,
)
from extractor.answerers.offline.text.clauses import child, is_cut, subject_of
from extractor.answerers.offline.text.content import MIN_WORDS, whole_quotations
from extractor.answerers.offline.text.reading import Line
from extractor.answerers.offline.text.stretches import Stretch

_ADJUNCTS = frozenset({"advmod", "npadvmod", "prep", "dative", "dobj"})


def parenthetical_reports(line: Line) -> Iterator[Attribution]:
    """Yield sentences that a subject and its reporting verb stand in or behind."""
    for verb in line.doc:
        report = reporting_verb(line, verb)
        if report is None or report.from_verb or _has_own_words(verb):
            continue
        speaker = subject_of(verb)
        if speaker is None or not credible(line, report, speaker):
            continue
        content = _around(line, verb, speaker)
        if content:
            yield Attribution(
                line=line,
                content=content,
                cue=line.at(verb),
                anchor=verb,
                speaker=speaker,
                rule="parenthetical_report",
            )


def _has_own_words(verb: Token) -> bool:
    """Tell whether the verb governs what is reported itself: `described the moment`."""
    held = child(verb, "ccomp", "xcomp", "dobj", "oprd")
    hearer = held is not None and held.dep_ == "dobj" and verb.lemma_.lower() == "tell"
    return held is not None and not hearer


def _around(line: Line, verb: Token, speaker: Token) -> tuple[Stretch, ...]:
    """Return the sentence on both sides of the report, if commas set it off."""
    doc, sentence = line.doc, verb.sent
    first = min(speaker.left_edge.i, verb.i)
    last = max(speaker.right_edge.i if speaker.i > verb.i else verb.i, verb.i)
    last = max([last, *(c.right_edge.i for c in verb.children if _is_adjunct(c, verb))])
    if first == sentence.start or doc[first - 1].text != ",":
        return ()
    behind = doc[last + 1] if last + 1 < len(doc) else None
    if behind is not None and behind.text not in (",", "."):
        return ()
    if is_cut(verb.head, verb):
        return (whole_quotations(line, line.stretch(sentence.start, sentence.end)),)
    sides = ((sentence.start, first - 1), (last + 2, sentence.end))
    spoken = [side for side in sides if _enough(line, *side)]
    return tuple(whole_quotations(line, line.stretch(*side)) for side in spoken)


def _is_adjunct(token: Token, verb: Token) -> bool:
    return token.i > verb.i and token.dep_ in _ADJUNCTS


def _enough(line: Line, first: int, last: int) -> bool:
    return sum(t.is_alpha for t in line.doc[first:last]) >= MIN_WORDS
