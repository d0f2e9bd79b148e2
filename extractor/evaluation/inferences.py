"""Inferences: which rest on nothing, and which keep to ICD 203."""

from collections import Counter
from collections.abc import Sequence
from typing import get_args

from extractor.evaluation.counts import Count
from extractor.records.briefing_file import BriefingFile
from extractor.records.findings import Dropped, Finding
from extractor.schemas.briefing_answer import Confidence, Likelihood
from extractor.schemas.briefing_published import Briefing, InferredImplication
from extractor.schemas.briefing_words import LIKELIHOOD

# No claim beneath, claims that fell, a repeated claim, or a detail from elsewhere.
UNSUPPORTED = ("V2", "V13", "V16", "rests_on_dropped", "unknown_detail")
_WHERE = "/briefing/implications/"
_ANSWERED = "/inferences/"


def inference_counts(file: BriefingFile[Briefing]) -> dict[str, Count]:
    """Return the unsupported share of what was inferred, and what keeps to ICD 203.

    Both over the inferences that are published and those that were dropped.
    """
    published = [
        i for i in file.briefing.implications if isinstance(i, InferredImplication)
    ]
    fallen = dropped_inferences(file.dropped)
    whole = len(published) + len(fallen)
    conforming = sum(map(keeps_to_icd_203, published))
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
        if finding.where.startswith(_WHERE) and finding.code in UNSUPPORTED:
            found.setdefault(finding.where.split("/")[3], finding.code)
    for item in dropped_inferences(dropped):
        if item.reason in UNSUPPORTED:
            found[item.where] = item.reason
    return dict(sorted(Counter(found.values()).items()))


def dropped_inferences(dropped: Sequence[Dropped]) -> list[Dropped]:
    """Return the inferences that were dropped."""
    return [item for item in dropped if item.where.startswith(_ANSWERED)]


def keeps_to_icd_203(inference: InferredImplication) -> bool:
    """Tell whether likelihood and confidence are of the standard and stand apart.

    One of the seven bands; low or moderate confidence, for one article is never more;
    neither in the sentence itself; the assumption and what it rests on named.
    """
    return (
        inference.likelihood in get_args(Likelihood)
        and inference.confidence in get_args(Confidence)
        and LIKELIHOOD.search(inference.statement) is None
        and bool(inference.assumption.strip())
        and bool(inference.rests_on)
    )
