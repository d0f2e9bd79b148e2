"""Briefing files in the forms that other programs read, one module each."""

from extractor.exports.briefings import Exported, exported
from extractor.exports.json_lines import json_lines
from extractor.exports.markdown import markdown
from extractor.exports.parquet import write_parquet
from extractor.exports.spreadsheets import csv_lines
from extractor.exports.stix import stix_bundle

__all__ = [
    "Exported",
    "csv_lines",
    "exported",
    "json_lines",
    "markdown",
    "stix_bundle",
    "write_parquet",
]
