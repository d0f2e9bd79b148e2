"""The commands, and the exit status that each error means."""

import os
import sys
from typing import Annotated

import typer

from extractor.cli import (
    annotate,
    batch,
    brief,
    estimate,
    evaluate,
    export,
    merge,
    read,
    recipes,
    report,
    show,
    status,
    verify,
)
from extractor.cli.talking import Talk
from extractor.errors import ArticleError, RunError
from extractor.version import package_version

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Turn news articles into briefings that can be checked.",
    epilog="Exit: 0 all done, 1 some articles failed or a file does not verify, "
    "2 usage, settings or disk, 4 the provider refused, 5 no such recording, "
    "130 interrupted.",
)
app.command("brief")(brief.brief)
app.command("read")(read.read)
app.command("estimate")(estimate.estimate)
app.command("status")(status.status)
app.command("merge")(merge.merge)
app.command("verify")(verify.verify)
app.command("show")(show.show)
app.command("report")(report.report)
app.command("export")(export.export)
app.command("annotate")(annotate.annotate)
app.command("eval")(evaluate.evaluate)
app.add_typer(recipes.app, name="recipes")
app.add_typer(batch.app, name="batch")


def _print_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"extractor {package_version()}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Print the version and exit.",
            is_eager=True,
            callback=lambda value: _print_version(wanted=value),
        ),
    ] = False,
) -> None:
    del version


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its exit status; expected errors are one message.

    Args:
        arguments: Those of the command line when left out.
    """
    talk = Talk()
    try:
        app(arguments, prog_name="extractor")
    except RunError as error:
        talk.error(str(error))
        sys.exit(error.exit_code)
    except ArticleError as error:
        talk.error(str(error))
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
