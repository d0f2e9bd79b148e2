"""`extractor status`: how far an output is, during a run or after it."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.flags import AsJson

if TYPE_CHECKING:
    from extractor.journal import Status


def status(
    output: Annotated[
        Path, typer.Argument(metavar="OUT", help="What brief -o wrote to.")
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """Tell what became of the articles: numbers, tokens, cost, failures, time left."""
    from extractor.batch.standing import standing_of
    from extractor.cli.batches.standing import standing_lines
    from extractor.journal import status_of
    from extractor.sinks import journal_of
    from extractor.wiring import utc_now

    folder = journal_of(output)
    found, batch = status_of(folder, now=utc_now()), standing_of(folder)
    if as_json:
        batched = {"batch": asdict(batch)} if batch else {}
        typer.echo(json.dumps({**asdict(found), **batched}, indent=2))
    else:
        for line in [*_lines(found), *(standing_lines(batch) if batch else ())]:
            typer.echo(line)


def _lines(status: "Status") -> list[str]:
    articles = ", ".join(f"{n:,} {state}" for state, n in status.articles.items() if n)
    lines = [f"articles  {articles or 'none'}"]
    lines += [f"failed    {n:,} {reason}" for reason, n in status.failures.items()]
    tokens = f"{status.prompt:,} asked, {status.completion:,} answered"
    lines.append(f"requests  {status.requests:,}")
    lines.append(f"tokens    {tokens}")
    lines.append(f"cost      {_cost(status)}")
    return [*lines, *_run_lines(status)]


def _cost(status: "Status") -> str:
    known = f"{status.cost_usd:.4f} USD"
    if not status.unpriced:
        return known
    unknown = f"not known of {status.unpriced:,} articles"
    return f"{known}, {unknown}" if status.cost_usd else unknown


def _run_lines(status: "Status") -> list[str]:
    from extractor.cli.reporting import duration

    run = status.run
    if run is None:
        return []
    taken = f"{run.taken:,}{'' if run.total is None else f' of {run.total:,}'}"
    if status.running is None:
        ended = f"ended {run.ended_at}" if run.ended_at else "was cut short"
        lines = [f"run       began {run.started_at}, {ended}"]
        return lines if run.taken == run.total else [*lines, f"taken     {taken}"]
    left = "" if run.seconds_left is None else f", {duration(run.seconds_left)} left"
    return [
        f"running   process {status.running} since {run.started_at}",
        f"taken     {taken}, {run.per_second:.1f}/s{left}",
    ]
