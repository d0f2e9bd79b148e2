"""The decisions on a desk as a file of gold."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from extractor.annotating.desk import Desk
from extractor.annotating.lying import Decided, Gone, Lying
from extractor.annotations import (
    Decision,
    Undecided,
    annotated_gold,
    annotation_breaks,
)
from extractor.verification import verify


class Broken(ValueError):
    """A briefing or a decision about it does not hold; the message says where."""


class Exporting:
    """Writes gold line by line, and knows what it left out.

    Attributes:
        written: Rows.
        left_out: Names of briefings, and why; those without decisions are not among
            them.
        untouched: Briefings without decisions.
    """

    def __init__(self, desk: Desk, *, partial: bool) -> None:
        """Know what to export, and whether half-decided briefings count."""
        self._desk, self._partial = desk, partial
        self.written = self.untouched = 0
        self.left_out: list[tuple[str, str]] = []
        self._decided = Decided()
        self._texts: dict[str, str] = {}
        self._names: set[str] = set()

    def lines(self) -> Iterator[str]:
        """Yield a row of gold for each briefing that is decided.

        Raises:
            OutputError: Decisions cannot be read.
        """
        for lying in self._desk.lying:
            row = self._row(lying)
            if row is not None:
                self.written += 1
                yield json.dumps(row, ensure_ascii=False) + "\n"

    def _row(self, lying: Lying) -> dict[str, Any] | None:
        try:
            known = self._decided.about(lying)
            raw = lying.raw() if known else b""
            made = known.get(lying.known_by(raw)) if known else None
            if not made:
                self.untouched += 1
                return None
            document = lying.parsed(raw)
            _require_that_it_holds(document, made)
            name = self._name(lying.row)
            row = annotated_gold(document, made, name=name, partial=self._partial)
        except (Broken, Gone, Undecided) as error:
            self.left_out.append((lying.name, str(error)))
            return None
        first = self._texts.setdefault(row["text"], lying.name)
        if first != lying.name:
            message = f"{first} is about the same text, and gold holds a text once"
            self.left_out.append((lying.name, message))
            return None
        self._names.add(name)
        return row

    def _name(self, wanted: str) -> str:
        """Return an id that no other row has."""
        name, n = wanted, 1
        while name in self._names:
            n += 1
            name = f"{wanted}-{n}"
        return name


def _require_that_it_holds(document: Mapping[str, Any], made: list[Decision]) -> None:
    """Do nothing if the briefing and all decisions hold.

    Raises:
        Broken: Something does not.
    """
    breaks = verify(document).breaks
    if breaks:
        message = f"it does not verify: {breaks[0].where} {breaks[0].message}"
        raise Broken(message)
    for n, found in annotation_breaks(((one.n, one) for one in made), [document]):
        message = f"decision {n} does not hold: {found.where} {found.message}"
        raise Broken(message)
