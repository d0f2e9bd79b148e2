"""Findings, sorted by the item of the file that they speak of."""

import re
from collections import defaultdict
from collections.abc import Iterable

from extractor.records.findings import Finding

_NUMBER = re.compile(r"[0-9]{1,9}\Z")  # int() of thousands of digits raises


def notes_by_item(
    findings: Iterable[Finding],
) -> defaultdict[tuple[str, int], tuple[Finding, ...]]:
    """Return the findings by list and place, such as ("claims", 3).

    Sentences of the article are ("sentences", place). An item without a finding has
    none.
    """
    sorted_by_item = defaultdict[tuple[str, int], tuple[Finding, ...]](tuple)
    for finding in findings:
        item = _item_of(finding)
        if item is not None:
            sorted_by_item[item] += (finding,)
    return sorted_by_item


def anchor_of(finding: Finding) -> str | None:
    """Return the id of the page's element that a finding speaks of, if it is one."""
    item = _item_of(finding)
    if item is None:
        return None
    name, place = item[0], item[1] + 1
    ids = {
        "claims": f"claim-c{place}",
        "actors": f"actor-a{place}",
        "implications": f"implication-i{place}",
        "sentences": f"s{place}",
    }
    return ids.get(name)


def _item_of(finding: Finding) -> tuple[str, int] | None:
    steps = finding.where.split("/")
    if len(steps) < 4 or not _NUMBER.match(steps[3]):
        return None
    return steps[2], int(steps[3])
