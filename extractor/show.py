"""A briefing in the terminal: headline, actors, claims by asserter, what follows."""

import json
from collections.abc import Iterable, Iterator

from pydantic import ValidationError
from rich.console import Console, RenderableType
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
BASIS_STYLE = {"stated": "cyan", "inferred": "magenta"}
ARTICLE, NOBODY = "The article itself", "Nobody named"
RELAYS = " ‹ "  # the outermost relay first, as in the report
BETWEEN = " · "
FIRMNESS = {
    "certain": "●●●",
    "probable": "●●○",
    "possible": "●○○",
    "unspecified": "○○○",
}
INDENT = 2
NARROW = 72  # columns; a table of actors needs more


def briefing_of(text: str) -> BriefingFile[Briefing]:
    """Return the briefing file that a text is.

    Raises:
        ValueError: It is none.
    """
    document = json.loads(text)
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
    """Print a briefing to standard output.

    Args:
        file: The briefing file.
        color: False prints plain text. True has colours on a terminal, unless NO_COLOR
            is set.
        width: In columns; the terminal's when left out.
    """
    console = _console(color=color, width=width)
    for part in _parts(file, width=console.width):
        console.print(part)


def _console(*, color: bool, width: int | None) -> Console:
    """Return where to print; without colours no control sequence is printed at all."""
    console = Console(highlight=False, width=width, emoji=False, markup=False)
    if color and not console.no_color:
        return console
    return Console(
        color_system=None, highlight=False, width=width, emoji=False, markup=False
    )


def _parts(file: BriefingFile[Briefing], *, width: int) -> Iterator[RenderableType]:
    briefing = file.briefing
    names = {actor.id: actor.name for actor in briefing.actors}
    yield _plain(briefing.headline, "bold")
    yield _plain(_about(file), "dim")
    yield from _section("Actors", _actors(briefing.actors, width=width))
    yield from _section("Claims", _claims(briefing.claims, names))
    yield from _section("Implications", _implications(briefing, names))
    yield from _section("Not said", (_item("?", [_plain(g)]) for g in briefing.gaps))
    yield from _section(f"Findings: {len(file.findings)}", _findings(file))
    yield from _section(f"Dropped: {len(file.dropped)}", _dropped(file))
    yield Text()
    yield Rule(style="dim")
    yield _plain(_made_by(file), "dim")


def _plain(text: str, style: str = "") -> Text:
    """Return text on one line that cannot disturb the terminal or the lines around."""
    spaced = " ".join(text.split("\n"))
    shown = "".join(
        c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in spaced
    )
    return Text(shown, style=style)


def _section(title: str, parts: Iterable[RenderableType]) -> Iterator[RenderableType]:
    body = list(parts)
    if body:
        yield Text()
        yield Rule(_plain(title, "bold"), align="left", style="dim")
        yield from body


def _item(name: str, lines: Iterable[RenderableType]) -> Padding:
    """Return lines beside a name, so that wrapped ones stand under one another."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True, min_width=3)
    grid.add_column(ratio=1, overflow="fold")
    label = _plain(name, "dim")
    for line in lines:
        grid.add_row(label, line)
        label = Text()
    return Padding(grid, (0, 0, 0, INDENT))


def _joined(parts: Iterable[Text]) -> Text:
    return Text(BETWEEN, style="dim").join(parts)


def _about(file: BriefingFile[Briefing]) -> str:
    article = file.article
    known = (article.title, article.publisher, article.published, article.source_url)
    size = f"{len(article.text):,} characters, {len(article.sentences):,} sentences"
    return BETWEEN.join([*(value for value in known if value), size])


def _actors(actors: tuple[Actor, ...], *, width: int) -> Iterator[RenderableType]:
    if actors and width >= NARROW:
        yield _table(actors)
        return
    for actor in actors:
        also = [f"also: {', '.join(actor.aliases)}"] if actor.aliases else []
        told = [_kind(actor), actor.country, actor.role, *also]
        traits = BETWEEN.join(value for value in told if value)
        yield _item(actor.id, [_plain(actor.name), _plain(traits, "dim")])


def _table(actors: tuple[Actor, ...]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for title in ("", "name", "kind", "country", "role"):
        table.add_column(title, overflow="fold")
    table.add_column("named", justify="right")
    for actor in actors:
        name = _plain(actor.name)
        if actor.aliases:
            name.append_text(_plain(f" ({', '.join(actor.aliases)})", "dim"))
        told = (_kind(actor), actor.country or "", actor.role or "")
        number = str(len(actor.mentions))
        table.add_row(_plain(actor.id, "dim"), name, *map(_plain, told), number)
    return table


def _kind(actor: Actor) -> str:
    return actor.kind if actor.named else f"{actor.kind}, unnamed"


def _claims(
    claims: tuple[Claim, ...], names: dict[str, str]
) -> Iterator[RenderableType]:
    """Yield the claims under whoever asserts them, in the order of the article."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(_chain(claim, names), []).append(claim)
    for chain, group in groups.items():
        yield _plain(chain, "bold cyan")
        for claim in group:
            yield _claim(claim, names)


def _chain(claim: Claim, names: dict[str, str]) -> str:
    """Return who passes on whose words: agency, citing agency, of a speaker."""
    if claim.voice == "article":
        return ARTICLE
    asserters = " and ".join(names.get(i, i) for i in claim.asserted_by) or NOBODY
    return RELAYS.join([*(names.get(i, i) for i in claim.via), asserters])


def _claim(claim: Claim, names: dict[str, str]) -> RenderableType:
    quoted = "green" if claim.quote_type in ("direct", "mixed") else ""
    evidence = [_evidence(span.sentence, span.quote, quoted) for span in claim.evidence]
    traits = _joined(_traits(claim, names))
    return _item(claim.id, [_plain(claim.statement), *evidence, traits])


def _evidence(sentence: int, quote: str, style: str) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True, min_width=3)
    grid.add_column(overflow="fold")
    grid.add_row(_plain(f"s{sentence}", "dim"), _plain(f"“{quote}”", style))
    return grid


def _traits(claim: Claim, names: dict[str, str]) -> Iterator[Text]:
    yield _plain(claim.kind, "dim")
    yield _plain(f"{FIRMNESS[claim.certainty]} {claim.certainty}", "dim")
    if claim.polarity == "negative":
        yield _plain("negative", "red")
    if claim.quote_type != "none":
        yield _plain(claim.quote_type, "dim")
    if claim.cue:
        yield _plain(f"cue: {claim.cue}", "dim")
    if claim.hedges:
        yield _plain(f"hedged: {', '.join(claim.hedges)}", "yellow")
    if claim.when_text:
        settled = f" ({claim.when})" if claim.when else ""
        yield _plain(f"when: {claim.when_text}{settled}", "dim")
    if claim.about:
        yield _plain(f"about: {', '.join(names.get(i, i) for i in claim.about)}", "dim")
    if claim.disputes:
        yield _plain(f"disputes {', '.join(claim.disputes)}", "red")


def _implications(
    briefing: Briefing, names: dict[str, str]
) -> Iterator[RenderableType]:
    for one in briefing.implications:
        if isinstance(one, StatedImplication):
            basis = _plain(f"Stated in {one.claim}", BASIS_STYLE["stated"])
            yield _item(one.id, [basis, _plain(one.statement)])
        else:
            yield _item(one.id, _inferred(one, names))


def _inferred(one: InferredImplication, names: dict[str, str]) -> Iterator[Text]:
    told = f"Inferred from {', '.join(one.rests_on)}"
    yield _plain(told, BASIS_STYLE["inferred"])
    yield _plain(one.statement)
    weighed = [
        _plain(one.likelihood.replace("_", " "), "bold"),
        _plain(f"{one.confidence} confidence", "dim"),
        _plain(one.horizon.replace("_", " "), "dim"),
    ]
    if one.affected:
        affected = ", ".join(names.get(i, i) for i in one.affected)
        weighed.append(_plain(f"affects {affected}", "dim"))
    yield _joined(weighed)
    yield _plain(f"if: {one.assumption}", "dim")


def _findings(file: BriefingFile[Briefing]) -> Iterator[RenderableType]:
    for finding in file.findings:
        told = _plain(
            f"{finding.severity} {finding.code}", SEVERITY_STYLE[finding.severity]
        )
        told.append_text(_plain(f" {finding.where}", "dim"))
        yield _item("!", [told, _plain(finding.message)])


def _dropped(file: BriefingFile[Briefing]) -> Iterator[RenderableType]:
    for dropped in file.dropped:
        item = json.dumps(dropped.item, ensure_ascii=False)
        told = _plain(f"{dropped.reason} {dropped.where}")
        yield _item("-", [told, _plain(item, "dim")])


def _made_by(file: BriefingFile[Briefing]) -> str:
    made = file.provenance
    name = made.engine.model or "offline engine"
    requests = f"{made.usage.requests} request{'' if made.usage.requests == 1 else 's'}"
    cost = "" if made.cost_usd is None else f", {made.cost_usd:.4f} USD"
    return (
        f"{name}, {requests}{cost}, extractor {made.extractor}, "
        f"recipe {made.recipe} {made.fingerprint[:12]}, {made.run.started_at}"
    )
