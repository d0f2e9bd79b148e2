"""`extractor annotate`: people decide about briefings, on a page served here."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.flags import Quiet
from extractor.cli.talking import Talk

if TYPE_CHECKING:
    from extractor.annotating import Desk

HIGHEST_PORT = 65_535


def annotate(  # noqa: PLR0913 - one parameter a flag
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="INPUT", help="Briefing files, JSON or JSONL, or folders of them."
        ),
    ],
    *,
    by: Annotated[
        str | None,
        typer.Option(help="Who decides; without it, who is logged in.", metavar="NAME"),
    ] = None,
    port: Annotated[
        int, typer.Option(help="0: a free one.", min=0, max=HIGHEST_PORT)
    ] = 0,
    open_page: Annotated[
        bool, typer.Option("--open", help="Open the page in the browser.")
    ] = False,
    export: Annotated[
        Path | None,
        typer.Option(
            help="Serve nothing: write the decisions as gold for eval.",
            metavar="GOLD.jsonl",
        ),
    ] = None,
    partial: Annotated[
        bool,
        typer.Option(
            "--partial", help="With --export: briefings that are half decided as well."
        ),
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Accept, correct, reject and add claims, actors and implications, in a browser.

    The page is served on 127.0.0.1 until Ctrl-C, at an address that only this command
    prints. Decisions are kept beside each briefing, in NAME.annotations.jsonl; the
    briefing itself is never changed, and verify checks both.
    """
    from extractor.errors import SettingsError

    talk = Talk(quiet=quiet)
    if partial and export is None:
        raise SettingsError("expected --export with --partial, found none")
    desk = _desk(inputs, by, talk=talk)
    if export is not None:
        raise typer.Exit(1 if _export(desk, export, partial=partial, talk=talk) else 0)
    _serve(desk, port=port, open_page=open_page, talk=talk)


def _desk(inputs: list[Path], by: str | None, *, talk: Talk) -> "Desk":
    from extractor.annotating import Desk
    from extractor.errors import SettingsError
    from extractor.wiring import utc_now

    desk = Desk((_logged_in() if by is None else by).strip(), utc_now)
    if not (desk.by and desk.by.isprintable()):
        raise SettingsError(f"expected a name for --by, found {desk.by!r}")
    desk.lay(inputs)
    for broken in desk.broken:
        talk.note(f"{broken.name}: {broken.message}")
    if not desk.lying:
        raise SettingsError("expected briefings to annotate, found none")
    return desk


def _logged_in() -> str:
    """Return the name of whoever is logged in."""
    from getpass import getuser

    from extractor.errors import SettingsError

    try:
        return getuser()
    except (KeyError, OSError, ImportError):  # no such user, as in a container
        message = "expected --by NAME: nobody is logged in whose name could be taken"
        raise SettingsError(message) from None


def _export(desk: "Desk", path: Path, *, partial: bool, talk: Talk) -> bool:
    """Write gold and tell whether something was left out."""
    from extractor.annotating import Exporting
    from extractor.sinks.whole_files import write_lines

    exporting = Exporting(desk, partial=partial)
    write_lines(path, exporting.lines())
    for name, why in exporting.left_out:
        talk.note(f"{name}: left out: {why}")
    talk.note(
        f"{exporting.written:,} of gold, {len(exporting.left_out):,} left out, "
        f"{exporting.untouched:,} without decisions: {path}"
    )
    return bool(exporting.left_out or desk.broken)


def _serve(desk: "Desk", *, port: int, open_page: bool, talk: Talk) -> None:
    """Serve until Ctrl-C or SIGTERM, which is how it is meant to end."""
    import signal

    from extractor.annotating import AnnotationServer
    from extractor.errors import SettingsError

    try:
        server = AnnotationServer(desk, port=port)
    except OSError as error:
        message = f"expected a free --port, found {port}: {error.strerror or error}"
        raise SettingsError(message) from None
    with server:
        for ending in (signal.SIGINT, signal.SIGTERM):  # a shell may have ignored one
            signal.signal(ending, _end)
        typer.echo(server.address)
        talk.note(f"deciding as {desk.by}; Ctrl-C ends")
        if open_page:
            typer.launch(server.address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            talk.note("ended; every decision is kept")


def _end(*_: object) -> None:
    """End as Ctrl-C does."""
    raise KeyboardInterrupt
