"""Fetches pages: only from where it may, only as much and as long as it may."""

from extractor.sources.web.fetching.fetcher import Fetched, Fetcher, FetchLimits

__all__ = ["FetchLimits", "Fetched", "Fetcher"]
