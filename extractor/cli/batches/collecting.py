"""`extractor batch collect`."""

import asyncio
import time
from contextlib import ExitStack, aclosing
from dataclasses import replace
from functools import partial
from typing import Any, cast

from extractor.answerers.llm import LlmAnswerer, RetryPolicy
from extractor.answerers.llm.batches import (
    BATCH_PRICE,
    BatchClient,
    Given,
    GivenAnswerer,
    Result,
)
from extractor.batch.collecting import Collecting
from extractor.batch.keeping import Again, Keeping
from extractor.batch.records import Asked, Shard
from extractor.cli.batches.opening import Opened, opened, planned_folder
from extractor.cli.collecting import collecting_less
from extractor.cli.interrupting import Interrupts
from extractor.cli.reporting import Report
from extractor.cli.talking import Talk
from extractor.engine import Engine
from extractor.errors import CostCapReached, SettingsError
from extractor.journal import Journal, Resuming, Taken, spent_so_far
from extractor.sinks import FolderStore, LinesStore, open_store
from extractor.wiring import Asking, Tape, endpoint_of, open_engine, utc_now

MENDING = RetryPolicy(reasks=1)
NOT_MENDING = RetryPolicy(reasks=0, rooms=0, transport=1)
INTERRUPTED = 130
NO_MONEY_TO_MEND = (
    "what is collected stays. To go on, collect with --no-mend, or plan again with a "
    "higher --max-cost: `extractor batch plan INPUT... -o OUT --max-cost N`"
)


def collect_batches(output: str, talk: Talk, *, mend: bool) -> int:
    """Take in what ended batches brought; return the exit status.

    Args:
        output: What batch plan -o was given.
        talk: Says what happens.
        mend: Whether the model is asked about answers that do not stand.
    """
    planned_folder(output)
    store = open_store(output)
    if store is None:
        message = f"expected a folder or a .jsonl file, found {output}"
        raise SettingsError(message)
    try:
        desk = _Desk(output, store, mend=mend)
        with collecting_less():
            return asyncio.run(desk.collect(Report(talk, time.monotonic)))
    except (KeyboardInterrupt, asyncio.CancelledError):
        talk.error("interrupted; what is collected stays, the same command goes on")
        return INTERRUPTED


class _Desk:
    """One collecting, from the ended batches to the briefings."""

    def __init__(
        self, output: str, store: FolderStore | LinesStore, *, mend: bool
    ) -> None:
        self._output, self._store = output, store
        self._policy = MENDING if mend else NOT_MENDING
        self._again = 0

    async def collect(self, report: Report) -> int:
        """Collect every batch that has ended; return the exit status."""
        store = self._store
        journal = Journal(store.journal, output=store.output, clock=utc_now)
        with ExitStack() as ends:
            ends.callback(report.sum_up)
            ends.callback(journal.close)
            ends.callback(lambda: store.close(journal.failures()))
            if isinstance(store, LinesStore):
                store.mend(ours=True)
            held = ends.enter_context(opened(self._output, locked=True))
            stopped = await self._each(held, journal, report)
        self._sum_up(report.talk)
        if stopped:
            raise asyncio.CancelledError
        return 1 if report.count.failed + report.count.left else 0

    async def _each(self, held: Opened, journal: Journal, report: Report) -> bool:
        """Collect batch after batch; tell whether that was stopped."""
        question = held.question
        engine = open_engine(
            question.settings,
            question.recipe,
            tape=Tape(),
            asking=Asking(spent_usd=spent_so_far(held.folder), policy=self._policy),
        )
        work = Resuming(engine, journal, store=self._store, asked=question.asked)
        client = BatchClient(endpoint_of(question.settings))
        keeping = Keeping(held.ledger, journal, store=self._store, work=work)
        collecting = Collecting(
            held.ledger, client, keeping=keeping, read=partial(_reading, engine)
        )
        try:
            return await self._all(held, collecting, report)
        except CostCapReached as error:
            raise error.with_advice(NO_MONEY_TO_MEND) from None
        finally:
            work.close()
            client.close()
            await engine.answerer.aclose()

    async def _all(self, held: Opened, collecting: Collecting, report: Report) -> bool:
        settings = held.question.settings
        secret = endpoint_of(settings).api_key
        shards = held.ledger.shards("ended")
        report.total = sum(shard.requests for shard in shards)
        follow = asyncio.create_task(report.follow())
        with Interrupts(
            report.talk, in_flight=lambda: collecting.in_flight
        ) as interrupts:
            for shard in shards:
                taken = collecting.collect(
                    shard,
                    folder=held.folder,
                    secret=secret,
                    at_once=settings.at_once,
                    wanted=interrupts.wanted,
                )
                async with aclosing(taken):
                    async for one in taken:
                        self._tell(one, report)
        follow.cancel()
        return interrupts.asked

    def _tell(self, taken: Taken | Again, report: Report) -> None:
        if isinstance(taken, Again):
            self._again += 1
        else:
            report.tell(taken)

    def _sum_up(self, talk: Talk) -> None:
        if self._again:
            talk.note(
                f"{self._again:,} were left unanswered: `extractor batch resubmit "
                f"{self._output}` puts them into new batches"
            )


def _reading(
    engine: Engine[Any], result: Result, asked: Asked, shard: Shard
) -> Engine[Any]:
    """Return the engine whose first answer is what the batch brought."""
    given = Given(
        completion=result.completion or {}, earlier=asked.statuses, price=BATCH_PRICE
    )
    model = cast("LlmAnswerer", engine.answerer)
    answerer = GivenAnswerer(model, given, batch=shard.batch or "")
    return replace(engine, answerer=answerer)
