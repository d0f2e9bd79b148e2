"""`extractor brief`: articles in, briefing files out."""

from typing import Annotated

import typer

from extractor.cli.flags import Inputs, Quiet, RetryFailed, Verbose
from extractor.cli.reading_flags import Said, reading_flags
from extractor.cli.setting_flags import (
    ASKED,
    PRICES,
    Given,
    Taped,
    setting_flags,
    settings_in_effect,
    tape_flags,
)
from extractor.cli.talking import Talk


@reading_flags
@tape_flags
@setting_flags(
    "engine",
    *ASKED,
    "timeout",
    "at_once",
    "max_in_flight",
    "rpm",
    "tpm",
    "max_cost",
    *PRICES,
    "answer_language",
    "second_reader",
    "backend",
    "ray_address",
    "ray_workers",
)
def brief(  # noqa: PLR0913 - one parameter a flag
    inputs: Inputs,
    *,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            help="FILE.json, FILE.jsonl, a folder, or - for standard output.",
        ),
    ] = None,
    given: Given,
    taped: Taped,
    ordered: Annotated[
        bool | None,
        typer.Option(
            "--ordered/--as-finished",
            help="In the order of the inputs, or as articles end (default: as they "
            "end for a folder, else in order).",
        ),
    ] = None,
    retry_failed: RetryFailed = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the requests and send nothing.")
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    said: Said,
) -> None:
    """Turn articles into briefings: one prints pretty JSON, several print JSONL.

    With -o FOLDER or FILE.jsonl the same command again does only what is missing or
    changed.
    """
    from extractor.cli.job import Job, Wishes

    tape = taped.tape()
    settings = given.settings() if dry_run else settings_in_effect(given, tape)
    wishes = Wishes(ordered=ordered, retry_failed=retry_failed, options=said.options())
    job = Job(inputs, output, settings=settings, tape=tape, wishes=wishes)
    talk = Talk(quiet=quiet, verbose=verbose)
    raise typer.Exit(job.rehearse() if dry_run else job.run(talk))
