"""The ledger of an output's batches: what was planned, asked, and came back."""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from threading import Lock as Mutex
from typing import Any

from extractor.batch.records import Asked, Plan, Shard, ShardState, name_of
from extractor.batch.sharding import Sized
from extractor.batch.tables import FILE, connect
from extractor.journal.database import translated
from extractor.journal.texts import stored, told

AT_ONCE = 500  # changes between two commits, where a repetition does no harm
SHARD = ", ".join(field.name for field in fields(Shard))
# What ended before and is asked again begins anew. What waits gets its price anew.
PUT = (
    "INSERT INTO request (key, article, bytes, tokens, usd) VALUES (?1, ?2, ?3, ?4, ?5)"
    " ON CONFLICT (key) DO UPDATE SET article = ?2, usd = ?5, state = 'waiting',"
    " tries = CASE state WHEN 'ended' THEN 0 ELSE tries END,"
    " statuses = CASE state WHEN 'ended' THEN '' ELSE statuses END,"
    " shard = NULL, reason = NULL, message = NULL WHERE state != 'sharded'"
)

APART = (
    "UPDATE request SET state = 'waiting', shard = NULL WHERE state = 'sharded' AND"
    " shard IN (SELECT id FROM shard WHERE state = 'planned' AND file IS NULL)"
)


class Ledger:
    """Everything known of an output's batches. Any thread may use it.

    Its user holds the lock of the output.
    """

    def __init__(self, folder: Path) -> None:
        """Open the ledger in an output's folder of its own.

        Raises:
            OutputError: It cannot be written.
        """
        self._path, self._mutex, self._uncommitted = folder / FILE, Mutex(), 0
        self._connection = connect(self._path)

    def plan(self) -> Plan | None:
        """Return what the requests have in common; None when nothing is planned."""
        with self._using() as rows:
            row = rows.execute("SELECT run, settings, question FROM plan").fetchone()
        return Plan(run=row[0], settings=row[1], question=row[2]) if row else None

    def begin(self, plan: Plan) -> None:
        """Plan, in place of what was planned before."""
        with self._changing() as rows:
            values = (plan.run, plan.settings, plan.question)
            rows.execute("INSERT OR REPLACE INTO plan VALUES (1, ?, ?, ?)", values)

    def take_apart(self) -> None:
        """Take the requests out of shards that the provider knows nothing of."""
        with self._changing() as rows:
            rows.execute(APART)
            rows.execute("DELETE FROM shard WHERE state = 'planned' AND file IS NULL")

    def is_out(self) -> bool:
        """Tell whether requests are in shards, and so at the provider or on the way."""
        return bool(self._all("SELECT 1 FROM request WHERE state = 'sharded' LIMIT 1"))

    def drop_waiting(self) -> None:
        """Forget the requests that are in no shard."""
        with self._changing() as rows:
            rows.execute("DELETE FROM request WHERE state = 'waiting'")

    def drop(self, source: str) -> None:
        """Forget the request about an article that has come to an end elsewhere."""
        query = (
            "DELETE FROM request WHERE state = 'waiting'"
            " AND key = (SELECT key FROM source WHERE source = ?)"
        )
        self._often(query, (stored(source),))

    def drop_unasked(self) -> None:
        """Forget the requests in no shard that no article asks any more."""
        query = (
            "DELETE FROM request WHERE state = 'waiting'"
            " AND key NOT IN (SELECT key FROM source)"
        )
        with self._changing() as rows:
            rows.execute(query)

    def put(self, sized: Sized, article: str) -> None:
        """Put a request in, unless it is there and has not come to an end."""
        packed = zlib.compress(article.encode(), 1)
        values = (sized.key, packed, sized.bytes, sized.tokens, sized.usd)
        self._often(PUT, values)

    def asks_for(self, source: str, key: bytes) -> None:
        """Note that a request is about an article, and no other request is."""
        query = "INSERT OR REPLACE INTO source VALUES (?, ?)"
        self._often(query, (stored(source), key))

    def waiting(self) -> list[int]:
        """Return how often requests in no shard have been tried, each number once."""
        query = "SELECT DISTINCT tries FROM request WHERE state = 'waiting' ORDER BY 1"
        with self._using() as rows:
            return [tries for (tries,) in rows.execute(query)]

    def sized(self, tries: int) -> Iterator[Sized]:
        """Yield the requests in no shard that were tried so often.

        What was yielded may be put into a shard meanwhile.
        """
        query = (
            "SELECT id, key, bytes, tokens, usd FROM request WHERE state = 'waiting'"
            " AND tries = ? AND id > ? ORDER BY id LIMIT ?"
        )
        last = 0
        while some := self._all(query, tries, last, AT_ONCE):
            for _, key, size, tokens, usd in some:
                yield Sized(key=key, bytes=size, tokens=tokens, usd=usd)
            last = some[-1][0]

    def add_shard(self, shard: list[Sized], *, attempt: int) -> None:
        """Put requests into a shard of their own."""
        keys = [one.key for one in shard]
        prices = [one.usd for one in shard if one.usd is not None]
        usd = sum(prices) if len(prices) == len(shard) else None
        size, tokens = sum(s.bytes for s in shard), sum(s.tokens for s in shard)
        row = (name_of(keys), attempt, len(shard), size, tokens, usd)
        insert = (
            "INSERT INTO shard (name, attempt, requests, bytes, tokens, usd)"
            " VALUES (?, ?, ?, ?, ?, ?)"
        )
        move = "UPDATE request SET state = 'sharded', shard = ? WHERE key = ?"
        with self._changing() as rows:
            added = rows.execute(insert, row).lastrowid
            rows.executemany(move, ((added, key) for key in keys))

    def shards(self, *states: ShardState) -> list[Shard]:
        """Return the shards in these states, in the order of planning."""
        marks = ", ".join("?" * len(states))
        query = f"SELECT {SHARD} FROM shard WHERE state IN ({marks}) ORDER BY id"  # noqa: S608 - ours
        with self._using() as rows:
            found = rows.execute(query, states).fetchall()
        names = SHARD.split(", ")
        return [Shard(**dict(zip(names, row, strict=True))) for row in found]

    def mark(self, shard: Shard, **changes: str | int | None) -> None:
        """Note changes of a shard, by the names of its attributes."""
        setting = ", ".join(f"{name} = ?" for name in changes)
        query = f"UPDATE shard SET {setting} WHERE id = ?"  # noqa: S608 - ours
        with self._changing() as rows:
            rows.execute(query, (*changes.values(), shard.id))

    def articles(self, shard: Shard) -> Iterator[tuple[bytes, str]]:
        """Yield key and article of a shard's open requests, in their order."""
        query = (
            "SELECT key, article FROM request WHERE shard = ? AND state = 'sharded'"
            " ORDER BY id"
        )
        with self._using() as rows:
            found = rows.execute(query, (shard.id,))
        while some := self._fetched(found):
            for key, article in some:
                yield key, _unpacked(article) or ""

    def asked(self, key: bytes) -> Asked | None:
        """Return a request that has not come to an end."""
        query = (
            "SELECT article, tries, statuses, shard FROM request"
            " WHERE key = ? AND state != 'ended'"
        )
        with self._using() as rows:
            row = rows.execute(query, (key,)).fetchone()
            if row is None:
                return None
            about = "SELECT source FROM source WHERE key = ? ORDER BY source"
            sources = tuple(told(s) for (s,) in rows.execute(about, (key,)))
        return Asked(
            key=key,
            article=_unpacked(row[0]),
            tries=row[1],
            statuses=tuple(row[2].split()),
            sources=sources,
            shard=row[3],
        )

    def end(self, key: bytes) -> None:
        """Note that a request has come to an end; its article is let go."""
        query = "UPDATE request SET state = 'ended', article = NULL WHERE key = ?"
        self._often(query, (key,))

    def again(self, key: bytes, *, shard: Shard, status: str, reason: str) -> None:
        """Note that a batch left a request unanswered, once for each batch.

        Args:
            key: The request.
            shard: The batch.
            status: What became of it, as in Attempt; empty when it was not sent.
            reason: Why, one word.
        """
        query = (
            "UPDATE request SET state = 'waiting', shard = NULL, tries = tries + 1,"
            " statuses = trim(statuses || ' ' || ?), reason = ?"
            " WHERE key = ? AND shard = ? AND state = 'sharded'"
        )
        self._often(query, (status, reason, key, shard.id))

    def open_keys(self, shard: Shard) -> list[bytes]:
        """Return the keys of a shard's requests that nothing has come back for."""
        query = "SELECT key FROM request WHERE shard = ? AND state = 'sharded'"
        with self._using() as rows:
            return [key for (key,) in rows.execute(query, (shard.id,))]

    def commit(self) -> None:
        """Let nothing be undone any more."""
        with self._changing():
            pass

    def close(self) -> None:
        """Commit, and let go of the file."""
        with self._changing():
            pass
        with translated(self._path):
            self._connection.close()

    def _often(self, query: str, values: tuple[object, ...]) -> None:
        """Change a row; the changes are committed some at a time."""
        with self._using() as rows:
            rows.execute(query, values)
            self._uncommitted += 1
            if self._uncommitted >= AT_ONCE:
                rows.commit()
                self._uncommitted = 0

    def _all(self, query: str, *values: object) -> list[Any]:
        with self._using() as rows:
            return rows.execute(query, values).fetchall()

    def _fetched(self, found: sqlite3.Cursor) -> list[tuple[bytes, bytes | None]]:
        with self._using():
            return found.fetchmany(AT_ONCE)

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        with self._mutex, translated(self._path):
            yield self._connection

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        with self._using() as rows:
            yield rows
            rows.commit()
            self._uncommitted = 0


def _unpacked(article: bytes | None) -> str | None:
    return None if article is None else zlib.decompress(article).decode()
