"""Inferences: which rest on nothing, and which keep to ICD 203."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, get_args

from extractor.evaluation.counts import Count
from extractor.records.briefing_file import BriefingFile
from extractor.records.findings import Dropped, Finding
from extractor.schemas.briefing_answer import Confidence, Likelihood
from extractor.schemas.briefing_published import Briefing, InferredImplication
from extractor.schemas.briefing_words import LIKELIHOOD

# A detail from elsewhere; no claim beneath, claims that fell, or a repeated claim.
UNSUPPORTED_PUBLISHED = frozenset({"unknown_detail"})
UNSUPPORTED_DROPPED = frozenset({"V2", "V13", "V16", "rests_on_dropped"})
_WHERE = "/briefing/implications/"
_ANSWERED = re.compile(r"/inferences/\d+")  # and nothing inside one


def inference_counts(file: BriefingFile[Briefing]) -> dict[str, Count]:
    """Return the unsupported share of what was inferred, and what keeps to ICD 203.

    Both over the inferences that are published and those that were dropped.
    """
    published = [
        i for i in file.briefing.implications if isinstance(i, InferredImplication)
    ]
    fallen = dropped_inferences(file.dropped)
    whole = len(published) + len(fallen)
    answered = [*(i.model_dump() for i in published), *(each.item for each in fallen)]
    conforming = sum(map(keeps_to_icd_203, answered))
    unsupported = sum(unsupported_by_rule(file.findings, file.dropped).values())
    return {
        "unsupported": Count(unsupported, whole),
        "icd_203": Count(conforming, whole),
    }


def unsupported_by_rule(
    findings: Sequence[Finding], dropped: Sequence[Dropped]
) -> dict[str, int]:
    """Return how many inferences each rule finds unsupported, each counted once."""
    found: dict[str, str] = {}
    for finding in findings:
        if finding.where.startswith(_WHERE) and finding.code in UNSUPPORTED_PUBLISHED:
            found.setdefault(finding.where.split("/")[3], finding.code)
    for item in dropped_inferences(dropped):
        if item.reason in UNSUPPORTED_DROPPED:
            found[item.where] = item.reason
    return dict(sorted(Counter(found.values()).items()))


def dropped_inferences(dropped: Sequence[Dropped]) -> list[Dropped]:
    """Return the inferences that were dropped, whole."""
    return [item for item in dropped if _ANSWERED.fullmatch(item.where)]


def keeps_to_icd_203(inference: Any) -> bool:
    """Tell whether likelihood and confidence are of the standard and stand apart.

    One of the seven bands; low or moderate confidence, for one article is never more;
    neither in the sentence itself; the assumption and what it rests on named.

    Args:
        inference: As JSON, published or as it was answered.
    """
    told = inference if isinstance(inference, dict) else {}
    return (
        told.get("likelihood") in get_args(Likelihood)
        and told.get("confidence") in get_args(Confidence)
        and LIKELIHOOD.search(str(told.get("statement"))) is None
        and bool(str(told.get("assumption") or "").strip())
        and bool(told.get("rests_on"))
    )
