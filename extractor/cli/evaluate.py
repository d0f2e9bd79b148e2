"""`extractor eval`: how good answers are, against what people say stands there."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.flags import Quiet
from extractor.cli.setting_flags import (
    ASKED,
    PRICES,
    Given,
    Taped,
    setting_flags,
    settings_in_effect,
    tape_flags,
)
from extractor.cli.talking import Talk


@tape_flags
@setting_flags(
    "engine",
    *ASKED,
    "timeout",
    "at_once",
    "max_cost",
    *PRICES,
    recipe="A recipe's name, or its folder (default: briefing).",
    max_cost="US dollars that this run may spend.",
)
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
    given: Given,
    taped: Taped,
    quiet: Quiet = False,
) -> None:
    """Score answers against gold: run a model or the rules, or read finished briefings.

    Prints a table. What a row of gold holds and what each figure means:
    docs/evaluation.md. Recordings that stop half-way are worth keeping: --record.
    """
    from extractor.cli.evaluating import Evaluation, compare_results, require_alone
    from extractor.cli.gold_files import GoldFrom
    from extractor.errors import SettingsError

    talk = Talk(quiet=quiet)
    if not inputs and not from_annotations:
        raise SettingsError("expected GOLD, or --from-annotations OUT, found neither")
    running = (*given.flags, *taped.flags)
    if compare:
        scoring = {
            "--briefings": briefings,
            "--from-annotations": from_annotations,
            "--only": only,
            "--label": label,
        }
        named = (name for name, value in scoring.items() if value)
        require_alone("--compare", (*named, *running))
        raise typer.Exit(compare_results(inputs or [], output=output))
    if briefings is not None:
        require_alone("--briefings", running)
    tape = taped.tape()
    settings = settings_in_effect(given, tape)
    evaluation = Evaluation(
        GoldFrom(paths=inputs or [], annotated=from_annotations or [], only=only or []),
        settings=settings,
        tape=tape,
        talk=talk,
    )
    result = evaluation.result(briefings, recipe=settings.recipe, label=label)
    raise typer.Exit(evaluation.tell(result, output))
