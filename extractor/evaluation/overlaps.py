"""How far ranges of text overlap, in characters."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

SAME_SPAN_IOU = 0.5  # two annotators of PolNeAR reach F1 .761 at it
FOUND_SHARE = 0.3  # a claim may tell less than a gold content; as for uncovered quotes


class Ranged(Protocol):
    """Anything with a place in a text, in code points."""

    @property
    def start(self) -> int:
        """Offset of the first character."""

    @property
    def end(self) -> int:
        """Offset after the last character."""


def characters(spans: Iterable[Ranged]) -> frozenset[int]:
    """Return the offsets that the spans hold."""
    return frozenset(n for span in spans for n in range(span.start, span.end))


def coverage(gold: frozenset[int], predicted: frozenset[int]) -> float:
    """Return the share of the gold characters that are predicted, 0 to 1."""
    return len(gold & predicted) / len(gold) if gold else 0.0


def iou(one: frozenset[int], other: frozenset[int]) -> float:
    """Return intersection over union, 0 to 1."""
    return len(one & other) / len(one | other) if one & other else 0.0


def pairs(
    gold: Sequence[frozenset[int]], predicted: Sequence[frozenset[int]]
) -> Iterator[tuple[int, int]]:
    """Yield the places of matched pairs: the best overlaps first, each side once."""
    overlaps = sorted(
        (
            (iou(g, p), n, m)
            for n, g in enumerate(gold)
            for m, p in enumerate(predicted)
        ),
        reverse=True,
    )
    golds, predictions = set[int](), set[int]()
    for share, n, m in overlaps:
        if share >= SAME_SPAN_IOU and n not in golds and m not in predictions:
            golds.add(n)
            predictions.add(m)
            yield n, m
