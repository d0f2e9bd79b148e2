"""Reporting verbs with a clause: `Kim said [that] the talks failed`."""

from collections.abc import Iterator

from spacy.tokens import Token

from extractor.answerers.offline.attribution import Attribution
from extractor.answerers.offline.clauses import below, child, subject_of
from extractor.answerers.offline.content import around
from extractor.answerers.offline.lexicon import ReportingVerb, reporting_verbs, words
from extractor.answerers.offline.reading import Line


def reporting_verb(line: Line, token: Token) -> ReportingVerb | None:
    """Return how a token reports, or None when it does not."""
    if token.pos_ not in ("VERB", "AUX") or line.in_quotes(token):
        return None
    return reporting_verbs().get(token.lemma_.lower())


def reported_clauses(line: Line) -> Iterator[Attribution]:
    """Yield the clauses that reporting verbs govern."""
    for verb in line.doc:
        report = reporting_verb(line, verb)
        clause = child(verb, "ccomp")
        if report is None or clause is None:
            continue
        speaker = subject_of(verb)
        if speaker is None or not credible(line, report, speaker):
            continue
        content = around(line, clause, below(clause, without=[verb]))
        yield Attribution(
            line=line,
            content=(content,),
            cue=line.at(verb),
            anchor=verb,
            speaker=speaker,
            rule="reported_clause",
        )


def credible(line: Line, report: ReportingVerb, speaker: Token) -> bool:
    """Tell whether such a subject can say, think or find something.

    Anything can be said to say something (`the letter says`); only people, bodies and
    studies think and find.
    """
    if line.in_quotes(speaker):
        return False
    if report.sense == "speech":
        return speaker.lower_ not in ("there", "that", "this")
    return can_find(speaker)


def can_find(speaker: Token) -> bool:
    """Tell whether the subject is someone, some body or some study."""
    return (
        speaker.lower_ in ("he", "she", "they", "it", "who")
        or speaker.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
        or speaker.pos_ == "PROPN"
        or speaker.lemma_.lower() in words("speaking_nouns")
    )
