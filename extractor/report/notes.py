"""Findings, sorted by the item of the file that they speak of."""

from collections import defaultdict
from collections.abc import Iterable

from extractor.records.findings import Finding


def notes_by_item(
    findings: Iterable[Finding],
) -> defaultdict[tuple[str, int], tuple[Finding, ...]]:
    """Return the findings by list and place, such as ("claims", 3).

    Sentences of the article are ("sentences", place). An item without a finding has
    none.
    """
    sorted_by_item = defaultdict[tuple[str, int], tuple[Finding, ...]](tuple)
    for finding in findings:
        steps = finding.where.split("/")
        if len(steps) > 3 and steps[3].isdecimal():
            sorted_by_item[steps[2], int(steps[3])] += (finding,)
    return sorted_by_item


def anchor_of(finding: Finding) -> str | None:
    """Return the id of the page's element that a finding speaks of, if it is one."""
    steps = finding.where.split("/")
    if len(steps) < 4 or not steps[3].isdecimal():
        return None
    place, name = int(steps[3]) + 1, steps[2]
    ids = {
        "claims": f"claim-c{place}",
        "actors": f"actor-a{place}",
        "implications": f"implication-i{place}",
        "sentences": f"s{place}",
    }
    return ids.get(name)
