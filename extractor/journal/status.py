"""What the journal of an output says, read beside a run or after it."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from extractor.errors import SettingsError
from extractor.journal.database import FILE, connect_to_read, translated
from extractor.journal.locking import holder

RECENT = timedelta(seconds=60)  # long enough for slow models, and it is still now
STATES = ("done", "failed", "pending", "skipped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """The latest run.

    Attributes:
        started_at: When, ISO 8601.
        ended_at: Likewise; None while it goes on, and after it was killed.
        total: Its articles; None until they are counted.
        taken: Those that it has come to.
        per_second: Articles that came to an end in the last minute, by the second.
        seconds_left: Until its end at that rate, if that can be told.
    """

    started_at: str
    ended_at: str | None
    total: int | None
    taken: int
    per_second: float
    seconds_left: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What became of the articles of an output, and what they cost.

    Attributes:
        running: The process that is writing to it; None when nobody does.
        articles: Their number by state.
        failures: Their number by reason.
        requests: Sent to the model, in all runs.
        prompt: Tokens of them.
        completion: Tokens of the answers.
        cost_usd: US dollars, as far as they are known.
        unpriced: Articles whose price is not.
        run: The latest run.
    """

    running: int | None
    articles: dict[str, int]
    failures: dict[str, int]
    requests: int
    prompt: int
    completion: int
    cost_usd: float
    unpriced: int
    run: Latest | None


def spent_so_far(folder: Path) -> float:
    """Return the US dollars that all runs together spent, 0 without a journal.

    Raises:
        OutputError: It cannot be read.
    """
    path = folder / FILE
    if not path.is_file():
        return 0.0
    with closing(connect_to_read(path)) as rows, translated(path):
        (spent,) = rows.execute("SELECT total(cost_usd) FROM article").fetchone()
    return float(spent)


def status_of(folder: Path, *, now: datetime) -> Status:
    """Return what the journal in a folder says.

    Raises:
        SettingsError: There is none.
        OutputError: It cannot be read.
    """
    path = folder / FILE
    if not path.is_file():
        message = (
            "expected a folder or a .jsonl file that `extractor brief -o` has written "
            f"to, found no journal at {path}"
        )
        raise SettingsError(message)
    running = holder(folder)
    with closing(connect_to_read(path)) as rows, translated(path):
        spent = rows.execute(
            "SELECT total(requests), total(prompt), total(completion), total(cost_usd),"
            " total(unpriced > 0) FROM article"
        ).fetchone()
        counted = dict(rows.execute("SELECT state, count(*) FROM article GROUP BY 1"))
        return Status(
            running=running,
            articles={state: counted.get(state, 0) for state in STATES},
            failures=_failures(rows),
            requests=int(spent[0]),
            prompt=int(spent[1]),
            completion=int(spent[2]),
            cost_usd=spent[3],
            unpriced=int(spent[4]),
            run=_latest(rows, now=now, running=running is not None),
        )


def _failures(rows: sqlite3.Connection) -> dict[str, int]:
    """Return the failed articles' number by reason, the most frequent first."""
    query = (
        "SELECT reason, count(*) FROM article WHERE state = 'failed'"
        " GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return dict(rows.execute(query))


def _latest(rows: sqlite3.Connection, *, now: datetime, running: bool) -> Latest | None:
    query = "SELECT id, started_at, ended_at, total FROM run ORDER BY id DESC LIMIT 1"
    row = rows.execute(query).fetchone()
    if row is None:
        return None
    run, started_at, ended_at, total = row
    seen = "SELECT count(*) FROM article WHERE seen = ?"
    (taken,) = rows.execute(seen, (run,)).fetchone()
    rate = _rate(rows, run, now=now, started_at=started_at) if running else 0.0
    left = (total - taken) / rate if total is not None and rate else None
    return Latest(
        started_at=started_at,
        ended_at=ended_at,
        total=total,
        taken=taken,
        per_second=round(rate, 2),
        seconds_left=None if left is None else round(left, 1),
    )


def _rate(
    rows: sqlite3.Connection, run: int, *, now: datetime, started_at: str
) -> float:
    """Return the articles that came to an end a second, in the last minute."""
    since = max(now - RECENT, datetime.fromisoformat(started_at))
    query = "SELECT count(*) FROM article WHERE ended = ? AND ended_at > ?"
    values = (run, since.isoformat(timespec="milliseconds"))
    (ended,) = rows.execute(query, values).fetchone()
    return float(ended / max((now - since).total_seconds(), 0.001))
