"""A provider's batch endpoint: requests go in a file, answers come back in files."""

from extractor.answerers.llm.batches.client import (
    ENDED,
    SETTLING_S,
    BatchClient,
    RemoteBatch,
)
from extractor.answerers.llm.batches.drafts import Draft, Drafts, line_of
from extractor.answerers.llm.batches.given import BATCH_PRICE, GivenAnswerer
from extractor.answerers.llm.batches.results import Result, read_results
from extractor.answerers.llm.calls import Given

__all__ = [
    "BATCH_PRICE",
    "ENDED",
    "SETTLING_S",
    "BatchClient",
    "Draft",
    "Drafts",
    "Given",
    "GivenAnswerer",
    "RemoteBatch",
    "Result",
    "line_of",
    "read_results",
]
