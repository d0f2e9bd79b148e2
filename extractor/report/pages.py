"""One briefing file as one page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from extractor.records.briefing_file import BriefingFile, Provenance
from extractor.report.any_recipe import ranges_of, remainder_of, sections_of
from extractor.report.cards import (
    VOICES,
    actor_rows,
    claim_cards,
    implication_cards,
    labelled_ranges,
)
from extractor.report.choices import choices_of
from extractor.report.embedding import assets, data_block
from extractor.report.notes import anchor_of, notes_by_item
from extractor.report.passages import Labelled, lines_of
from extractor.report.templating import counted, filled
from extractor.schemas.briefing import Briefing
from extractor.verification import Break, verify

RECIPE = "briefing"
STYLES = ("tokens", "page", "print")
SCRIPTS = ("theme", "offsets", "page")
ANNOTATING = "annotate"  # the style and the script of a page on which people decide
FINGERPRINT_CHARS = 12  # enough to tell recipes apart by eye


class NoBriefing(ValueError):
    """A document is no briefing file; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a page stands.

    Attributes:
        name: What the briefing file is called.
        index: The address of the page that lists it, if there is one.
    """

    name: str
    index: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, and what an index says of it.

    Attributes:
        html: The page.
        title: What it is called.
        file: The file; what a recipe of one's own published is left out.
        briefing: What the built-in recipe published, if it was that.
        holds: Whether the file verifies.
    """

    html: str
    title: str
    file: BriefingFile[Any]
    briefing: Briefing | None
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotating:
    """What makes a page one on which people decide.

    Attributes:
        breaks: Where the briefing file does not hold; the page shows a copy of it.
        data: What the page's script begins with, as JSON.
    """

    breaks: tuple[Break, ...]
    data: Any


def page_of(
    document: Mapping[str, Any], place: Place, *, annotating: Annotating | None = None
) -> Page:
    """Return the page of a briefing file.

    Args:
        document: The file, parsed.
        place: Where the page stands.
        annotating: What is needed when people are to decide on it.

    Raises:
        NoBriefing: It is none.
    """
    try:
        return _page_of(document, place, annotating)
    except RecursionError:
        message = "expected JSON nested less deeply than the stack is deep"
        raise NoBriefing(message) from None


def _page_of(
    document: Mapping[str, Any], place: Place, annotating: Annotating | None
) -> Page:
    breaks = annotating.breaks if annotating else verify(document).breaks
    try:
        file = BriefingFile[BaseModel].model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = "/".join(map(str, first["loc"]))
        message = f"{where}: {first['msg']} (and {error.error_count() - 1} more)"
        raise NoBriefing(message) from None
    briefed = _as_briefing(document)
    if briefed is None:
        title = file.article.title or place.name
        template, special = "recipe.html", _of_any_recipe(document, file)
    else:
        title = briefed.briefing.headline
        template, special = "briefing.html", _of_briefing(document, briefed)
    common = _common(document, file)
    if annotating and briefed:
        template, special = "annotate.html", special | _annotated(annotating)
    html = filled(template, **common | special, title=title, place=place, breaks=breaks)
    briefing = briefed.briefing if briefed else None
    return Page(html=html, title=title, file=file, briefing=briefing, holds=not breaks)


def _annotated(annotating: Annotating) -> dict[str, Any]:
    """Return what a page shows besides when people decide on it."""
    styles, scripts = (*STYLES, ANNOTATING), (*SCRIPTS, ANNOTATING)
    return {
        "annotating": data_block(annotating.data),
        "assets": assets(styles=styles, scripts=scripts, connects=True),
    }


def _as_briefing(document: Mapping[str, Any]) -> BriefingFile[Briefing] | None:
    """Return the file typed, or None when a recipe of one's own published something."""
    if document["provenance"]["recipe"] != RECIPE:
        return None
    try:
        return BriefingFile[Briefing].model_validate(document)
    except ValidationError:
        return None


def _common(document: Mapping[str, Any], file: BriefingFile[Any]) -> dict[str, Any]:
    """Return what the pages of all recipes show."""
    return {
        "article": file.article,
        "assets": assets(styles=STYLES, scripts=SCRIPTS),
        "data": data_block(document),
        "dropped": file.dropped,
        "findings": [(finding, anchor_of(finding)) for finding in file.findings],
        "made_by": _made_by(file.provenance),
        "provenance": document["provenance"],
        "sentence_notes": {
            place: found
            for (name, place), found in notes_by_item(file.findings).items()
            if name == "sentences"
        },
    }


def _made_by(made: Provenance) -> str:
    """Return in one line how the briefing came to be."""
    parts = (
        made.engine.model or "offline engine",
        counted(made.usage.requests, "request"),
        "" if made.cost_usd is None else f"{made.cost_usd:.4f} USD",
        f"extractor {made.extractor}",
        f"recipe {made.recipe} {made.fingerprint[:FINGERPRINT_CHARS]}",
        made.run.started_at,
    )
    return " · ".join(filter(None, parts))


def _of_briefing(
    document: Mapping[str, Any], file: BriefingFile[Briefing]
) -> dict[str, Any]:
    """Return what the page of a briefing shows besides."""
    whens = [claim.get("when") for claim in document["briefing"]["claims"]]
    claims, implications = claim_cards(file, whens), implication_cards(file)
    names = {actor.id: actor.name for actor in file.briefing.actors}
    ranges = [*labelled_ranges(file), *_excluded(document)]
    return {
        "actors": actor_rows(file),
        "briefing": file.briefing,
        "choices": choices_of(claims, implications, names),
        "claims": claims,
        "implications": implications,
        "lines": lines_of(file.article, ranges),
        "manners": {card.claim.id: card.claim.quote_type for card in claims},
        "names": names,
        "voices": VOICES,
    }


def _of_any_recipe(
    document: Mapping[str, Any], file: BriefingFile[Any]
) -> dict[str, Any]:
    """Return what the page of another recipe shows besides."""
    sections = sections_of(document["briefing"])
    ranges = [*ranges_of(sections), *_excluded(document)]
    return {
        "lines": lines_of(file.article, ranges),
        "manners": {},
        "remainder": remainder_of(document["briefing"]),
        "sections": sections,
    }


def _excluded(document: Mapping[str, Any]) -> Iterable[Labelled]:
    """Yield the ranges that the article holds and that are not its news."""
    excluded = document["article"].get("excluded")
    for one in excluded if isinstance(excluded, list) else ():
        if isinstance(one, dict) and all(
            isinstance(one.get(edge), int) for edge in ("start", "end")
        ):
            reason = str(one.get("reason", ""))
            yield Labelled(one["start"], one["end"], "excluded", reason)
