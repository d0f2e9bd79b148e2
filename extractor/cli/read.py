"""`extractor read`: what the engine will see of articles, without a model."""

from typing import Annotated

import typer

from extractor.cli.flags import Inputs
from extractor.cli.reading_flags import Said, reading_flags


@reading_flags
def read(
    inputs: Inputs,
    *,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="For machines: one article, or a line each."),
    ] = False,
    said: Said,
) -> None:
    """Print what the engine will see: metadata, then the numbered sentences.

    Nothing is sent and no model is needed. A sentence of a kind that is not shown to
    a model, such as a byline, says so.
    """
    from extractor.cli import seen
    from extractor.sources import is_one, iter_inputs

    options = said.options()
    sources = iter_inputs(inputs, options=options)
    one = is_one(inputs, options=options)
    document = seen.as_json if one else seen.as_json_line
    form = document if as_json else seen.as_text
    raise typer.Exit(seen.print_seen(sources, form=form))
