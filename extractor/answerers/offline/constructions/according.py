"""Sources named beside a statement: `according to the police`, `as Kim noted`."""

from collections.abc import Iterator

from spacy.tokens import Token

from extractor.answerers.offline.constructions.attribution import Attribution
from extractor.answerers.offline.constructions.reporting import reporting_verb
from extractor.answerers.offline.text.clauses import (
    below,
    child,
    citing,
    clause_of,
    has_subject,
)
from extractor.answerers.offline.text.content import pieces
from extractor.answerers.offline.text.reading import Line
from extractor.answerers.offline.text.stretches import Stretch


def according_to(line: Line) -> Iterator[Attribution]:
    """Yield statements with `according to` and a source."""
    for word in line.doc[:-2]:
        if word.lower_ != "according" or line.in_quotes(word):
            continue
        to = word.nbor()
        source = child(to, "pobj") or child(word, "pobj")
        if to.lower_ != "to" or source is None:
            continue
        yield from _beside(line, word, source, last=to.i + 1)


def as_reported(line: Line) -> Iterator[Attribution]:
    """Yield statements with `as X said` or `as reported by X`."""
    for verb in line.doc:
        report = reporting_verb(line, verb)
        if report is None or verb.dep_ != "advcl" or child(verb, "ccomp", "dobj"):
            continue
        mark = child(verb, "mark", "advmod")
        if mark is None or mark.lower_ != "as":
            continue
        source = child(verb, "nsubj") or _agent(verb)
        if source is not None:
            yield from _beside(line, verb, source, last=verb.i + 1)


def _agent(verb: Token) -> Token | None:
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def _beside(
    line: Line, word: Token, source: Token, *, last: int
) -> Iterator[Attribution]:
    """Yield the clause beside the words that name its source."""
    clause = clause_of(word.head)
    if clause == word or word.is_ancestor(clause):
        return
    content = _behind(line, word, source, clause) or pieces(
        line, clause, below(clause, without=[word, *citing(clause)])
    )
    yield Attribution(
        line=line,
        content=content,
        cue=line.stretch(word.i, last),
        anchor=word,
        speaker=source,
        head=clause,
        rule="according_to",
    )


def _behind(
    line: Line, word: Token, source: Token, clause: Token
) -> tuple[Stretch, ...] | None:
    """Return the sentence behind its source, where the parse took it into the source.

    That shows by a clause without subject. Source and one apposition end at a comma.
    """
    if has_subject(clause) or word.i > clause.i:
        return None
    commas = [t for t in line.doc[source.i : clause.i] if t.text == ","]
    named = [c for c in source.children if c.dep_ == "appos"]
    if commas and named and named[0].i > commas[0].i and len(commas) > 1:
        commas = [c for c in commas if c.i > named[0].i]
    if not commas:
        return None
    return (line.stretch(commas[0].i + 1, clause.right_edge.i + 1),)
