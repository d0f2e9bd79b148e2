"""Outputs joined into one, with every briefing proved and every key accounted for."""

from extractor.merging.items import Found, Lost
from extractor.merging.joining import Audit, Joining
from extractor.merging.shards import read_shard

__all__ = ["Audit", "Found", "Joining", "Lost", "read_shard"]
