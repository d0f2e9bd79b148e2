"""What became of each article, kept beside the output, so that a run can go on."""

from extractor.journal.book import Journal
from extractor.journal.entries import Ended, Kept, Left, Spent, Taken, Twin, spent_on
from extractor.journal.failures import failures_in
from extractor.journal.keys import Keys
from extractor.journal.parts import KeepingParts
from extractor.journal.past import past_of
from extractor.journal.resuming import Resuming, Store
from extractor.journal.status import Status, spent_so_far, status_of

__all__ = [
    "Ended",
    "Journal",
    "KeepingParts",
    "Kept",
    "Keys",
    "Left",
    "Resuming",
    "Spent",
    "Status",
    "Store",
    "Taken",
    "Twin",
    "failures_in",
    "past_of",
    "spent_on",
    "spent_so_far",
    "status_of",
]
