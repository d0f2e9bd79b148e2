"""Reporting verbs with a clause: `Kim said [that] the talks failed`."""

from collections.abc import Iterator

from spacy.tokens import Token

from extractor.answerers.offline.constructions.attribution import Attribution
from extractor.answerers.offline.lexicon import ReportingVerb, reporting_verbs, words
from extractor.answerers.offline.text.clauses import (
    below,
    child,
    children,
    is_cut,
    subject_of,
)
from extractor.answerers.offline.text.content import cue, pieces, whole_quotations
from extractor.answerers.offline.text.reading import Line
from extractor.answerers.offline.text.stretches import Stretch

# These begin their objects, and follow clauses too: "..., analysts warned".
_BRACKETING = frozenset(
    {"warn", "caution", "promise", "vow", "pledge", "urge", "hope", "fear"}
)
NARRATORS = frozenset({"i", "we", "you", "there", "that", "this", "one"})


def reporting_verb(line: Line, token: Token) -> ReportingVerb | None:
    """Return how a token reports, or None when it does not."""
    if token.pos_ not in ("VERB", "AUX") or line.in_quotes(token):
        return None
    report = reporting_verbs().get(token.lemma_.lower())
    return report if report and _takes_place(token) else None


def _takes_place(verb: Token) -> bool:
    """Tell whether the verb tells of a report that took place."""
    while verb.tag_ == "VB" and verb.dep_ == "conj" and not child(verb, "aux"):
        verb = verb.head
    if not any(c.tag_ == "TO" for c in verb.children):
        return True
    if verb.dep_ == "xcomp":
        return verb.head.lemma_.lower() in words("real_infinitives")
    return verb.dep_ == "advcl"


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
        if clause.i < verb.i and not _in_brackets(report, verb, speaker):
            continue
        yield Attribution(
            line=line,
            content=_content(line, clause, verb),
            cue=cue(line, verb),
            anchor=verb,
            speaker=speaker,
            head=clause,
            rule="reported_clause",
        )


def _content(line: Line, clause: Token, verb: Token) -> tuple[Stretch, ...]:
    """Return the words of a clause.

    The report stays inside where it cuts off a subject, and in front if denied.
    """
    told = [*_reported(clause, verb), *_added(clause, verb)]
    denied = child(verb, "neg") is not None and clause.i > verb.i
    first = _unsaid_from(verb).i if denied else told[0].i
    if denied or is_cut(clause, verb):
        return (whole_quotations(line, line.stretch(first, told[-1].i + 1)),)
    return pieces(line, clause, told)


def _unsaid_from(verb: Token) -> Token:
    """Return where `have not said why` begins: what is not said is not reported."""
    before = [c for c in children(verb, "aux", "neg") if c.i < verb.i]
    return before[0] if before else verb


def _in_brackets(report: ReportingVerb, verb: Token, speaker: Token) -> bool:
    """Tell whether verb and speaker follow what is said, set off by a comma."""
    if report.from_verb and verb.lemma_.lower() not in _BRACKETING:
        return False
    starts = {verb.i, speaker.left_edge.i if speaker.i < verb.i else verb.i}
    marks = (verb.doc[start - 1] for start in starts if start)
    return any(mark.is_punct and mark.text != ";" for mark in marks)


def _reported(clause: Token, verb: Token) -> list[Token]:
    """Return the words of a clause, less what the writer or another source adds."""
    contrasts = [c for c in clause.children if _contrasts(clause, c)]
    told = below(clause, without=[verb, *contrasts, *other_reports(clause)])
    ends = (t.i for t in told if t.text == ";" and t.i > clause.i)
    end = next(ends, len(clause.doc))
    return [t for t in told if t.i < end]


def _added(clause: Token, verb: Token) -> list[Token]:
    """Return a clause that a bare `and` adds to what is reported.

    The parser often hangs it on the report: `claims [A] and she was forced to work`.
    """
    for c in children(verb, "conj"):
        own = child(c, "nsubj", "nsubjpass")
        if own is None or c.i < clause.i or c.lemma_.lower() in reporting_verbs():
            continue
        first = clause.right_edge.i + 1
        if verb.doc[first].lower_ == "and" and first < c.left_edge.i:
            return list(verb.doc[first : c.right_edge.i + 1])
    return []


def _contrasts(clause: Token, added: Token) -> bool:
    """Tell whether a part of a clause is a contrast behind a comma: `, while`."""
    mark = child(added, "mark")
    if added.dep_ != "advcl" or added.i < clause.i or mark is None:
        return False
    if mark.lower_ not in ("while", "whereas", "although", "though"):
        return False
    return added.left_edge.i > 0 and added.left_edge.nbor(-1).text == ","


def other_reports(content: Token) -> list[Token]:
    """Return the heads of what another source is given inside a passage.

    `a move that officials said would ...`, `after the ministry accused it of ...`: a
    reporting verb in a side clause with a subject of its own.
    """
    inside = content.doc[content.i + 1 : content.right_edge.i + 1]
    side = (t for t in inside if t.dep_ in ("relcl", "advcl") and _has_source(t))
    return [t.head if t.head.dep_ == "appos" else t for t in side]


def _has_source(verb: Token) -> bool:
    own = child(verb, "nsubj")
    return (
        verb.lemma_.lower() in reporting_verbs()
        and own is not None
        and own.pos_ in ("NOUN", "PROPN")
        and bool(child(verb, "ccomp", "prep", "xcomp"))
    )


def credible(line: Line, report: ReportingVerb, speaker: Token) -> bool:
    """Tell whether such a subject can say, think or find something.

    Whatever says or thinks is a source (`the letter says`); only people, bodies and
    studies find. The writer and whoever is spoken to are no sources.
    """
    if line.in_quotes(speaker) or speaker.lower_ in NARRATORS:
        return False
    return report.sense != "finding" or is_source(speaker)


def is_source(speaker: Token) -> bool:
    """Tell whether the subject is someone, some body or some study."""
    return (
        speaker.lower_ in ("he", "she", "they", "it", "who")
        or speaker.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
        or speaker.pos_ == "PROPN"
        or speaker.lemma_.lower() in words("speaking_nouns")
        or speaker.lemma_.lower() in words("organization_nouns")
    )
