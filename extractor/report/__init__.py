"""Briefing files as pages that need nothing but a browser."""

from extractor.report.documents import (
    Broken,
    Found,
    Line,
    documents_in,
    numbered_lines,
)
from extractor.report.failures import failures_beside
from extractor.report.folders import Written, write_folder
from extractor.report.pages import Annotating, NoBriefing, Page, Place, page_of

__all__ = [
    "Annotating",
    "Broken",
    "Found",
    "Line",
    "NoBriefing",
    "Page",
    "Place",
    "Written",
    "documents_in",
    "failures_beside",
    "numbered_lines",
    "page_of",
    "write_folder",
]
