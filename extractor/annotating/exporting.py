"""The decisions on a desk as a file of gold."""

import json
from collections.abc import Iterator
from typing import Any

from extractor.annotating.desk import Desk, Gone, Lying
from extractor.annotations import Undecided, annotated_gold, briefing_sha256


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
            document = lying.document()
            known = briefing_sha256(document)
            decisions = lying.annotations.decisions()
            made = [one for one in decisions if one.briefing_sha256 == known]
            if not made:
                self.untouched += 1
                return None
            name = self._name(lying.row)
            row = annotated_gold(document, made, name=name, partial=self._partial)
        except (Gone, Undecided) as error:
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
