"""CSV: a claim a row, for spreadsheets, with nothing in it that one would run."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from extractor.exports.briefings import Exported
from extractor.exports.rows import COLUMNS, claim_rows

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for something else
# What begins a formula, also in its full-width forms (OWASP, CSV injection).
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
BETWEEN = "; "
SPAN_COLUMNS = ("sentences", "quotes", "offsets")


def csv_lines(briefings: Iterable[Exported]) -> Iterator[str]:
    """Yield the header and each claim as lines of CSV.

    Lists are joined with semicolons. A cell that a spreadsheet would take for a formula
    begins with an apostrophe.
    """
    plain = [name for name, kind in COLUMNS.items() if kind != "spans"]
    yield BYTE_ORDER_MARK + _line([*plain, *SPAN_COLUMNS])
    for briefing in briefings:
        for row in claim_rows(briefing):
            spans = row["evidence"]
            yield _line(
                [
                    *(_cell(row[name]) for name in plain),
                    BETWEEN.join(str(span["sentence"]) for span in spans),
                    _cell([span["quote"] for span in spans]),
                    BETWEEN.join(f"{span['start']}:{span['end']}" for span in spans),
                ]
            )


def _cell(value: Any) -> str:
    text = BETWEEN.join(value) if isinstance(value, list) else value or ""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
