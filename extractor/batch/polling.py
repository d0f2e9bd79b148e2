"""Asking the provider how far the batches are."""

from collections.abc import Callable
from functools import partial

from extractor.answerers.llm.batches import BatchClient, RemoteBatch
from extractor.aside import Aside
from extractor.batch.ledger import Ledger
from extractor.batch.records import Shard


async def poll(
    ledger: Ledger,
    client: BatchClient,
    *,
    told: Callable[[Shard, RemoteBatch], None] = lambda _shard, _batch: None,
) -> int:
    """Note how far each batch is; return how many have not ended.

    One that was gone may have been out of sight, with another key: it is looked for
    until it is collected.

    Raises:
        AccessError: The provider refuses.
        ProviderUnavailable: It does not answer.
    """
    aside, running = Aside(threads=1), 0
    for shard in ledger.shards("submitted", "ended"):
        if shard.state == "ended" and shard.status != "gone":
            continue
        batch = await aside(partial(client.look, shard.batch or ""))
        _note(ledger, shard, batch)
        running += not batch.ended
        told(shard, batch)
    aside.close()
    return running


def _note(ledger: Ledger, shard: Shard, batch: RemoteBatch) -> None:
    if batch.too_many_tokens and not batch.output:
        # Nothing was asked: it is to be submitted again, under labels of its own.
        again = shard.resent + 1
        ledger.mark(
            shard, state="planned", resent=again, batch=None, status=None, why=batch.why
        )
        return
    ledger.mark(
        shard,
        state="ended" if batch.ended else "submitted",
        status=batch.status,
        output=batch.output,
        errors=batch.errors,
        answered=batch.completed,
        why=batch.why,
    )
