"""Pages for people: one file each, no script, nothing from a network, all escaped."""

from extractor.evaluation.pages.comparison import comparison_page
from extractor.evaluation.pages.result import result_page

__all__ = ["comparison_page", "result_page"]
