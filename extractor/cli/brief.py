"""`extractor brief`: articles in, briefing files out."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.choices import Backend, EngineChoice, Mode, Origin
from extractor.cli.reading_flags import Said, reading_flags
from extractor.cli.talking import Talk


@reading_flags
def brief(  # noqa: PLR0913 - one parameter a flag
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files, folders, corpora, web addresses, feeds, or - for stdin.",
        ),
    ],
    *,
    said: Said,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            help="FILE.json, FILE.jsonl, a folder, or - for standard output.",
        ),
    ] = None,
    engine: Annotated[
        EngineChoice | None,
        typer.Option(help="auto: a model when one is configured, else offline."),
    ] = None,
    model: Annotated[
        str | None, typer.Option(help="The model's name at the server.")
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option(help="An OpenAI-compatible server, as http://localhost:8080/v1."),
    ] = None,
    recipe: Annotated[
        str | None, typer.Option(help="What to extract (default: briefing).")
    ] = None,
    recipes: Annotated[
        Path | None,
        typer.Option(help="A folder with prompts/ and schemas/ of your own."),
    ] = None,
    mode: Annotated[
        Mode | None, typer.Option(help="How the server is asked for JSON.")
    ] = None,
    timeout: Annotated[
        float | None, typer.Option(help="Seconds for one request (default: 120).")
    ] = None,
    at_once: Annotated[
        int | None, typer.Option(help="Articles in flight (default: 8).")
    ] = None,
    max_in_flight: Annotated[
        int | None,
        typer.Option(help="Requests in flight, at most (default: --at-once)."),
    ] = None,
    rpm: Annotated[
        int | None, typer.Option(help="Requests in any 60 seconds, at most.")
    ] = None,
    tpm: Annotated[
        int | None, typer.Option(help="Tokens in any 60 seconds, at most.")
    ] = None,
    max_cost: Annotated[
        float | None,
        typer.Option(
            help="US dollars that the output may cost, with what earlier runs spent."
        ),
    ] = None,
    price_in: Annotated[
        float | None,
        typer.Option(
            help="US dollars for a million tokens sent, in place of the price list."
        ),
    ] = None,
    price_out: Annotated[
        float | None,
        typer.Option(help="US dollars for a million tokens answered, likewise."),
    ] = None,
    answer_language: Annotated[
        str | None,
        typer.Option(help="What a model writes in (default: English)."),
    ] = None,
    second_reader: Annotated[
        bool,
        typer.Option(
            "--second-reader",
            help="The offline engine reads beside the model and lists what it missed.",
        ),
    ] = False,
    record: Annotated[
        Path | None, typer.Option(help="Keep every exchange in this folder.")
    ] = None,
    replay: Annotated[
        Path | None,
        typer.Option(help="Answer from this folder's recordings, without a network."),
    ] = None,
    record_origin: Annotated[
        Origin, typer.Option(help="What answers, for a recording.")
    ] = Origin.server,
    record_note: Annotated[
        str, typer.Option(help="Anything else worth knowing of a recording.")
    ] = "",
    backend: Annotated[
        Backend | None,
        typer.Option(help="local: in this process. ray: in many, on many machines."),
    ] = None,
    ray_address: Annotated[
        str | None,
        typer.Option(help="A Ray cluster (default: one on this machine, for the run)."),
    ] = None,
    ray_workers: Annotated[
        int | None,
        typer.Option(help="Ray's processes that ask (default: one a processor)."),
    ] = None,
    ordered: Annotated[
        bool | None,
        typer.Option(
            "--ordered/--as-finished",
            help="In the order of the inputs, or as articles end (default: as they "
            "end for a folder, else in order).",
        ),
    ] = None,
    retry_failed: Annotated[
        bool,
        typer.Option("--retry-failed", help="Try those again that failed before."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the requests and send nothing.")
    ] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Errors only.")] = False,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="Details of every article.")
    ] = False,
) -> None:
    """Turn articles into briefings: one prints pretty JSON, several print JSONL.

    With -o FOLDER or FILE.jsonl the same command again does only what is missing or
    changed.
    """
    from extractor.cli.job import Job, Wishes
    from extractor.settings import load_settings
    from extractor.wiring import Tape

    settings = load_settings(
        engine=engine and engine.value,
        model=model,
        base_url=base_url,
        recipe=recipe,
        recipes=recipes,
        mode=mode and mode.value,
        timeout=timeout,
        at_once=at_once,
        max_in_flight=max_in_flight,
        rpm=rpm,
        tpm=tpm,
        max_cost=max_cost,
        price_in=price_in,
        price_out=price_out,
        answer_language=answer_language,
        second_reader=second_reader or None,
        backend=backend and backend.value,
        ray_address=ray_address,
        ray_workers=ray_workers,
    )
    tape = Tape(
        record=record, replay=replay, origin=record_origin.value, note=record_note
    )
    wishes = Wishes(ordered=ordered, retry_failed=retry_failed, options=said.options())
    job = Job(inputs, output, settings=settings, tape=tape, wishes=wishes)
    talk = Talk(quiet=quiet, verbose=verbose)
    raise typer.Exit(job.rehearse() if dry_run else job.run(talk))
