"""Speaker labels and blocks: `Putin: the talks go on`, a text behind `he wrote:`."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from extractor.answerers.offline.constructions.attribution import Attribution
from extractor.answerers.offline.constructions.beside import speaker_at
from extractor.answerers.offline.constructions.reporting import reporting_verb
from extractor.answerers.offline.lexicon import words
from extractor.answerers.offline.text.reading import Line, Reading
from extractor.answerers.offline.text.stretches import Stretch

LABEL_TOKENS = 8  # a label is shorter: two names, a title, an initial
CONTENT_TOKENS = 4


def speaker_labels(line: Line) -> Iterator[Attribution]:
    """Yield a line's words behind a label that names a speaker."""
    doc = line.doc
    colon = next((t for t in doc[:LABEL_TOKENS] if t.text == ":"), None)
    if colon is None or not 0 < colon.i < len(doc) - CONTENT_TOKENS:
        return
    speaker = doc[: colon.i].root
    if not _is_label(doc[: colon.i], speaker) or doc[colon.i + 1].is_quote:
        return
    yield Attribution(
        line=line,
        content=(line.stretch(colon.i + 1, len(doc)),),
        cue=None,
        anchor=colon,
        speaker=speaker,
        rule="speaker_label",
    )


def _is_label(tokens: Span, head: Token) -> bool:
    """Tell whether the tokens name a speaker and nothing else."""
    if any(t.pos_ in ("VERB", "AUX") or (t.is_sent_start and t.i) for t in tokens):
        return False
    named = all(t.ent_type_ == "PERSON" for t in tokens if t.is_alpha)
    return named or head.lemma_.lower() in words("speaking_nouns")


def introduced_blocks(
    reading: Reading, found: Sequence[Attribution]
) -> Iterator[Attribution]:
    """Yield the line behind one that ends in reporting words and a colon."""
    for before, line in zip(reading.lines, reading.lines[1:], strict=False):
        verb = _introducing(before)
        speaker = verb and speaker_at(before, verb)
        if verb is None or speaker is None or len(line.doc) < CONTENT_TOKENS:
            continue
        content = _block(reading, line, found)
        if content is None:
            continue
        yield Attribution(
            line=before,
            content=(content,),
            cue=before.at(verb),
            anchor=verb,
            speaker=speaker,
            rule="introduced_block",
        )


def _introducing(line: Line) -> Token | None:
    """Return the last reporting verb of a line that ends in a colon."""
    if not len(line.doc) or line.doc[-1].text != ":":
        return None
    last = list(line.doc.sents)[-1]
    return next((t for t in reversed(last) if reporting_verb(line, t)), None)


def _block(
    reading: Reading, line: Line, found: Sequence[Attribution]
) -> Stretch | None:
    """Return the quotation that begins a line, else its sentences up to a report."""
    if line.quoted and line.quoted[0].start == line.start:
        return line.quoted[0]
    starts = [s.start for a in found if a.line is line for s in a.content]
    starts += [a.cue.start for a in found if a.line is line and a.cue]
    whole = line.stretch(0, len(line.doc))
    units = [u for u in reading.article.sentences if whole.start <= u.start < whole.end]
    end = whole.start
    for unit in units:
        if any(unit.start <= start < unit.end for start in starts):
            break
        end = unit.end
    return Stretch(whole.start, end) if end > whole.start else None
