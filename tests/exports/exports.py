"""Briefings to export."""

from extractor.exports import Exported, exported
from tests.report.reports import Json, emoji, hostile, strike


def exported_strike() -> Exported:
    """Return the briefing of STRIKE."""
    return exported(strike(), "strike.json")


def all_of_them() -> list[Exported]:
    """Return three briefings, one of them hostile."""
    documents: dict[str, Json] = {
        "strike": strike(),
        "emoji": emoji(),
        "hostile": hostile(),
    }
    return [exported(one, f"{name}.json") for name, one in documents.items()]


def claims_of(briefings: list[Exported]) -> list[str]:
    """Return the statements of all claims."""
    return [c.statement for one in briefings for c in one.file.briefing.claims]
