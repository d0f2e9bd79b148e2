"""The rows that pass between processes: articles to ask about, and what came of them.

A row of the second kind stays: {key, source, status, reason, message, file, paid}.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from extractor.journal import Ended
from extractor.records.article import Article
from extractor.records.briefing_file import Attempt, file_model
from extractor.records.outcome import Done, Failed, Outcome

DONE, FAILED = "done", "failed"
ASKED = ("key", "source", "article", "unseen", "reason", "message")
CAME = ("key", "source", "status", "reason", "message", "file", "paid")
Row = Mapping[str, Any]


class Paid(BaseModel):
    """What was spent on an article that has no briefing file to say it."""

    model_config = ConfigDict(frozen=True)

    attempts: tuple[Attempt, ...] = ()
    cost_usd: float | None = None


def table_of(rows: Iterable[Row], columns: tuple[str, ...]) -> Any:
    """Return rows as a table of pyarrow's: every column is text, and may be null."""
    import pyarrow as pa

    listed = list(rows)
    schema = pa.schema([(name, pa.string()) for name in columns])
    return pa.Table.from_pylist(listed, schema=schema)


def article_row(source: str, article: Article, *, key: bytes) -> Row:
    """Return the row of an article that may be asked about."""
    notices = [notice.model_dump(mode="json") for notice in article.notices]
    return {
        "key": key.hex(),
        "source": plain(source),
        "article": article.model_dump_json(),
        "unseen": json.dumps({"removed": article.removed, "notices": notices}),
    }


def unread_row(source: str, *, reason: str, message: str) -> Row:
    """Return the row of an input in which there is no article."""
    return {"source": plain(source), "reason": reason, "message": plain(message)}


def article_of_row(row: Row) -> Article:
    """Return the article of a row, with all that reading it found."""
    held = json.loads(row["article"])
    return Article.model_validate(held | json.loads(row["unseen"]))


def outcome_row(key: str, outcome: Outcome[Any]) -> Row:
    """Return the row of what came of an article."""
    if isinstance(outcome, Done):
        file = outcome.file.model_dump_json()
        return {"key": key, "source": outcome.source, "status": DONE, "file": file}
    paid = Paid(attempts=outcome.attempts, cost_usd=outcome.cost_usd)
    return {
        "key": key,
        "source": outcome.source,
        "status": FAILED,
        "reason": outcome.reason,
        "message": plain(outcome.message),
        "paid": paid.model_dump_json(),
    }


def ended_of(row: Row, *, published: Any) -> Ended:
    """Return what came of an article, as a row tells it.

    Args:
        row: The row.
        published: The class of what the recipe publishes.
    """
    key, source = bytes.fromhex(row["key"]), row["source"]
    if row["status"] == DONE:
        file = file_model(published).model_validate_json(row["file"])
        return Ended(Done(source=source, file=file), key)
    paid = Paid.model_validate_json(row["paid"] or "{}")
    failed = Failed(
        source=source,
        reason=row["reason"] or "",
        message=row["message"] or "",
        attempts=paid.attempts,
        cost_usd=paid.cost_usd,
    )
    return Ended(failed, key)


def plain(text: str) -> str:
    """Return a text with what is no Unicode escaped: a table takes nothing else."""
    return text.encode(errors="backslashreplace").decode()
