"""Fetches pages: only from where it may, only as much and as long as it may."""

from extractor.sources.web.fetching.connecting import Deadline
from extractor.sources.web.fetching.fetcher import Fetched, Fetcher

__all__ = ["Deadline", "Fetched", "Fetcher"]
