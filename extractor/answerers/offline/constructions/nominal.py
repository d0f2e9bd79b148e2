"""Reports in a noun: `the minister's claim that the dam would hold`."""

from collections.abc import Iterator

from spacy.tokens import Token

from extractor.answerers.offline.constructions.attribution import Attribution
from extractor.answerers.offline.lexicon import words
from extractor.answerers.offline.text.clauses import below, owner_of
from extractor.answerers.offline.text.content import around
from extractor.answerers.offline.text.reading import Line


def reporting_nouns(line: Line) -> Iterator[Attribution]:
    """Yield the clauses that hang on a reporting noun with an owner."""
    for noun in line.doc:
        if noun.lemma_.lower() not in words("reporting_nouns") or line.in_quotes(noun):
            continue
        clause = _clause(noun)
        owner = owner_of(noun)
        if clause is None or owner is None or noun.pos_ != "NOUN":
            continue
        yield Attribution(
            line=line,
            content=(around(line, clause, below(clause)),),
            cue=line.at(noun),
            anchor=noun,
            speaker=owner,
            rule="reporting_noun",
        )


def _clause(noun: Token) -> Token | None:
    """Return the that-clause or infinitive of a noun."""
    for c in noun.children:
        marks = {m.lower_ for m in c.children if m.dep_ in ("mark", "aux")}
        if c.i > noun.i and c.dep_ in ("acl", "ccomp") and marks & {"that", "to"}:
            return c
    return None
