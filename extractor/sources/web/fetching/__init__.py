"""Fetches pages: only from where it may, only as much and as long as it may."""

from extractor.sources.web.fetching.fetcher import Fetched, Fetcher, user_agent

__all__ = ["Fetched", "Fetcher", "user_agent"]
