"""`extractor show`: a briefing file, readable in the terminal."""

from pathlib import Path
from typing import Annotated

import typer


def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A briefing file.")],
    *,
    no_color: Annotated[
        bool, typer.Option("--no-color", help="Plain text, on a terminal too.")
    ] = False,
) -> None:
    """Print a briefing: headline, actors, claims by asserter, what follows."""
    from extractor.cli.texts import text_at
    from extractor.errors import SettingsError
    from extractor.show import briefing_of, print_briefing

    text = text_at(file, expected="a briefing file")
    try:
        document = briefing_of(text)
    except (ValueError, RecursionError) as error:
        message = f"expected a briefing file at {file}, found: {error}"
        raise SettingsError(message) from None
    print_briefing(document, color=not no_color)
