"""Many articles through a provider's batch endpoint: half the price, within a day.

Plan, submit, poll, collect, resubmit: each step notes in a ledger what it is about to
do and what it did, so that it may be stopped anywhere and given again.
"""

from extractor.batch.collecting import Again, Collecting
from extractor.batch.ledger import Ledger
from extractor.batch.measuring import Measuring
from extractor.batch.planning import Planning, Put, TooLong, cut
from extractor.batch.polling import poll
from extractor.batch.records import Asked, Plan, Shard, Standing
from extractor.batch.sharding import ShardLimits
from extractor.batch.standing import standing_of
from extractor.batch.submitting import Bounds, Submitted, Submitting

__all__ = [
    "Again",
    "Asked",
    "Bounds",
    "Collecting",
    "Ledger",
    "Measuring",
    "Plan",
    "Planning",
    "Put",
    "Shard",
    "ShardLimits",
    "Standing",
    "Submitted",
    "Submitting",
    "TooLong",
    "cut",
    "poll",
    "standing_of",
]
