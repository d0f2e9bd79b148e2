"""The markers, enforced on any answer: what stands in the article and what does not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.grounding.evidence import Refused, locate
from extractor.grounding.walking import Node
from extractor.records.article import Article
from extractor.records.markers import Evidence, RefMarker, VerbatimMarker
from extractor.records.problems import Noted, Pointer, Problem


@dataclass(slots=True)
class Grounding:
    """What became of the marked values of one answer; pointers into that answer.

    Attributes:
        problems: Hard failures.
        replaced: True values, by place.
        removed: List entries that are lost.
        notes: What was put right or lost, each a finding.
    """

    problems: list[Problem] = field(default_factory=list)
    replaced: dict[Pointer, Any] = field(default_factory=dict)
    removed: set[Pointer] = field(default_factory=set)
    notes: list[Noted] = field(default_factory=list)


def ground(
    nodes: Iterable[Node], article: Article, *, counts: Mapping[str, int]
) -> Grounding:
    """Return what becomes of every marked value.

    Args:
        nodes: The marked values, with pointers into the answer as it was given.
        article: The article that they must stand in.
        counts: The number of items of each list at the top of the answer.
    """
    result = Grounding()
    for node in nodes:
        marker = node.slot.marker
        if isinstance(node.value, Evidence):
            _ground_evidence(result, node, article)
        elif isinstance(marker, RefMarker) and isinstance(node.value, list):
            _ground_refs(result, node, counts[marker.target])
        elif isinstance(marker, RefMarker) and not _in_list(node):
            _ground_scalar_ref(result, node, counts[marker.target])
        elif isinstance(marker, VerbatimMarker) and isinstance(node.value, str):
            _ground_verbatim(result, node, article)
    return result


def _in_list(node: Node) -> bool:
    return isinstance(node.where[-1], int)


def _ground_evidence(result: Grounding, node: Node, article: Article) -> None:
    located = locate(article, node.value)
    if isinstance(located, Refused):
        result.problems.append(Problem(located.code, node.where, located.message))
        return
    if located.evidence is not node.value:
        result.replaced[node.where] = located.evidence.model_dump()
    if located.code:
        result.notes.append(Noted(located.code, "info", node.where, located.message))


def _ground_verbatim(result: Grounding, node: Node, article: Article) -> None:
    hits = article.find(node.value)
    if hits:
        exact = [hit for hit in hits if article.text[slice(*hit)] == node.value]
        if not exact:
            result.replaced[node.where] = article.text[slice(*hits[0])]
        return
    message = f"{node.value!r} does not occur in the article"
    if _in_list(node):
        result.removed.add(node.where)
    elif node.slot.nullable:
        result.replaced[node.where] = None
    else:
        result.problems.append(Problem("V5", node.where, f"{message}: copy it exactly"))
        return
    result.notes.append(Noted("V5", "warning", node.where, f"{message}: removed"))


def _ground_scalar_ref(result: Grounding, node: Node, count: int) -> None:
    marker = node.slot.marker
    if isinstance(marker, RefMarker) and not _known(node.value, marker, count):
        message = _unknown(node.value, marker, count)
        result.problems.append(Problem("V2", node.where, message))


def _ground_refs(result: Grounding, node: Node, count: int) -> None:
    """Remove entries that name nothing; refuse a list that would lose its meaning."""
    marker = node.slot.marker
    if not isinstance(marker, RefMarker) or not node.value:
        return
    faults = _ref_faults(node.value, marker, count)
    if faults and len(faults) == len(node.value) and (marker.nobody or node.slot.least):
        message = "; ".join(faults.values())
        result.problems.append(Problem("V2", node.where, message))
        return
    for place, message in faults.items():
        where = node.entry(place)
        result.removed.add(where)
        result.notes.append(Noted("V2", "warning", where, f"{message}: removed"))


def _ref_faults(values: Sequence[int], marker: RefMarker, count: int) -> dict[int, str]:
    """Return what is wrong with each entry that names nothing or names it twice."""
    faults: dict[int, str] = {}
    for place, value in enumerate(values):
        if value in values[:place]:
            faults[place] = f"{value} is listed twice"
        elif value == 0 and marker.nobody and len(set(values)) > 1:
            faults[place] = "0 stands alone or not at all"
        elif not _known(value, marker, count):
            faults[place] = _unknown(value, marker, count)
    return faults


def _known(value: int, marker: RefMarker, count: int) -> bool:
    return 1 <= value <= count or (value == 0 and marker.nobody)


def _unknown(value: int, marker: RefMarker, count: int) -> str:
    return f"there is no number {value} in {marker.target}, which has {count} items"
