"""What nobody named says: `is believed to have fled`, `reportedly fled`."""

from collections.abc import Iterator

from extractor.answerers.offline.constructions.attribution import Attribution
from extractor.answerers.offline.lexicon import words
from extractor.answerers.offline.text.clauses import below, child, clause_of
from extractor.answerers.offline.text.content import around
from extractor.answerers.offline.text.reading import Line


def passive_hearsay(line: Line) -> Iterator[Attribution]:
    """Yield clauses like `The man is believed to have fled` and `It is said that`."""
    for verb in line.doc:
        if verb.lemma_.lower() not in words("hearsay_verbs") or line.in_quotes(verb):
            continue
        subject = child(verb, "nsubjpass")
        complement = child(verb, "xcomp", "ccomp", "oprd")
        if subject is None or complement is None or child(verb, "agent"):
            continue
        head = (
            complement
            if subject.lower_ == "it" and complement.dep_ == "ccomp"
            else verb
        )
        tokens = below(head, without=[verb] if head is complement else [])
        yield Attribution(
            line=line,
            content=(around(line, head, tokens),),
            cue=line.at(verb),
            anchor=verb,
            speaker=None,
            rule="passive_hearsay",
        )


def adverb_hearsay(line: Line) -> Iterator[Attribution]:
    """Yield clauses with an adverb like `reportedly`."""
    for adverb in line.doc:
        if adverb.lower_ not in words("hearsay_adverbs") or line.in_quotes(adverb):
            continue
        clause = clause_of(adverb)
        yield Attribution(
            line=line,
            content=(around(line, clause, below(clause)),),
            cue=line.at(adverb),
            anchor=adverb,
            speaker=None,
            rule="adverb_hearsay",
        )
