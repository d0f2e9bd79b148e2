"""Where outcomes go: one JSON file, a JSONL file, a folder, or standard output."""

from extractor.sinks.choosing import Sink, open_sink
from extractor.sinks.whole_files import write_whole

__all__ = ["Sink", "open_sink", "write_whole"]
