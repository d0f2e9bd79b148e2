"""The journal's tables, and SQLite's faults in our words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import OutputError

FILE = "journal.sqlite"
VERSION = 1
WAIT_S = 10.0  # for a reader; there is one writer, who holds the lock

TABLES = f"""
CREATE TABLE IF NOT EXISTS article (
  source TEXT PRIMARY KEY,
  place TEXT COLLATE NOCASE,
  key BLOB,
  state TEXT NOT NULL DEFAULT 'pending'
    CHECK (state IN ('pending', 'done', 'failed', 'skipped')),
  reason TEXT,
  message TEXT,
  requests INTEGER NOT NULL DEFAULT 0,
  prompt INTEGER NOT NULL DEFAULT 0,
  completion INTEGER NOT NULL DEFAULT 0,
  cost_usd REAL NOT NULL DEFAULT 0,
  unpriced INTEGER NOT NULL DEFAULT 0,
  began_at TEXT,
  ended_at TEXT,
  seen INTEGER,
  ended INTEGER
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS article_place ON article (place);
CREATE INDEX IF NOT EXISTS article_key ON article (key) WHERE key IS NOT NULL;
CREATE TABLE IF NOT EXISTS part (
  article TEXT NOT NULL,
  key BLOB NOT NULL,
  reply TEXT NOT NULL,
  PRIMARY KEY (article, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS run (
  id INTEGER PRIMARY KEY,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  total INTEGER
);
PRAGMA user_version = {VERSION};
"""


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection for writing, with its tables.

    Raises:
        OutputError: The file cannot be written, or is no journal of this version.
    """
    with translated(path):
        connection = sqlite3.connect(path, timeout=WAIT_S, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        require_version(connection, path)
        connection.executescript(TABLES)
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Return a connection that writes nothing.

    Raises:
        OutputError: There is no journal, or none of this version.
    """
    with translated(path):
        try:
            return _reading(path, "mode=ro")
        except sqlite3.OperationalError:  # a disk that takes not even a reader's mark
            return _reading(path, "immutable=1")


def _reading(path: Path, how: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?{how}"
    connection = sqlite3.connect(address, timeout=WAIT_S, uri=True)
    try:
        require_version(connection, path)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def require_version(connection: sqlite3.Connection, path: Path) -> None:
    """Raise OutputError for a journal that a later version of this package made."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        message = (
            f"expected a journal of version {VERSION} at {path}, found {version}: it "
            "was made by a later extractor; use that one, or another -o"
        )
        raise OutputError(message)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise OutputError for what SQLite raises."""
    try:
        yield
    except sqlite3.Error as error:
        message = (
            f"cannot keep the journal {path}: {error}. Free space, make it writable or "
            "choose another -o; what is finished stays, and the same command goes on"
        )
        raise OutputError(message) from error
