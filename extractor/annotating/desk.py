"""The briefings on the desk: their pages, how they stand, and decisions about them."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from extractor.annotating.lying import Decided, Gone, Lying
from extractor.annotations import (
    AnnotationFile,
    Asked,
    Decision,
    Standing,
    annotations_beside,
    briefing_sha256,
    decide,
    fields,
    standings,
    working_copy,
)
from extractor.errors import OutputError
from extractor.exports import exported
from extractor.report import (
    Annotating,
    Broken,
    Found,
    Place,
    documents_in,
    page_of,
)
from extractor.report.embedding import assets
from extractor.report.templating import filled
from extractor.verification import verify

Json = dict[str, Any]
LIST_STYLES, LIST_SCRIPTS = ("tokens", "page"), ("theme",)


class Desk:
    """All briefings that people may decide about, numbered from 1."""

    def __init__(self, by: str, now: Callable[[], datetime]) -> None:
        """Begin with no briefing.

        Args:
            by: Who decides.
            now: The clock.
        """
        self.by, self._now = by, now
        self.lying: list[Lying] = []
        self.broken: list[Broken] = []
        self._files: dict[Path, AnnotationFile] = {}

    def lay(self, inputs: Iterable[Path]) -> None:
        """Add the briefings of files and folders; what is none is listed as broken.

        Raises:
            SettingsError: There is nothing at a path.
        """
        for found in documents_in(inputs):
            if isinstance(found, Broken):
                self.broken.append(found)
                continue
            try:
                self.lying.append(self._lying(found))
            except (ValueError, RecursionError) as error:
                self.broken.append(Broken(name=found.name, message=str(error)))

    def _lying(self, found: Found) -> Lying:
        """Return a briefing; raise ValueError when it is none."""
        briefing = exported(found.document, found.name).file.briefing
        number = f":{found.line.number}" if found.line else ""  # out.jsonl:3
        path = Path(found.name.removesuffix(number))
        beside = annotations_beside(path)
        return Lying(
            name=found.name,
            row=_in_unicode("-".join(found.place.with_suffix("").parts)),
            path=path,
            line=found.line,
            headline=briefing.headline or found.name,
            items=sum(
                len(of)
                for of in (briefing.actors, briefing.claims, briefing.implications)
            ),
            raw_sha256=found.raw_sha256,
            sha256=briefing_sha256(found.document),
            annotations=self._files.setdefault(beside, AnnotationFile(beside)),
        )

    def list_page(self) -> str:
        """Return the page that lists the briefings.

        Those whose decisions cannot be read are named as left out.
        """
        decided, broken = Decided(), list(self.broken)
        rows = []
        for n, lying in enumerate(self.lying, start=1):
            try:
                rows.append({"href": f"b/{n}", **_listed(lying, decided)})
            except OutputError as error:
                broken.append(Broken(name=lying.name, message=str(error)))
        return filled(
            "annotations.html",
            assets=assets(styles=LIST_STYLES, scripts=LIST_SCRIPTS),
            broken=broken,
            by=self.by,
            rows=rows,
            title="Briefings to annotate",
        )

    def page(self, n: int) -> str:
        """Return the page of a briefing as it stands.

        Raises:
            Gone: It is no briefing any more.
        """
        lying = self.lying[n - 1]
        document, decisions = lying.document(), lying.annotations.decisions()
        annotating = Annotating(
            breaks=verify(document).breaks,
            data={
                "fields": fields(),
                "state": self._state(lying, document, decisions),
            },
        )
        standing = standings(document["briefing"], _about(document, decisions))
        copy = working_copy(document, standing)
        place = Place(name=lying.name, index="../")
        return page_of(copy, place, annotating=annotating).html

    def state(self, n: int) -> Json:
        """Return how the items of a briefing stand, as JSON.

        Raises:
            Gone: It is no briefing any more.
        """
        lying = self.lying[n - 1]
        return self._state(lying, lying.document(), lying.annotations.decisions())

    def decide(self, n: int, asked: Asked) -> Json:
        """Keep a decision and return how the items stand then.

        Raises:
            DraftRefused: The briefing does not allow it; nothing is kept.
            Gone: It is no briefing any more.
            OutputError: It cannot be kept.
            Overtaken: Somebody changed what the person's page showed.
        """
        lying = self.lying[n - 1]
        document = lying.document()

        def make(before: list[Decision]) -> Decision:
            at = self._now().isoformat(timespec="seconds")
            about = _about(document, before)
            return decide(asked, document, about, by=self.by, at=at)

        made = lying.annotations.append(make)
        return {**self._state(lying, document, made), "target": made[-1].target}

    def _state(self, lying: Lying, document: Json, decisions: list[Decision]) -> Json:
        made = _about(document, decisions)
        standing = standings(document["briefing"], made)
        known = briefing_sha256(document)
        items = json.dumps([known, [[i, one.item] for i, one in standing.items()]])
        return {
            "briefing_sha256": known,
            "by": self.by,
            "decided": _decided(standing),
            "items": {i: _told(one) for i, one in standing.items()},
            "n": max((one.n for one in made), default=0),
            # A JSONL file's decisions may be about its other lines.
            "older": 0 if lying.line else len(decisions) - len(made),
            "total": len(standing),
            "version": hashlib.sha256(items.encode()).hexdigest(),
        }


def _in_unicode(name: str) -> str:
    """Return a file's name as gold can hold it."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _listed(lying: Lying, decided: Decided) -> Json:
    """Return a row of the list; a file is read only when it is decided about."""
    row = {"headline": lying.headline, "name": lying.name, "total": lying.items}
    known = decided.about(lying)
    if not known:
        return {**row, "decided": 0}
    try:
        raw = lying.raw()
        made = known.get(lying.known_by(raw), [])
        document = lying.parsed(raw) if made else None
    except Gone:
        return {**row, "decided": "gone"}
    if document is None:
        return {**row, "decided": 0}
    standing = standings(document["briefing"], made)
    return {**row, "decided": _decided(standing), "total": len(standing)}


def _decided(standing: Mapping[str, Standing]) -> int:
    return sum(one.status != "open" for one in standing.values())


def _about(document: Json, decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that are about this very file."""
    known = briefing_sha256(document)
    return [one for one in decisions if one.briefing_sha256 == known]


def _told(standing: Standing) -> Json:
    was = standing.original if standing.item != standing.original else {}
    return {
        "status": standing.status,
        "was": was.get("statement") or was.get("name"),
        "history": [
            one.model_dump(include={"n", "action", "by", "at"})
            for one in standing.history
        ],
    }
