"""How a request ends, or goes on, that a batch has left without an answer."""

from extractor.answerers.llm.batches import Result
from extractor.batch.records import Asked, Shard
from extractor.records.briefing_file import Attempt
from extractor.records.outcome import Failed

# What became of the requests of a batch that no line names, by the batch's status.
UNNAMED = {
    "expired": ("timeout", "expired"),
    "cancelled": ("reset", "cancelled"),
    "failed": ("reset", "batch_failed"),
    "gone": ("reset", "batch_gone"),
}
NO_LINE = ("reset", "no_line")


def missing(key: bytes, shard: Shard) -> Result:
    """Return what is to be thought of a request that no line of its batch names."""
    status, reason = UNNAMED.get(shard.status or "", NO_LINE)
    why = f": {shard.why}" if shard.why else ""
    message = f"batch {shard.batch} ended as {shard.status} without an answer{why}"
    return Result(key=key, fate="again", status=status, reason=reason, message=message)


def as_failed(result: Result, asked: Asked) -> Failed:
    """Return the outcome of a request that no batch will be asked any more."""
    tries = asked.tries + 1
    count = f" (batches: {tries})" if tries > 1 else ""
    first, *later = (*asked.statuses, result.status)
    attempts = (
        Attempt(kind="first", status=first),
        *(Attempt(kind="transport", status=status) for status in later),
    )
    return Failed(
        source="",
        reason=result.reason,
        message=f"{result.message}{count}; `extractor brief --retry-failed` asks "
        "directly",
        attempts=attempts,
        cost_usd=0.0,
    )
