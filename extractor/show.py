"""A briefing in the terminal: headline, actors, claims by asserter, what follows."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from extractor.records.briefing_file import BriefingFile
from extractor.schemas.briefing import (
    Actor,
    Briefing,
    Claim,
    InferredImplication,
    StatedImplication,
)

SEVERITY_STYLE = {"info": "dim", "warning": "yellow", "error": "bold red"}
ARTICLE, NOBODY = "The article itself", "Nobody named"


def read_briefing(path: Path) -> BriefingFile[Briefing]:
    """Return the briefing file at a path.

    Raises:
        OSError: It cannot be read.
        ValueError: It is no briefing file.
    """
    document = json.loads(path.read_bytes())
    try:
        return BriefingFile[Briefing].model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = "/".join(map(str, first["loc"]))
        message = f"{where}: {first['msg']} (and {error.error_count() - 1} more)"
        raise ValueError(message) from None


def print_briefing(
    file: BriefingFile[Briefing], *, color: bool = True, width: int | None = None
) -> None:
    """Print a briefing to standard output, in colour on a terminal only."""
    console = Console(
        no_color=not color, highlight=False, width=width, emoji=False, markup=False
    )
    for part in _parts(file):
        console.print(part)


def _parts(file: BriefingFile[Briefing]) -> Iterator[Any]:
    briefing = file.briefing
    names = {actor.id: actor.name for actor in briefing.actors}
    yield _plain(briefing.headline, "bold")
    yield _plain(_about(file), "dim")
    yield from _section("Actors", [_actors(briefing.actors)] if briefing.actors else [])
    yield from _section("Claims", list(_claims(briefing.claims, names)))
    yield from _section("Implications", list(_implications(briefing)))
    yield from _section("Not said", [_plain(f"- {gap}") for gap in briefing.gaps])
    yield from _section("Findings", list(_findings(file)))
    yield from _section("Dropped", list(_dropped(file)))
    yield Rule(style="dim")
    yield _plain(_made_by(file), "dim")


def _plain(text: str, style: str = "") -> Text:
    """Return text that no control sequence in it can disturb the terminal with."""
    shown = "".join(
        c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text
    )
    return Text(shown, style=style)


def _section(title: str, parts: list[Any]) -> Iterator[Any]:
    if parts:
        yield Text()
        yield Rule(_plain(title, "bold"), align="left", style="dim")
        yield from parts


def _about(file: BriefingFile[Briefing]) -> str:
    article = file.article
    known = (article.title, article.publisher, article.published, article.source_url)
    size = f"{len(article.text)} characters, {len(article.sentences)} sentences"
    return " · ".join([*(value for value in known if value), size])


def _actors(actors: tuple[Actor, ...]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", show_edge=False)
    for title in ("", "name", "kind", "country", "role", "mentions"):
        table.add_column(title, overflow="fold")
    for actor in actors:
        kind = actor.kind if actor.named else f"{actor.kind}, unnamed"
        table.add_row(
            _plain(actor.id, "dim"),
            _plain(actor.name),
            _plain(kind),
            _plain(actor.country or ""),
            _plain(actor.role or ""),
            str(len(actor.mentions)),
        )
    return table


def _claims(claims: tuple[Claim, ...], names: dict[str, str]) -> Iterator[Any]:
    """Yield the claims under whoever asserts them, in the order of the article."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(_asserter(claim, names), []).append(claim)
    for asserter, group in groups.items():
        yield _plain(asserter, "bold cyan")
        for claim in group:
            yield Padding(_claim(claim), (0, 0, 0, 2))


def _asserter(claim: Claim, names: dict[str, str]) -> str:
    if claim.voice == "article":
        return ARTICLE
    asserters = [names.get(i, i) for i in claim.asserted_by]
    chain = " and ".join(asserters) if claim.voice == "actor" else NOBODY
    for relay in reversed(claim.via):
        chain = f"{chain}, via {names.get(relay, relay)}"
    return chain


def _claim(claim: Claim) -> Text:
    text = _plain(f"{claim.id} ", "dim")
    text.append_text(_plain(claim.statement))
    text.append_text(_plain(f"  [{', '.join(_traits(claim))}]", "dim"))
    for span in claim.evidence:
        text.append_text(_plain(f"\n   {span.sentence}: ", "dim"))
        style = "green" if claim.quote_type in ("direct", "mixed") else ""
        text.append_text(_plain(f"“{span.quote}”", style))
    return text


def _traits(claim: Claim) -> list[str]:
    traits: list[str] = [claim.kind, claim.certainty]
    if claim.polarity == "negative":
        traits.append("negative")
    if claim.quote_type != "none":
        traits.append(claim.quote_type)
    if claim.cue:
        traits.append(f"cue: {claim.cue}")
    if claim.hedges:
        traits.append(f"hedged: {', '.join(claim.hedges)}")
    if claim.when_text:
        settled = f" ({claim.when})" if claim.when else ""
        traits.append(f"when: {claim.when_text}{settled}")
    if claim.disputes:
        traits.append(f"disputes {', '.join(claim.disputes)}")
    return traits


def _implications(briefing: Briefing) -> Iterator[Any]:
    for implication in briefing.implications:
        if isinstance(implication, StatedImplication):
            text = _plain(f"{implication.id} stated in {implication.claim}: ", "dim")
            text.append_text(_plain(implication.statement))
            yield text
        else:
            yield _inferred(implication)


def _inferred(implication: InferredImplication) -> Text:
    basis = ", ".join(implication.rests_on)
    text = _plain(f"{implication.id} inferred from {basis}: ", "magenta")
    text.append_text(_plain(implication.statement))
    likelihood = implication.likelihood.replace("_", " ")
    horizon = implication.horizon.replace("_", " ")
    told = f"\n   {likelihood}, {implication.confidence} confidence, {horizon}"
    text.append_text(_plain(f"{told}; if: {implication.assumption}", "dim"))
    return text


def _findings(file: BriefingFile[Briefing]) -> Iterator[Text]:
    for finding in file.findings:
        style = SEVERITY_STYLE[finding.severity]
        told = f"{finding.severity} {finding.code} {finding.where}: {finding.message}"
        yield _plain(told, style)


def _dropped(file: BriefingFile[Briefing]) -> Iterator[Text]:
    for dropped in file.dropped:
        item = json.dumps(dropped.item, ensure_ascii=False)
        yield _plain(f"{dropped.reason} {dropped.where}: {item}", "dim")


def _made_by(file: BriefingFile[Briefing]) -> str:
    made = file.provenance
    name = made.engine.model or "offline engine"
    cost = "" if made.cost_usd is None else f", {made.cost_usd:.4f} USD"
    return (
        f"{name}, {made.usage.requests} requests{cost}, extractor {made.extractor}, "
        f"recipe {made.recipe} {made.fingerprint[:12]}, {made.run.started_at}"
    )
