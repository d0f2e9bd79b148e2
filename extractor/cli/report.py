"""`extractor report`: briefing files as pages for a browser."""

from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.flags import Quiet
from extractor.cli.talking import Talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.report import Broken, Found, Written

PAGE_SUFFIXES = frozenset({".html", ".htm"})
SINGLE = "one page for one briefing; for several name a folder with -o"


def report(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="INPUT", help="Briefing files, JSON or JSONL, or folders of them."
        ),
    ],
    *,
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", help="FILE.html, a folder, or - for standard output."
        ),
    ] = "-",
    quiet: Quiet = False,
) -> None:
    """Write briefings as pages: each whole in one file, with no network and no server.

    A FILE.html takes one briefing. A folder gets a page for each, index.html, and
    actors.html with the actors of them all.
    """
    from extractor.report import documents_in

    found = documents_in(inputs)
    path = Path(output)
    if output == "-" or (path.suffix.lower() in PAGE_SUFFIXES and not path.is_dir()):
        _write_page(found, None if output == "-" else path)
    else:
        broken = _write_folder(found, inputs, path, talk=Talk(quiet=quiet))
        raise typer.Exit(1 if broken else 0)


def _write_page(documents: "Iterator[Found | Broken]", path: Path | None) -> None:
    """Write the page of the only document."""
    from extractor.errors import SettingsError
    from extractor.report import Broken, NoBriefing, Place, page_of
    from extractor.sinks import write_whole

    one, other = next(documents, None), next(documents, None)
    if one is None or other is not None:
        number = "several" if other else "none"
        raise SettingsError(f"expected {SINGLE}; found {number}")
    if isinstance(one, Broken):
        raise SettingsError(f"{one.name}: {one.message}")
    try:
        html = page_of(one.document, Place(name=one.name)).html
    except NoBriefing as error:
        message = f"expected a briefing file at {one.name}, found: {error}"
        raise SettingsError(message) from None
    if path is None:
        typer.echo(html, nl=False)
    else:
        write_whole(path, html)


def _write_folder(
    documents: "Iterator[Found | Broken]", inputs: list[Path], path: Path, *, talk: Talk
) -> bool:
    """Write a folder of pages and tell whether something could not be shown."""
    from extractor.errors import SettingsError
    from extractor.report import failures_beside, write_folder

    if path.is_file():
        message = f"expected FILE.html or a folder for -o, found the file {path}"
        raise SettingsError(message)
    failures, first = list(failures_beside(inputs)), list(islice(documents, 1))
    if not first and not failures:
        named = ", ".join(map(str, inputs))
        raise SettingsError(f"expected briefing files in {named}, found none")
    written = write_folder(
        chain(first, documents),
        failures,
        path,
        progress=lambda n: talk.progress(f"{n:,} pages"),
    )
    _tell(written, path, talk=talk)
    return bool(written.broken)


def _tell(written: "Written", path: Path, *, talk: Talk) -> None:
    for broken in written.broken:
        talk.note(f"{broken.name}: {broken.message}")
    pages = f"{len(written.entries):,} page{'' if len(written.entries) == 1 else 's'}"
    not_shown = f", {len(written.broken):,} not shown" if written.broken else ""
    talk.note(f"{pages}{not_shown}: {path / 'index.html'}")
