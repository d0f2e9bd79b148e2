"""Who passes a report on: the outlet told, the agency that cites another."""

from dataclasses import replace

from spacy.tokens import Token

from extractor.answerers.offline.constructions.attribution import Attribution
from extractor.answerers.offline.constructions.reporting import is_source
from extractor.answerers.offline.text.clauses import child, children, citing

_TELLING = frozenset({"tell", "inform"})
_TALKS = frozenset({"interview", "remark", "statement", "comment", "email", "message"})
_TO = frozenset({"with", "to", "for"})


def with_origin(found: Attribution) -> Attribution:
    """Return the attribution with whom its speaker cites in the speaker's place."""
    anchor = found.anchor
    if anchor is None or found.speaker is None:
        return found
    verb = found.head if found.rule == "according_to" else anchor
    for participle in citing(verb) if verb is not None else ():
        cited = child(participle, "dobj")
        if cited is not None and is_source(cited):
            return replace(found, speaker=cited, relays=(*found.relays, found.speaker))
    return found


def told(found: Attribution) -> list[Token]:
    """Return the heads of the words for whom the speaker told it to."""
    verb = found.anchor
    if verb is None or verb.pos_ != "VERB":
        return []
    hearers: list[Token] = []
    if verb.lemma_.lower() in _TELLING:
        hearers += children(verb, "dobj", "dative")
    for preposition in children(verb, "prep"):
        target = child(preposition, "pobj")
        if target is None:
            continue
        if preposition.lower_ == "to":
            hearers.append(target)
        elif target.lemma_.lower() in _TALKS:
            hearers += _heard_by(target)
    return hearers


def _heard_by(talk: Token) -> list[Token]:
    """Return whom an interview or a statement was given to."""
    inner = [p for p in children(talk, "prep") if p.lower_ in _TO]
    return [t for p in inner for t in children(p, "pobj")]
