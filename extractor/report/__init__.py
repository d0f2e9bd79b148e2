"""Briefing files as pages that need nothing but a browser."""

from extractor.report.pages import NoBriefing, Page, Place, page_of

__all__ = ["NoBriefing", "Page", "Place", "page_of"]
