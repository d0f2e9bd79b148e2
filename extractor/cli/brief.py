"""`extractor brief`: articles in, briefing files out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.choices import EngineChoice, Mode, Origin
from extractor.cli.talking import Talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.engine import Engine
    from extractor.settings import Settings
    from extractor.sinks import Sink
    from extractor.sources import Input
    from extractor.wiring import Tape

INTERRUPTED = 130
NO_MODEL = (
    "no model is configured, so the offline engine answers: English only, verbatim, no "
    "inferences. For a full briefing: --model NAME [--base-url URL]"
)


def brief(  # noqa: PLR0913 - one parameter a flag
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...", help="Files, folders, or - for standard input."
        ),
    ],
    *,
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
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the requests and send nothing.")
    ] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Errors only.")] = False,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="Details of every article.")
    ] = False,
) -> None:
    """Turn articles into briefings: one prints pretty JSON, several print JSONL."""
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
    )
    tape = Tape(
        record=record, replay=replay, origin=record_origin.value, note=record_note
    )
    job = Job(inputs, output, settings=settings, tape=tape)
    talk = Talk(quiet=quiet, verbose=verbose)
    raise typer.Exit(job.rehearse() if dry_run else job.run(talk))


class Job:
    """One `extractor brief`, from its inputs to its exit status."""

    def __init__(
        self,
        inputs: list[str],
        output: str | None,
        *,
        settings: "Settings",
        tape: "Tape",
    ) -> None:
        """Keep what was asked for; nothing is read or sent yet."""
        from extractor.recipes import load_recipe

        self.inputs, self.output = inputs, output
        self.settings, self.tape = settings, tape
        self.recipe = load_recipe(settings.recipe, recipes=settings.recipes)

    @property
    def single(self) -> bool:
        """Whether exactly one article goes in."""
        return len(self.inputs) == 1 and not Path(self.inputs[0]).is_dir()

    def sources(self) -> "Iterator[Input]":
        """Return what is to be read, lazily."""
        from extractor.sources import iter_inputs

        return iter_inputs(self.inputs)

    def run(self, talk: Talk) -> int:
        """Extract every article; return the exit status."""
        import asyncio

        from extractor.sinks import open_sink
        from extractor.wiring import chosen_engine, open_engine

        chosen = chosen_engine(self.settings, self.tape)
        if chosen == "offline" and self.settings.engine == "auto":
            talk.note(NO_MODEL)
        engine = open_engine(self.settings, self.recipe, tape=self.tape)
        sink = open_sink(self.output, single=self.single, stdout=sys.stdout)
        try:
            return asyncio.run(self._run(engine, sink, talk))
        except KeyboardInterrupt:
            talk.error("interrupted; what is finished stays")
            return INTERRUPTED
        finally:
            sink.close()

    async def _run(self, engine: "Engine[Any]", sink: "Sink", talk: Talk) -> int:
        from extractor.aside import Aside
        from extractor.cli.reporting import Count, tell
        from extractor.run import READERS, extracting, run

        aside = Aside(threads=READERS)
        work = extracting(engine, aside)
        count = Count()
        talk.progress("reading")
        try:
            sources = self.sources()
            async for outcome in run(sources, work, at_once=self.settings.at_once):
                sink.write(outcome)
                tell(outcome, count, talk)
        finally:
            aside.close()
            await engine.answerer.aclose()
            count.tell_all(talk, single=self.single)
        return 1 if count.failed else 0

    def rehearse(self) -> int:
        """Print what would be sent for every article; return the exit status."""
        from extractor.cli.rehearsing import rehearse

        return rehearse(
            self.sources(), self.recipe, settings=self.settings, tape=self.tape
        )
