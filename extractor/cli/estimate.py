"""`extractor estimate`: what a run will use and cost, before anything is sent."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.flags import AsJson, Inputs, RetryFailed
from extractor.cli.reading_flags import Said, reading_flags
from extractor.cli.setting_flags import ASKED, PRICES, Given, setting_flags

if TYPE_CHECKING:
    from extractor.cli.estimating import Estimated

ASSUMED = (
    "estimated: {per_token} characters a token (English prose), and {per_character} "
    "answer tokens for each character of an article, as in recorded answers"
)


@reading_flags
@setting_flags(
    *ASKED,
    "answer_language",
    "second_reader",
    "rpm",
    "tpm",
    *PRICES,
)
def estimate(  # noqa: PLR0913 - one parameter a flag
    inputs: Inputs,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="A folder or .jsonl file: what it holds is not counted again.",
        ),
    ] = None,
    given: Given,
    retry_failed: RetryFailed = False,
    as_json: AsJson = False,
    said: Said,
) -> None:
    """Tell what briefing these articles will take: requests, tokens, cost, time.

    Nothing is sent. With -o, only what is missing or changed there counts. A token is
    taken for 4 characters, and an answer for 0.9 tokens a character of the article. At
    most: every article asked for again as often as it may be, and every answer as long
    as it may be. Exit status 1 when an article cannot be read.
    """
    from extractor.cli.estimating import Goal, estimated

    goal = Goal(output=output, retry_failed=retry_failed, options=said.options())
    found = estimated(inputs, given.settings(), goal=goal)
    document = found.document()
    typer.echo(json.dumps(document, indent=2) if as_json else _table(found, document))
    raise typer.Exit(1 if found.unreadable else 0)


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
