"""What people decide about a briefing: kept beside it, checked, made into gold."""

from extractor.annotations.checking import annotation_breaks
from extractor.annotations.deciding import Asked, decide
from extractor.annotations.decisions import (
    FORMAT,
    Decision,
    briefing_sha256,
    decisions_by_briefing,
)
from extractor.annotations.drafts import DraftRefused
from extractor.annotations.fields import fields
from extractor.annotations.files import (
    SUFFIX,
    AnnotationFile,
    annotations_beside,
    read_decisions,
)
from extractor.annotations.gold import Undecided, annotated_gold
from extractor.annotations.overtaken import Overtaken
from extractor.annotations.standing import Standing, standings
from extractor.annotations.working import working_copy

__all__ = [
    "FORMAT",
    "SUFFIX",
    "AnnotationFile",
    "Asked",
    "Decision",
    "DraftRefused",
    "Overtaken",
    "Standing",
    "Undecided",
    "annotated_gold",
    "annotation_breaks",
    "annotations_beside",
    "briefing_sha256",
    "decide",
    "decisions_by_briefing",
    "fields",
    "read_decisions",
    "standings",
    "working_copy",
]
