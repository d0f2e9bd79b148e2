"""`extractor eval`: how good answers are, against what people say stands there."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.choices import EngineChoice, Mode
from extractor.cli.talking import Talk


def evaluate(  # noqa: PLR0913 - one parameter a flag
    inputs: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="GOLD",
            help="JSONL files of gold, or folders of them; with --compare: results.",
        ),
    ] = None,
    *,
    from_annotations: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="OUT",
            help="Gold of what people decided about the briefings there, with "
            "`extractor annotate`; may be given again.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="A folder for result.json and result.html."
        ),
    ] = None,
    compare: Annotated[
        bool,
        typer.Option("--compare", help="Set results side by side, against the first."),
    ] = False,
    briefings: Annotated[
        Path | None,
        typer.Option(help="Score the finished briefings in this folder or file."),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(help="An article's id; may be given again.")
    ] = None,
    label: Annotated[
        str | None, typer.Option(help="What the result is called in comparisons.")
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
        str | None,
        typer.Option(help="A recipe's name, or its folder (default: briefing)."),
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
    max_cost: Annotated[
        float | None, typer.Option(help="US dollars that this run may spend.")
    ] = None,
    price_in: Annotated[
        float | None,
        typer.Option(
            help="US dollars for a million tokens sent, in place of the price list."
        ),
    ] = None,
    price_out: Annotated[
        float | None,
        typer.Option(help="US dollars for a million tokens answered, likewise."),
    ] = None,
    record: Annotated[
        Path | None, typer.Option(help="Keep every exchange in this folder.")
    ] = None,
    replay: Annotated[
        Path | None,
        typer.Option(help="Answer from this folder's recordings, without a network."),
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Errors only.")] = False,
) -> None:
    """Score answers against gold: run a model or the rules, or read finished briefings.

    Prints a table. What a row of gold holds and what each figure means:
    docs/evaluation.md. Recordings that stop half-way are worth keeping: --record.
    """
    from extractor.cli.evaluating import Evaluation, compare_results, require_alone
    from extractor.cli.gold_files import GoldFrom
    from extractor.errors import SettingsError
    from extractor.settings import load_settings
    from extractor.wiring import Tape

    talk = Talk(quiet=quiet)
    if not inputs and not from_annotations:
        raise SettingsError("expected GOLD, or --from-annotations OUT, found neither")
    running: dict[str, object] = {
        "--engine": engine,
        "--model": model,
        "--recipe": recipe,
        "--record": record,
        "--replay": replay,
    }
    if compare:
        scoring = {
            "--briefings": briefings,
            "--from-annotations": from_annotations,
            "--only": only,
            "--label": label,
        }
        require_alone("--compare", {**scoring, **running})
        raise typer.Exit(compare_results(inputs or [], output=output))
    if briefings is not None:
        require_alone("--briefings", running)
    settings = load_settings(
        engine=engine and engine.value,
        model=model,
        base_url=base_url,
        recipes=recipes,
        mode=mode and mode.value,
        timeout=timeout,
        at_once=at_once,
        max_cost=max_cost,
        price_in=price_in,
        price_out=price_out,
    )
    evaluation = Evaluation(
        GoldFrom(paths=inputs or [], annotated=from_annotations or [], only=only or []),
        settings=settings,
        tape=Tape(record=record, replay=replay),
        talk=talk,
    )
    recipe = recipe or settings.recipe
    result = evaluation.result(briefings, recipe=recipe, label=label)
    raise typer.Exit(evaluation.tell(result, output))
