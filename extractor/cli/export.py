"""`extractor export`: briefing files in the forms that other programs read."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.flags import Quiet
from extractor.cli.talking import Talk

if TYPE_CHECKING:
    from extractor.exports import Exported


class Form(StrEnum):
    """What briefings are written as."""

    markdown = "markdown"
    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"
    stix = "stix"


SUFFIXES = {
    ".md": Form.markdown,
    ".markdown": Form.markdown,
    ".csv": Form.csv,
    ".jsonl": Form.jsonl,
    ".parquet": Form.parquet,
    ".json": Form.stix,
    ".stix": Form.stix,
}


def export(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="INPUT", help="Briefing files, JSON or JSONL, or folders of them."
        ),
    ],
    *,
    output: Annotated[
        str,
        typer.Option("-o", "--output", help="A file, or - for standard output."),
    ] = "-",
    to: Annotated[
        Form | None,
        typer.Option(
            help="What to write; without it the file's name says so: .md, .csv, "
            ".jsonl, .parquet, .json (STIX)."
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Write briefings for other programs: all inputs become one output.

    markdown is a briefing to read; csv, jsonl and parquet hold a row for each claim;
    stix is a STIX 2.1 bundle with the quotes as external references.
    """
    from extractor.errors import SettingsError

    form = to or SUFFIXES.get(Path(output).suffix.lower())
    if form is None:
        known = ", ".join(Form)
        message = f"expected --to with one of {known}, or -o with a suffix that says so"
        raise SettingsError(message)
    reading = _Reading(inputs, Talk(quiet=quiet))
    if output == "-":
        _print(reading.briefings(), form)
    else:
        _write(reading.briefings(), form, Path(output))
    reading.tell(output)
    raise typer.Exit(1 if reading.broken else 0)


class _Reading:
    """The inputs, as they are read; what is no briefing is told and counted."""

    def __init__(self, inputs: list[Path], talk: Talk) -> None:
        self._inputs, self._talk = inputs, talk
        self.read = self.broken = 0

    def briefings(self) -> "Iterator[Exported]":
        """Yield what can be exported."""
        from extractor.errors import SettingsError
        from extractor.exports import exported
        from extractor.report import Broken, documents_in

        for found in documents_in(self._inputs):
            if isinstance(found, Broken):
                self._leave_out(found.name, found.message)
                continue
            try:
                briefing = exported(found.document, found.name)
            except ValueError as error:
                self._leave_out(found.name, str(error))
                continue
            self.read += 1
            yield briefing
        if not self.read + self.broken:
            named = ", ".join(map(str, self._inputs))
            raise SettingsError(f"expected briefing files in {named}, found none")

    def tell(self, output: str) -> None:
        """Say what was written."""
        briefings = f"{self.read:,} briefing{'' if self.read == 1 else 's'}"
        left_out = f", {self.broken:,} left out" if self.broken else ""
        if output != "-" or self.broken or not self.read:
            self._talk.note(f"{briefings}{left_out}: {output}")

    def _leave_out(self, name: str, message: str) -> None:
        self.broken += 1
        self._talk.note(f"{name}: {message}")


def _print(briefings: "Iterable[Exported]", form: Form) -> None:
    from extractor.errors import SettingsError

    if form is Form.parquet:
        raise SettingsError("expected a file for Parquet: name one with -o")
    for text in _texts(briefings, form):
        typer.echo(text, nl=False)


def _write(briefings: "Iterable[Exported]", form: Form, path: Path) -> None:
    from extractor.exports import write_parquet
    from extractor.sinks.whole_files import becoming, write_lines

    if form is Form.parquet:
        with becoming(path) as file:
            write_parquet(briefings, file)
    else:
        write_lines(path, _texts(briefings, form))


def _texts(briefings: "Iterable[Exported]", form: Form) -> Iterator[str]:
    from extractor import exports

    if form is Form.stix:
        return iter([exports.stix_bundle(briefings)])
    lines = {
        Form.markdown: exports.markdown,
        Form.csv: exports.csv_lines,
        Form.jsonl: exports.json_lines,
    }
    return lines[form](briefings)
