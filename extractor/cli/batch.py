"""`extractor batch`: many articles through a provider's batch endpoint."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.choices import Mode
from extractor.cli.reading_flags import Said, reading_flags
from extractor.cli.talking import Talk

app = typer.Typer(
    no_args_is_help=True,
    help="Ask a provider's batch endpoint: half the price, within a day. Each step may "
    "be stopped anywhere and given again.",
)
Output = Annotated[
    str, typer.Argument(metavar="OUT", help="What batch plan -o was given.")
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Errors only.")]
Verbose = Annotated[
    bool, typer.Option("-v", "--verbose", help="Details of every article.")
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print how far it is, for machines.")
]


@app.command()
@reading_flags
def plan(  # noqa: PLR0913 - one parameter a flag
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
        str, typer.Option("-o", "--output", help="A folder or FILE.jsonl.")
    ],
    model: Annotated[
        str | None, typer.Option(help="The model's name at the provider.")
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option(help="A server with /files and /batches as OpenAI has them."),
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
        int | None,
        typer.Option(help="Articles in flight while reading and mending (default: 8)."),
    ] = None,
    max_cost: Annotated[
        float | None,
        typer.Option(help="US dollars that all batches may cost, as estimated."),
    ] = None,
    price_in: Annotated[
        float | None,
        typer.Option(help="US dollars for a million tokens sent directly."),
    ] = None,
    price_out: Annotated[
        float | None,
        typer.Option(help="US dollars for a million tokens answered directly."),
    ] = None,
    answer_language: Annotated[
        str | None, typer.Option(help="What a model writes in (default: English).")
    ] = None,
    second_reader: Annotated[
        bool,
        typer.Option(
            "--second-reader",
            help="The offline engine reads beside the model and lists what it missed.",
        ),
    ] = False,
    shard_requests: Annotated[
        int | None, typer.Option(help="Requests in a batch (default: 50,000).")
    ] = None,
    shard_bytes: Annotated[
        int | None, typer.Option(help="Bytes of a batch's file (default: 200 MB).")
    ] = None,
    enqueued_tokens: Annotated[
        int | None,
        typer.Option(help="Tokens that may wait at the provider at a time."),
    ] = None,
    retry_failed: Annotated[
        bool,
        typer.Option("--retry-failed", help="Ask those again that failed before."),
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Read articles, and put those that are new or changed into batches.

    Nothing is sent. What is done, or waits in a batch already, is left as it is.
    """
    from extractor.cli.batches.planning import plan_batches
    from extractor.cli.job import Wishes
    from extractor.settings import load_settings

    settings = load_settings(
        model=model,
        base_url=base_url,
        recipe=recipe,
        recipes=recipes,
        mode=mode and mode.value,
        timeout=timeout,
        at_once=at_once,
        max_cost=max_cost,
        price_in=price_in,
        price_out=price_out,
        answer_language=answer_language,
        second_reader=second_reader or None,
        shard_requests=shard_requests,
        shard_bytes=shard_bytes,
        enqueued_tokens=enqueued_tokens,
    )
    wishes = Wishes(retry_failed=retry_failed, options=said.options())
    status = plan_batches(
        inputs, output, settings=settings, talk=Talk(quiet), wishes=wishes
    )
    _leave(status, output, as_json=as_json)


@app.command()
def submit(output: Output, *, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Give the planned batches to the provider, as many as may wait there.

    None is created twice, wherever an earlier try was stopped.
    """
    from extractor.cli.batches.sending import submit_batches

    _leave(submit_batches(output, Talk(quiet)), output, as_json=as_json)


@app.command()
def poll(
    output: Output,
    *,
    wait: Annotated[
        bool, typer.Option("--wait", help="Until all batches have ended.")
    ] = False,
    every: Annotated[
        float, typer.Option(min=0.1, help="Seconds between two looks.")
    ] = 60.0,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Ask how far the batches are."""
    from extractor.cli.batches.sending import poll_batches

    status = poll_batches(output, Talk(quiet), every_s=every if wait else None)
    _leave(status, output, as_json=as_json)


@app.command()
def collect(
    output: Output,
    *,
    mend: Annotated[
        bool,
        typer.Option(
            "--mend/--no-mend",
            help="Ask the model directly, once, about an answer that does not stand.",
        ),
    ] = True,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Take in what the ended batches brought, and write the briefings.

    Every answer is reviewed as any other. What was left unanswered waits for the next
    batch (resubmit), three in all; then it stands in failed.jsonl.
    """
    from extractor.cli.batches.collecting import collect_batches

    talk = Talk(quiet=quiet, verbose=verbose)
    _leave(collect_batches(output, talk, mend=mend), output, as_json=as_json)


@app.command()
def resubmit(output: Output, *, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Put what was left unanswered into new batches, and submit them."""
    from extractor.cli.batches.sending import submit_batches

    status = submit_batches(output, Talk(quiet), again=True)
    _leave(status, output, as_json=as_json)


def _leave(status: int, output: str, *, as_json: bool) -> None:
    """End the command, with how far the batches are when that is asked for."""
    if as_json:
        from extractor.cli.batches.standing import print_standing

        print_standing(output)
    raise typer.Exit(status)
