"""One `extractor brief`, from its inputs to its exit status."""

import asyncio
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, aclosing, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from extractor.aside import Aside
from extractor.cli.collecting import collecting_less
from extractor.cli.interrupting import Interrupts
from extractor.cli.on_ray import run_on_ray
from extractor.cli.rehearsing import rehearse
from extractor.cli.reporting import Report
from extractor.cli.talking import Talk
from extractor.cli.working import Work, open_work, spent_on_output
from extractor.errors import RunError
from extractor.recipes import load_recipe
from extractor.run import Source, run, taken_aside
from extractor.settings import Settings
from extractor.sources import Options, is_one, is_web, iter_inputs
from extractor.sources.files import LARGEST_FILE
from extractor.wiring import Asking, Tape, asked_with, chosen_engine, open_engine

INTERRUPTED = 130
STDIN = "-"
NO_MODEL = (
    "no model is configured, so the offline engine answers: English only, verbatim, no "
    "inferences. For a full briefing: --model NAME [--base-url URL]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How the articles are to be gone through.

    Attributes:
        ordered: Whether in the order of the inputs; None is what fits the output.
        retry_failed: Whether those that failed before are tried again.
        options: What is known of the articles, and how corpora are read.
    """

    ordered: bool | None = None
    retry_failed: bool = False
    options: Options | None = None


class Job:
    """Inputs, an output, and what is to be done between them."""

    def __init__(
        self,
        inputs: list[str],
        output: str | None,
        *,
        settings: Settings,
        tape: Tape,
        wishes: Wishes,
    ) -> None:
        """Keep what was asked for; nothing is read or sent yet."""
        self.inputs, self.output = inputs, output
        self.settings, self.tape, self.wishes = settings, tape, wishes
        self.recipe = load_recipe(settings.recipe, recipes=settings.recipes)

    @property
    def single(self) -> bool:
        """Whether exactly one article goes in."""
        return is_one(self.inputs, options=self.wishes.options)

    def sources(self) -> Iterator[Source]:
        """Return what is to be read, lazily; standard input is read here.

        Waiting for somebody to type would hold up all that happens at once.
        """
        options = self.wishes.options
        if STDIN not in self.inputs:
            return iter_inputs(self.inputs, options=options)
        typed = BytesIO(sys.stdin.buffer.read(LARGEST_FILE + 1))
        return iter_inputs(self.inputs, stdin=typed, options=options)

    def run(self, talk: Talk) -> int:
        """Extract every article; return the exit status."""
        chosen = chosen_engine(self.settings, self.tape)
        if chosen == "offline" and self.settings.engine == "auto":
            talk.note(NO_MODEL)
        try:
            if self.settings.backend == "ray":
                return run_on_ray(self, talk)
            return asyncio.run(self._run(self.sources(), talk))
        except (KeyboardInterrupt, asyncio.CancelledError):
            talk.error("interrupted; what is finished stays, the same command goes on")
            return INTERRUPTED

    async def _run(self, sources: Iterator[Source], talk: Talk) -> int:
        engine = open_engine(
            self.settings,
            self.recipe,
            tape=self.tape,
            asking=Asking(spent_usd=spent_on_output(self.output)),
        )
        try:
            work = open_work(
                engine,
                self.output,
                single=self.single,
                asked=asked_with(self.settings, self.tape),
                retry_failed=self.wishes.retry_failed,
            )
            report = Report(talk, time.monotonic, single=self.single)
            with nullcontext() if self.single else collecting_less():
                return await self._work(sources, work, report=report)
        finally:
            await engine.answerer.aclose()

    async def _work(
        self, sources: Iterator[Source], work: Work, *, report: Report
    ) -> int:
        patience = None if self.single else lambda: work.in_flight
        with Interrupts(report.talk, in_flight=patience) as interrupts:
            try:
                await self._each(sources, work, report=report, interrupts=interrupts)
            except RunError as error:
                if not interrupts.asked:
                    raise
                report.talk.error(str(error))
        if interrupts.asked:
            raise asyncio.CancelledError
        return 1 if report.count.failed + report.count.left else 0

    async def _each(
        self,
        sources: Iterator[Source],
        work: Work,
        *,
        report: Report,
        interrupts: Interrupts,
    ) -> None:
        """Take every source and keep what comes of it."""
        ordered = self.wishes.ordered
        taking = Aside(threads=1)
        waits = any(map(is_web, self.inputs))
        outcomes = run(
            taken_aside(sources, taking) if waits else sources,
            work.take,
            at_once=self.settings.at_once,
            ordered=work.in_order if ordered is None else ordered,
            wanted=interrupts.wanted,
        )
        writer, complete = Aside(threads=1), False
        with ExitStack() as ends:
            ends.callback(report.sum_up)
            ends.callback(lambda: work.close(complete=complete))
            ends.callback(partial(writer.close, wait=True))
            ends.callback(taking.close)
            ends.enter_context(self._beside(work, report))
            async with aclosing(outcomes):
                async for taken in outcomes:
                    await writer(partial(work.keep, taken))
                    report.tell(taken)
            complete = not interrupts.asked

    @contextmanager
    def _beside(self, work: Work, report: Report) -> Iterator[None]:
        """Say how far the run is, and count its articles, while it goes on."""
        aside = Aside(threads=1)
        tasks = [asyncio.create_task(report.follow())]
        if not self.single:
            tasks.append(asyncio.create_task(self._count(work, report, aside=aside)))
        try:
            yield
        finally:
            aside.close()
            for task in tasks:
                task.cancel()

    async def _count(self, work: Work, report: Report, *, aside: Aside) -> None:
        options = self.wishes.options
        total = await aside(
            lambda: sum(1 for _ in iter_inputs(self.inputs, options=options))
        )
        report.total = total
        work.expect(total)

    def rehearse(self) -> int:
        """Print what would be sent for every article; return the exit status."""
        return rehearse(
            self.sources(), self.recipe, settings=self.settings, tape=self.tape
        )
