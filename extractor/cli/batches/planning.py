"""`extractor batch plan`."""

import asyncio
import sys
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import ExitStack, aclosing, closing
from functools import partial
from io import BytesIO
from secrets import token_hex
from typing import Any

from extractor.aside import Aside
from extractor.batch.ledger import Ledger
from extractor.batch.measuring import Measuring
from extractor.batch.planning import Planning, Put, TooLong, cut
from extractor.batch.records import Plan, Standing
from extractor.batch.standing import standing_of
from extractor.cli.batches.opening import Question, question_of
from extractor.cli.collecting import collecting_less
from extractor.cli.job import Wishes
from extractor.cli.reporting import Count
from extractor.cli.talking import Talk
from extractor.engine import Engine
from extractor.errors import SettingsError
from extractor.journal import Ended, Journal, Resuming, Taken
from extractor.records.outcome import Failed
from extractor.run import Source, run
from extractor.settings import Settings, kept_settings
from extractor.sinks import FolderStore, LinesStore, open_store
from extractor.sources import iter_inputs
from extractor.sources.files import LARGEST_FILE
from extractor.sources.options import Options
from extractor.wiring import Tape, endpoint_of, open_engine

RUN_BYTES = 8  # tells runs apart, in metadata that allows 512 characters
STDIN = "-"


def plan_batches(
    inputs: list[str],
    output: str,
    *,
    settings: Settings,
    talk: Talk,
    wishes: Wishes,
) -> int:
    """Put articles into batches; return the exit status."""
    question = question_of(settings)
    store = open_store(output)
    if store is None:
        message = f"expected a folder or a .jsonl file with -o, found {output}"
        raise SettingsError(message)
    try:
        desk = _Desk(question, store, retry_failed=wishes.retry_failed)
        with collecting_less():
            return asyncio.run(desk.plan(_sources(inputs, wishes.options), talk))
    except (KeyboardInterrupt, asyncio.CancelledError):
        talk.error("interrupted; the same command goes on")
        return 130


def _sources(inputs: list[str], options: Options | None) -> Iterator[Source]:
    if STDIN not in inputs:
        return iter_inputs(inputs, options=options)
    typed = BytesIO(sys.stdin.buffer.read(LARGEST_FILE + 1))
    return iter_inputs(inputs, stdin=typed, options=options)


class _Desk:
    """One plan, from its sources to its shards."""

    def __init__(
        self,
        question: Question,
        store: FolderStore | LinesStore,
        *,
        retry_failed: bool,
    ) -> None:
        self._question, self._store, self._retry = question, store, retry_failed
        self._count, self._put, self._long = Count(), 0, 0

    async def plan(self, sources: Iterator[Source], talk: Talk) -> int:
        """Plan every source and cut the shards; return the exit status."""
        settings, store = self._question.settings, self._store
        engine = open_engine(settings, self._question.recipe, tape=Tape())
        try:
            known = store.journal.exists()
            journal = Journal(store.journal, output=store.output, clock=engine.now)
            with ExitStack() as ends:
                ends.callback(journal.close)
                if isinstance(store, LinesStore):
                    store.mend(ours=known)
                ledger = ends.enter_context(closing(Ledger(store.journal)))
                self._begin(ledger)
                await self._each(sources, self._planning(engine, journal, ledger), talk)
                store.close(journal.failures())
                cut(ledger, self._question.limits)
        finally:
            await engine.answerer.aclose()
        self._sum_up(talk)
        return 1 if self._count.failed + self._count.left else 0

    def _begin(self, ledger: Ledger) -> None:
        """Note what all requests have in common.

        Raises:
            SettingsError: Other batches of this output have not been collected.
        """
        before, sha256 = ledger.plan(), self._question.sha256
        ledger.take_apart()
        if before is not None and before.question != sha256:
            if ledger.is_out():
                message = (
                    f"batches of {self._store.output} that ask something else (model, "
                    "parameters or recipe) are at the provider: collect them first, or "
                    "plan into another -o"
                )
                raise SettingsError(message)
            ledger.drop_waiting()
        run_id = before.run if before else token_hex(RUN_BYTES)
        settings = kept_settings(self._question.settings)
        ledger.begin(Plan(run=run_id, settings=settings, question=sha256))

    def _planning(
        self, engine: Engine[Any], journal: Journal, ledger: Ledger
    ) -> Planning:
        question = self._question
        measuring = Measuring(
            engine, endpoint_of(question.settings), keys=question.keys, clock=time.time
        )
        resuming = partial(
            Resuming,
            journal=journal,
            store=self._store,
            asked=question.asked,
            retry_failed=self._retry,
        )
        return Planning(engine, journal, ledger, measure=measuring, resuming=resuming)

    async def _each(
        self, sources: Iterator[Source], planning: Planning, talk: Talk
    ) -> None:
        writer = Aside(threads=1)
        outcomes: AsyncGenerator[Taken | Put | TooLong, None] = run(
            sources, planning.take, at_once=self._question.settings.at_once
        )
        try:
            async with aclosing(outcomes):
                async for taken in outcomes:
                    await writer(partial(planning.keep, taken))
                    self._tell(taken, talk)
        finally:
            planning.close()
            writer.close(wait=True)

    def _tell(self, taken: Taken | Put | TooLong, talk: Talk) -> None:
        if isinstance(taken, Put):
            self._put += 1
        elif isinstance(taken, TooLong):
            self._long += 1
        else:
            self._count.add(taken)
            if isinstance(taken, Ended) and isinstance(taken.outcome, Failed):
                failed = taken.outcome
                talk.error(f"{failed.source}: {failed.reason}: {failed.message}")
        talk.progress(f"{self._put + self._long + self._count.ended:,} articles")

    def _sum_up(self, talk: Talk) -> None:
        standing = standing_of(self._store.journal)
        told = [f"{self._put:,} in batches", *_shares(self._count)]
        talk.note(", ".join(told) + _waiting(standing))
        if self._long:
            talk.note(
                f"{self._long:,} are longer than one request may be and were left: "
                "`extractor brief` with the same -o reads them in windows"
            )


def _shares(count: Count) -> list[str]:
    told = [f"{count.failed:,} failed"] if count.failed else []
    if count.kept + count.done:
        told.append(f"{count.kept + count.done:,} done before")
    if count.left:
        told.append(f"{count.left:,} failed before (--retry-failed asks again)")
    return told


def _waiting(standing: Standing | None) -> str:
    number = standing.shards.get("planned", 0) if standing else 0
    if standing is None or not number:
        return ""
    usd = "" if standing.usd is None else f", about {standing.usd:.2f} USD in all"
    return f"; {number:,} {'batch' if number == 1 else 'batches'} to submit{usd}"
