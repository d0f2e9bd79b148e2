"""Where briefings go: one JSON file, a JSONL file, a folder, or standard output."""

from extractor.sinks.choosing import (
    STDOUT,
    Sink,
    held_by,
    journal_of,
    open_sink,
    open_store,
)
from extractor.sinks.failures import listed_failures
from extractor.sinks.folders import FolderStore, files_below
from extractor.sinks.lines import LinesStore
from extractor.sinks.whole_files import write_whole

__all__ = [
    "STDOUT",
    "FolderStore",
    "LinesStore",
    "Sink",
    "files_below",
    "held_by",
    "journal_of",
    "listed_failures",
    "open_sink",
    "open_store",
    "write_whole",
]
