"""One attribution inside another: who said it, and who passed it on."""

from collections.abc import Sequence
from dataclasses import replace

from extractor.answerers.offline.constructions.attribution import Attribution

INSIDE = 0.6  # share of its characters inside another above which it is nested


def unnested(found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with none inside another.

    `According to Yonhap, KCNA said X`: X by KCNA, passed on by Yonhap. Where somebody
    only speaks of what others say or think, it stays one attribution, to that somebody.
    """
    kept = list(found)
    for inner in sorted(found, key=lambda a: a.size):
        outer = _outer(inner, kept)
        if outer is None or inner not in kept:
            continue
        kept.remove(inner)
        if passes_on(outer, inner):
            kept[kept.index(outer)] = _relayed(outer, inner)
    return kept


def _outer(inner: Attribution, found: Sequence[Attribution]) -> Attribution | None:
    """Return the smallest attribution that holds most of another."""
    around = [
        a
        for a in found
        if a is not inner
        and a.shared(inner) >= INSIDE * inner.size
        and (a.size, -a.start) >= (inner.size, -inner.start)
    ]
    return min(around, key=lambda a: a.size, default=None)


def passes_on(outer: Attribution, inner: Attribution) -> bool:
    """Tell whether the outer speaker relays the inner one's words."""
    if inner.speaker is None or outer.speaker is None or inner.anchor is None:
        return False
    if outer.head != inner.anchor or outer.speaker == inner.speaker:
        return False
    if outer.rule == "according_to":
        return True
    return inner.speaker.pos_ != "PRON" and outer.speaker.ent_type_ == "ORG"


def _relayed(outer: Attribution, inner: Attribution) -> Attribution:
    """Return the inner attribution with the outer speaker as a relay."""
    speaker = () if outer.speaker is None else (outer.speaker,)
    return replace(inner, relays=(*outer.relays, *speaker, *inner.relays))
