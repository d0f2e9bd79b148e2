"""Reporting verbs without a clause: `condemned the plan`, `called for restraint`."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from extractor.answerers.offline.constructions.attribution import Attribution
from extractor.answerers.offline.constructions.reporting import (
    is_source,
    other_reports,
    reporting_verb,
)
from extractor.answerers.offline.lexicon import ReportingVerb, words
from extractor.answerers.offline.text.clauses import child, children, subject_of
from extractor.answerers.offline.text.content import cue, whole_quotations
from extractor.answerers.offline.text.reading import Line

MIN_TOKENS = 3  # less tells no more than that somebody spoke
_ADJUNCTS = frozenset(
    {"for", "to", "of", "as", "against", "over", "about", "with", "on", "at", "from"}
)


def reported_objects(line: Line) -> Iterator[Attribution]:
    """Yield what reporting verbs carry in an object, an infinitive or the like."""
    for verb in line.doc:
        report = reporting_verb(line, verb)
        if report is None or not report.carried or child(verb, "ccomp"):
            continue
        speaker = subject_of(verb)
        carriers = list(_carriers(verb, report))
        if not carriers or speaker is None or not _acts(line, verb, speaker):
            continue
        first, last = _ends(verb, report, carriers)
        if last - first < MIN_TOKENS:
            continue
        content = whole_quotations(line, line.stretch(first, last))
        yield Attribution(
            line=line,
            content=(content,),
            cue=cue(line, verb, report.carried - {"to", "as"}),
            anchor=verb,
            speaker=speaker,
            rule="reported_object",
        )


def _ends(
    verb: Token, report: ReportingVerb, carriers: Sequence[Token]
) -> tuple[int, int]:
    """Return the range of what is carried, from the verb or from behind it."""
    held = [c for c in children(verb, "dobj", "dative") if c.i > verb.i]
    first = min(t.left_edge.i for t in (*held, *carriers))
    end = verb.doc[max(t.right_edge.i for t in (*held, *carriers))]
    last = _before_others(verb, _with_adjuncts(verb, end))
    return (verb.i if report.from_verb else first), last.i + 1


def _acts(line: Line, verb: Token, speaker: Token) -> bool:
    """Tell whether the clause is about the speaker's act, and he can act."""
    acts = is_source(speaker) and speaker.lower_ != "it"
    return acts and verb.dep_ != "relcl" and not line.in_quotes(speaker)


def _with_adjuncts(verb: Token, last: Token) -> Token:
    """Return the last word of what belongs to the point: `for attacking the ruling`."""
    while last.i + 1 < len(verb.doc):
        after = last.nbor()
        if after.tag_ == "TO" and after.head.left_edge.i >= after.i:
            last = after.head.right_edge
        elif after.lower_ in _ADJUNCTS and after.dep_ == "prep" and _under(after, verb):
            last = after.right_edge
        else:
            break
    return last


def _before_others(verb: Token, last: Token) -> Token:
    """Return the last word before what another source is given inside the passage."""
    starts = [t.left_edge.i for t in other_reports(verb) if t.left_edge.i > verb.i]
    return verb.doc[min([last.i, *(start - 1 for start in starts)])]


def _under(token: Token, verb: Token) -> bool:
    return token.head.i >= verb.i and verb.is_ancestor(token)


def _carriers(verb: Token, report: ReportingVerb) -> Iterator[Token]:
    """Yield the words below a verb that carry its point."""
    held = child(verb, "dobj")
    for token in (*verb.children, *(held.children if held is not None else ())):
        if token.i > verb.i and _manner(token) in report.carried and _tells(token):
            yield token


def _manner(token: Token) -> str:
    """Return how a token hangs on a reporting verb, in the words of the list."""
    if token.dep_ in ("prep", "agent"):
        return token.lower_
    if token.dep_ in ("xcomp", "acl", "ccomp"):
        return "to" if any(c.tag_ == "TO" for c in token.children) else "ing"
    return token.dep_


def _tells(token: Token) -> bool:
    """Tell whether it is more than a pronoun or `to comment`."""
    return token.pos_ != "PRON" and token.lemma_.lower() not in words("saying_nothing")
