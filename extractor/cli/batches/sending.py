"""`extractor batch submit`, `resubmit` and `poll`."""

import asyncio
import time
from collections.abc import Coroutine
from contextlib import closing
from typing import Any

from extractor.answerers.llm.batches import BatchClient, RemoteBatch
from extractor.batch.measuring import Measuring
from extractor.batch.planning import cut
from extractor.batch.polling import poll
from extractor.batch.records import Shard
from extractor.batch.submitting import Bounds, Submitted, Submitting
from extractor.cli.batches.opening import Opened, opened
from extractor.cli.talking import Talk
from extractor.wiring import Tape, endpoint_of, open_engine

INTERRUPTED = 130


def submit_batches(output: str, talk: Talk, *, again: bool = False) -> int:
    """Submit what is planned; return the exit status.

    Args:
        output: What batch plan -o was given.
        talk: Says what happens.
        again: Whether what was left unanswered is put into batches first.
    """
    with opened(output, locked=False) as held:
        if again:
            cut(held.ledger, held.question.limits)
        done = _finished(_submit(held, talk), talk)
    if done is None:
        return INTERRUPTED
    found = f", {done.found:,} found there already" if done.found else ""
    wait = f", {done.held:,} wait for room at the provider" if done.held else ""
    talk.note(f"{done.created:,} submitted{found}{wait}")
    return 0


async def _submit(held: Opened, talk: Talk) -> Submitted:
    settings, question = held.question.settings, held.question
    endpoint = endpoint_of(settings)
    engine = open_engine(settings, question.recipe, tape=Tape())
    measuring = Measuring(engine, endpoint, keys=question.keys, clock=time.time)
    bounds = Bounds(tokens=settings.enqueued_tokens, usd=settings.max_cost)
    try:
        with closing(BatchClient(endpoint)) as client:
            submitting = Submitting(
                held.ledger,
                client,
                plan=held.plan,
                line=measuring.line,
                folder=held.folder,
            )
            return await submitting.submit(
                bounds, told=lambda shard: talk.detail(_told(shard))
            )
    finally:
        await engine.answerer.aclose()


def poll_batches(output: str, talk: Talk, *, every_s: float | None) -> int:
    """Note how far the batches are; return the exit status.

    Args:
        output: What batch plan -o was given.
        talk: Says what happens.
        every_s: Seconds between two looks until all have ended; None looks once.
    """
    with opened(output, locked=False) as held:
        ended = _finished(_poll(held, talk, every_s=every_s), talk)
    return INTERRUPTED if ended is None else 0


async def _poll(held: Opened, talk: Talk, *, every_s: float | None) -> bool:
    client = BatchClient(endpoint_of(held.question.settings))
    seen: dict[int, RemoteBatch] = {}
    with closing(client):
        while True:
            running = await poll(
                held.ledger, client, told=lambda s, b: seen.update({s.id: b})
            )
            if every_s is None or not running:
                break
            talk.progress(_counted(seen))
            await asyncio.sleep(every_s)
    talk.note(_counted(seen))
    for batch in seen.values():
        if batch.why:
            talk.error(f"{batch.id}: {batch.status}: {batch.why}")
    return True


def _counted(seen: dict[int, RemoteBatch]) -> str:
    """Return how far all batches are together."""
    if not seen:
        return "no batch is at the provider"
    statuses = [batch.status for batch in seen.values()]
    words = ", ".join(f"{statuses.count(s):,} {s}" for s in dict.fromkeys(statuses))
    total = sum(batch.total for batch in seen.values())
    answered = sum(batch.completed for batch in seen.values())
    return f"batches: {words}; {answered:,} of {total:,} requests answered"


def _told(shard: Shard) -> str:
    return (
        f"shard {shard.name}, attempt {shard.attempt}: {shard.requests:,} requests, "
        f"{shard.bytes:,} bytes"
    )


def _finished(work: Coroutine[Any, Any, Any], talk: Talk) -> Any:
    """Return what the work returns; None when it was interrupted."""
    try:
        return asyncio.run(work)
    except (KeyboardInterrupt, asyncio.CancelledError):
        talk.error("interrupted; the same command goes on")
        return None
