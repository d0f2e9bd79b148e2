"""`extractor brief --backend ray`: the same run, on many processes and machines."""

import asyncio
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from extractor.cli.reporting import Report
from extractor.cli.talking import Talk
from extractor.cli.working import spent_on_output
from extractor.errors import SettingsError
from extractor.journal import Journal, Resuming
from extractor.settings import Settings
from extractor.sinks import LinesStore, open_store
from extractor.sources import Options, is_web
from extractor.wiring import Tape, asked_with, limits_of, open_engine

if TYPE_CHECKING:
    from extractor.backends.ray import Order, Outlet
    from extractor.cli.job import Job
    from extractor.engine import Engine

SIGNALS = (signal.SIGINT, signal.SIGTERM)
STDIN = "-"
PARQUET = ".parquet"


def run_on_ray(job: "Job", talk: Talk) -> int:
    """Extract every article; return the exit status.

    Raises:
        SettingsError: Something does not go with Ray, or there is none.
        RunError: Nothing can go on.
        CancelledError: Somebody stopped it; what is finished is kept.
    """
    from extractor.backends.ray import cluster

    for fault in _faults(job):
        raise SettingsError(fault)
    with cluster(job.settings.ray_address) as ray:
        report = Report(talk, time.monotonic)
        engine = open_engine(job.settings, job.recipe, tape=job.tape)
        outlet = _outlet(job, engine)
        try:
            complete = _run(job, engine, outlet=outlet, report=report, cluster=ray)
        finally:
            outlet.close()
            report.sum_up()
    if not complete:
        raise asyncio.CancelledError
    return 1 if report.count.failed + report.count.left else 0


def _run(
    job: "Job", engine: "Engine[Any]", *, outlet: "Outlet", report: Report, cluster: Any
) -> bool:
    """Return whether the run came to its end."""
    from extractor.backends.ray import RayJob, Wanted

    settings = job.settings
    with _interrupts(report) as goes_on:
        wanted = Wanted(
            at_once=settings.at_once,
            workers=settings.ray_workers,
            expect=report.expect,
            tell=report.tell,
            goes_on=goes_on,
        )
        limits = limits_of(settings, spent_usd=_spent(job.output))
        work = RayJob(_order(job, engine), outlet, limits=limits, wanted=wanted)
        return work.run(job.inputs, cluster)


def _faults(job: "Job") -> Iterator[str]:
    """Yield what does not go with Ray."""
    if job.output is None or job.output == STDIN or job.output.endswith(".json"):
        yield (
            "--backend ray keeps what it makes: name a folder, a .jsonl file, or a "
            "folder in a store (s3://bucket/out) with -o"
        )
    if job.tape.record is not None:
        yield "--record keeps what one process asks; leave --backend ray out"
    if STDIN in job.inputs:
        yield "standard input is one process's; name files with --backend ray"
    if any(map(is_web, job.inputs)):
        yield (
            "pages are fetched by one process, which is polite to their servers; leave "
            "--backend ray out, or name files"
        )
    if job.wishes.ordered:
        yield "--ordered does not go with --backend ray: articles come as they end"


def _spent(output: str | None) -> float:
    """Return the US dollars that earlier runs spent, where a journal remembers."""
    return 0.0 if _is_parquet(output) else spent_on_output(output)


def _is_parquet(output: str | None) -> bool:
    """Tell whether an output is rows of Parquet: in a store, or named so."""
    from extractor.backends.ray import is_remote

    return output is not None and (is_remote(output) or output.endswith(PARQUET))


def _outlet(job: "Job", engine: "Engine[Any]") -> "Outlet":
    from extractor.backends.ray import JournalOutlet, ParquetOutlet, place_of

    output, retry = job.output or "", job.wishes.retry_failed
    if _is_parquet(output):
        return ParquetOutlet(place_of(output), retry_failed=retry)
    store = open_store(output)
    if store is None:
        raise SettingsError(f"--backend ray writes to no file like {output}")
    known = store.journal.exists()
    journal = Journal(store.journal, output=store.output, clock=engine.now)
    if isinstance(store, LinesStore):
        store.mend(ours=known)
    work = Resuming(
        engine,
        journal,
        store=store,
        asked=asked_with(job.settings, job.tape),
        retry_failed=retry,
    )
    place = place_of(str(store.journal / "ray"))
    return JournalOutlet(work, journal, store=store, place=place)


def _order(job: "Job", engine: "Engine[Any]") -> "Order":
    from extractor.backends.ray import Order

    options = job.wishes.options or Options()
    return Order(
        settings=_absolute(job.settings),
        tape=_shared(job.tape),
        asked=asked_with(job.settings, job.tape),
        describes_fields=engine.describes_fields,
        fingerprint=job.recipe.fingerprint,
        facts=options.facts,
        fields=options.fields,
        limits=options.web.limits,
    )


def _absolute(settings: Settings) -> Settings:
    """Return the settings with paths that other processes find too."""
    if settings.recipes is None:
        return settings
    return settings.model_copy(update={"recipes": settings.recipes.absolute()})


def _shared(tape: Tape) -> Tape:
    """Return the tape likewise."""
    return tape if tape.replay is None else replace(tape, replay=tape.replay.absolute())


@contextmanager
def _interrupts(report: Report) -> Iterator[Callable[[], bool]]:
    """Return what says how far the run is, and tells whether it is to go on.

    Ctrl-C or SIGTERM once: what is in flight is finished. Twice: it stops now.
    """
    asked: list[int] = []

    def on_signal(number: int, _frame: Any) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)
        report.talk.error(
            "interrupted: finishing what is in flight; press Ctrl-C again to stop now"
        )

    def goes_on() -> bool:
        if report.is_due():
            report.say()
        return not asked

    before = [signal.signal(number, on_signal) for number in SIGNALS]
    try:
        yield goes_on
    finally:
        for number, handler in zip(SIGNALS, before, strict=True):
            signal.signal(number, handler)
