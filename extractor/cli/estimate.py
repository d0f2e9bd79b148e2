"""`extractor estimate`: what a run will use and cost, before anything is sent."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.choices import Mode
from extractor.cli.reading_flags import Said, reading_flags

if TYPE_CHECKING:
    from extractor.cli.estimating import Estimated

ASSUMED = (
    "estimated: {per_token} characters a token (English prose), and {per_character} "
    "answer tokens for each character of an article, as in recorded answers"
)


@reading_flags
def estimate(  # noqa: PLR0913 - one parameter a flag
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files, folders, corpora, web addresses, feeds, or - for stdin.",
        ),
    ],
    *,
    said: Said,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="A folder or .jsonl file: what it holds is not counted again.",
        ),
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
    answer_language: Annotated[
        str | None,
        typer.Option(help="What a model writes in (default: English)."),
    ] = None,
    second_reader: Annotated[
        bool,
        typer.Option("--second-reader", help="As for brief: it changes what is done."),
    ] = False,
    rpm: Annotated[
        int | None, typer.Option(help="Requests in any 60 seconds, at most.")
    ] = None,
    tpm: Annotated[
        int | None, typer.Option(help="Tokens in any 60 seconds, at most.")
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
    retry_failed: Annotated[
        bool,
        typer.Option("--retry-failed", help="Count those that failed before, too."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Tell what briefing these articles will take: requests, tokens, cost, time.

    Nothing is sent. With -o, only what is missing or changed there counts. A token is
    taken for 4 characters, and an answer for 0.9 tokens a character of the article. At
    most: every article asked for again as often as it may be, and every answer as long
    as it may be.
    """
    from extractor.cli.estimating import Goal, estimated
    from extractor.settings import load_settings

    settings = load_settings(
        model=model,
        base_url=base_url,
        recipe=recipe,
        recipes=recipes,
        mode=mode and mode.value,
        answer_language=answer_language,
        second_reader=second_reader or None,
        rpm=rpm,
        tpm=tpm,
        price_in=price_in,
        price_out=price_out,
    )
    goal = Goal(output=output, retry_failed=retry_failed, options=said.options())
    found = estimated(inputs, settings, goal=goal)
    document = found.document()
    typer.echo(json.dumps(document, indent=2) if as_json else _table(found, document))


def _table(found: "Estimated", document: dict[str, Any]) -> str:
    """Return the estimate for people."""
    expected, most = document["expected"], document["at_most"]
    rows = [
        ("", "expected", "at most"),
        *(
            (title, f"{expected[name]:,}", f"{most[name]:,}")
            for title, name in (
                ("requests", "requests"),
                ("prompt tokens", "prompt_tokens"),
                ("answer tokens", "answer_tokens"),
            )
        ),
        ("cost", _cost(expected), _cost(most)),
        ("time at the limits", _time(expected), _time(most)),
    ]
    lines = [_counts(found), ""]
    lines += [f"{title:18}  {left:>14}  {right:>14}" for title, left, right in rows]
    return "\n".join([*lines, "", *_remarks(found, document)])


def _counts(found: "Estimated") -> str:
    counts = [f"{found.articles:,} articles to ask about"]
    if found.duplicates:
        counts.append(f"{found.duplicates:,} asked about already among them")
    if found.done:
        counts.append(f"{found.done:,} done before")
    if found.left:
        counts.append(f"{found.left:,} failed before")
    if found.unreadable:
        counts.append(f"{len(found.unreadable):,} unreadable")
    return ", ".join(counts)


def _cost(amount: dict[str, Any]) -> str:
    cost = amount["cost_usd"]
    return "unknown" if cost is None else f"{cost:,.4f} USD"


def _time(amount: dict[str, Any]) -> str:
    from extractor.cli.reporting import duration

    seconds = amount["seconds"]
    return "no limits" if seconds is None else duration(seconds)


def _remarks(found: "Estimated", document: dict[str, Any]) -> list[str]:
    assumed = document["assumed"]
    remarks = [
        ASSUMED.format(
            per_token=assumed["characters_per_token"],
            per_character=assumed["answer_tokens_per_character"],
        )
    ]
    if found.spent_usd:
        spent = f"{found.spent_usd:,.4f} USD"
        remarks.append(f"earlier runs spent {spent}, which --max-cost counts as well")
    if document["expected"]["cost_usd"] is None:
        remarks.append(
            f"the price of {found.model or 'a model not named'} is not known: "
            "give --price-in and --price-out"
        )
    return remarks
