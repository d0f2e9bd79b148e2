"""How far an output's batches are, read beside a step or after it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from extractor.batch.records import Standing
from extractor.batch.tables import FILE
from extractor.journal.database import connect_to_read, translated

# A sum would pass over prices that are not known.
PRICE = "SELECT CASE WHEN count(*) = count(usd) THEN sum(usd) END FROM shard"
AT_PROVIDER = "state IN ('creating', 'submitted')"


def standing_of(folder: Path) -> Standing | None:
    """Return what the ledger in an output's folder of its own says, if there is one.

    Raises:
        OutputError: It cannot be read.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    with closing(connect_to_read(path)) as rows, translated(path):
        run = rows.execute("SELECT run FROM plan").fetchone()
        if run is None:
            return None
        return Standing(
            run=run[0],
            requests=_counted(rows, "SELECT state, count(*) FROM request GROUP BY 1"),
            shards=_counted(rows, "SELECT state, count(*) FROM shard GROUP BY 1"),
            tokens=_one(rows, f"total(tokens) FROM shard WHERE {AT_PROVIDER}"),
            usd=rows.execute(PRICE).fetchone()[0],
            batches=_counted(
                rows,
                "SELECT status, count(*) FROM shard WHERE status IS NOT NULL"
                " AND state != 'collected' GROUP BY 1",
            ),
        )


def _counted(rows: sqlite3.Connection, query: str) -> dict[str, int]:
    return dict(rows.execute(query).fetchall())


def _one(rows: sqlite3.Connection, what: str) -> int:
    return int(rows.execute(f"SELECT {what}").fetchone()[0])
