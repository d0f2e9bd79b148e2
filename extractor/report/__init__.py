"""Briefing files as pages that need nothing but a browser."""

from extractor.report.documents import Broken, Found, documents_in
from extractor.report.failures import failures_beside
from extractor.report.folders import Written, write_folder
from extractor.report.pages import Annotating, NoBriefing, Page, Place, page_of

__all__ = [
    "Annotating",
    "Broken",
    "Found",
    "NoBriefing",
    "Page",
    "Place",
    "Written",
    "documents_in",
    "failures_beside",
    "page_of",
    "write_folder",
]
