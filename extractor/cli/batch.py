"""`extractor batch`: many articles through a provider's batch endpoint."""

from typing import Annotated

import typer

from extractor.cli.flags import Inputs, Quiet, RetryFailed, Verbose
from extractor.cli.reading_flags import Said, reading_flags
from extractor.cli.setting_flags import ASKED, PRICES, Given, setting_flags
from extractor.cli.talking import Talk

app = typer.Typer(
    no_args_is_help=True,
    help="Ask a provider's batch endpoint: half the price, within a day. Each step may "
    "be stopped anywhere and given again.",
)
Output = Annotated[
    str, typer.Argument(metavar="OUT", help="What batch plan -o was given.")
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print how far it is, for machines.")
]


@app.command()
@reading_flags
@setting_flags(
    *ASKED,
    "timeout",
    "at_once",
    "max_cost",
    *PRICES,
    "answer_language",
    "second_reader",
    "shard_requests",
    "shard_bytes",
    "enqueued_tokens",
    base_url="A server with /files and /batches as OpenAI has them.",
    at_once="Articles in flight while reading and mending (default: 8).",
    max_cost="US dollars that all batches may cost, as estimated.",
    price_in="US dollars for a million tokens sent directly.",
    price_out="US dollars for a million tokens answered directly.",
)
def plan(  # noqa: PLR0913 - one parameter a flag
    inputs: Inputs,
    *,
    output: Annotated[
        str, typer.Option("-o", "--output", help="A folder or FILE.jsonl.")
    ],
    given: Given,
    retry_failed: RetryFailed = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    said: Said,
) -> None:
    """Read articles, and put those that are new or changed into batches.

    Nothing is sent. What is done, or waits in a batch already, is left as it is.
    """
    from extractor.cli.batches.planning import plan_batches
    from extractor.cli.job import Wishes

    wishes = Wishes(retry_failed=retry_failed, options=said.options())
    status = plan_batches(
        inputs, output, settings=given.settings(), talk=Talk(quiet), wishes=wishes
    )
    _leave(status, output, as_json=as_json)


@app.command()
def submit(
    output: Output,
    *,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Give the planned batches to the provider, as many as may wait there.

    None is created twice, wherever an earlier try was stopped.
    """
    from extractor.cli.batches.sending import submit_batches

    status = submit_batches(output, Talk(quiet=quiet, verbose=verbose))
    _leave(status, output, as_json=as_json)


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
def resubmit(
    output: Output,
    *,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Put what was left unanswered into new batches, and submit them."""
    from extractor.cli.batches.sending import submit_batches

    talk = Talk(quiet=quiet, verbose=verbose)
    status = submit_batches(output, talk, again=True)
    _leave(status, output, as_json=as_json)


def _leave(status: int, output: str, *, as_json: bool) -> None:
    """End the command, with how far the batches are when that is asked for."""
    if as_json:
        from extractor.cli.batches.standing import print_standing

        print_standing(output)
    raise typer.Exit(status)
