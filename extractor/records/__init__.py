"""The frozen records that pass between the steps, and the markers of a schema."""

from extractor.records.article import Article, Excluded, Sentence
from extractor.records.briefing_file import BriefingFile
from extractor.records.findings import Dropped, Finding
from extractor.records.markers import Evidence, Mention, Ref, Span, Verbatim
from extractor.records.outcome import Done, Failed, Outcome, Recipe
from extractor.records.problems import Fault, Noted, Publication, Rule

__all__ = [
    "Article",
    "BriefingFile",
    "Done",
    "Dropped",
    "Evidence",
    "Excluded",
    "Failed",
    "Fault",
    "Finding",
    "Mention",
    "Noted",
    "Outcome",
    "Publication",
    "Recipe",
    "Ref",
    "Rule",
    "Sentence",
    "Span",
    "Verbatim",
]
