"""`extractor show`: a briefing file, readable in the terminal."""

from pathlib import Path
from typing import Annotated

import typer


def show(
    file: Annotated[Path, typer.Argument(help="A briefing file.")],
    *,
    no_color: Annotated[
        bool, typer.Option("--no-color", help="Plain text, on a terminal too.")
    ] = False,
) -> None:
    """Print a briefing: headline, actors, claims by asserter, what follows."""
    from extractor.errors import SettingsError
    from extractor.show import print_briefing, read_briefing

    try:
        document = read_briefing(file)
    except (OSError, ValueError) as error:
        message = f"expected a briefing file at {file}, found: {error}"
        raise SettingsError(message) from None
    print_briefing(document, color=not no_color)
