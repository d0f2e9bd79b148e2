"""What the article tells in its own voice: consequences, and what its actors did."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from extractor.answerers.offline.actors.figures import Figures
from extractor.answerers.offline.claims.consequences import tells_consequence
from extractor.answerers.offline.claims.kinds import kind_of_claim
from extractor.answerers.offline.text.clauses import below, child, children, run_around
from extractor.answerers.offline.text.reading import Line, Reading
from extractor.answerers.offline.text.stretches import Stretch
from extractor.schemas.briefing_answer import ClaimKind

COVERED = 0.3  # share of a passage inside claims above which it is told already
SENTENCE_CHARS = 400  # a longer sentence is a list or a broken line
_CLAUSAL = frozenset({"ROOT", "conj", "advcl", "acl", "relcl", "ccomp"})
_EVENTS = frozenset({"VBD", "VBN", "VBZ", "VBP"})


def own_consequences(
    reading: Reading, told: Sequence[Stretch]
) -> Iterator[tuple[Stretch, ClaimKind]]:
    """Yield the passages outside reports that tell a consequence, one a clause."""
    for line in reading.lines:
        done: list[Stretch] = []
        for verb in () if line.heading else line.doc:
            if verb.dep_ not in _CLAUSAL or not tells_consequence(verb):
                continue
            stretch = _clause(line, verb)
            if covered(stretch, told) <= COVERED and not covered(stretch, done):
                done.append(stretch)
                yield stretch, "consequence"


def covered(stretch: Stretch, by: Sequence[Stretch]) -> float:
    """Return the share of a passage that the others cover."""
    return sum(stretch.shared(other) for other in by) / max(1, len(stretch))


def _clause(line: Line, verb: Token) -> Stretch:
    """Return the clause of a verb; for a relative clause, the sentence it explains."""
    head = verb.sent.root if verb.dep_ == "relcl" else verb
    joined = [c for c in children(head, "conj") if child(c, "nsubj", "nsubjpass")]
    return line.stretch(*run_around(head, below(head, without=joined)))


def own_facts(
    reading: Reading, figures: Figures, told: Sequence[Stretch]
) -> Iterator[tuple[Stretch, ClaimKind]]:
    """Yield the sentences in which somebody named does something, and the lead."""
    lead = _lead(reading)
    for line in reading.lines:
        for sentence in () if line.heading else line.doc.sents:
            stretch = _main_part(line, sentence)
            if not _is_plain(line, sentence) or covered(stretch, told) > COVERED:
                continue
            if stretch.start == lead or _somebody_acts(line, sentence, figures):
                yield stretch, kind_of_claim(list(sentence), None)


def _lead(reading: Reading) -> int | None:
    bodies = (line.start for line in reading.lines if not line.heading)
    return next(bodies, None)


def _is_plain(line: Line, sentence: Span) -> bool:
    """Tell whether it is a finite statement outside quotation marks, not too long."""
    root = sentence.root
    finite = root.pos_ in ("VERB", "AUX") and (
        root.tag_ in _EVENTS or any(c.tag_ == "MD" for c in root.children)
    )
    return (
        finite
        and len(sentence.text) <= SENTENCE_CHARS
        and not sentence.text.rstrip().endswith(("?", ":"))
        and not any(line.in_quotes(t) for t in (sentence[0], root))
        and child(root, "nsubj", "nsubjpass") is not None
    )


def _somebody_acts(line: Line, sentence: Span, figures: Figures) -> bool:
    """Tell whether a figure of some weight is the subject of an event."""
    root = sentence.root
    subject = child(root, "nsubj", "nsubjpass")
    if subject is None or root.lemma_ in ("be", "have") or root.tag_ in ("VBZ", "VBP"):
        return False
    figure = figures.at(line, subject)
    if figure is None or figure.kind not in ("person", "state", "organization"):
        return False
    others = figures.inside(line, sentence.start, sentence.end)
    return len(others) > 1 or len(figure.mentions) > 1


def _main_part(line: Line, sentence: Span) -> Stretch:
    """Return the sentence less the participles at its end that tell a consequence."""
    behind = line.doc[sentence.root.i + 1 : sentence.end]
    last = sentence.end
    for token in behind:
        participle = token.tag_ == "VBG" and token.dep_ in ("advcl", "conj")
        if participle and tells_consequence(token):
            last = min(last, max(token.left_edge.i, sentence.root.i + 1))
    return line.stretch(sentence.start, last)
