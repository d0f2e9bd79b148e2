"""The ledger's tables."""

import sqlite3
from pathlib import Path

from extractor.journal.database import WAIT_S, require_version, translated

FILE = "batch.sqlite"

TABLES = """
CREATE TABLE IF NOT EXISTS plan (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  run TEXT NOT NULL,
  settings TEXT NOT NULL,
  question TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS request (
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE,
  article BLOB,
  bytes INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  usd REAL,
  state TEXT NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'sharded', 'ended')),
  shard INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  statuses TEXT NOT NULL DEFAULT '',
  reason TEXT,
  message TEXT
);
CREATE INDEX IF NOT EXISTS request_shard ON request (shard, state);
CREATE INDEX IF NOT EXISTS request_waiting ON request (tries, id)
  WHERE state = 'waiting';
CREATE TABLE IF NOT EXISTS source (
  source TEXT PRIMARY KEY,
  key BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS source_key ON source (key);
CREATE TABLE IF NOT EXISTS shard (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  resent INTEGER NOT NULL DEFAULT 0,
  requests INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  usd REAL,
  state TEXT NOT NULL DEFAULT 'planned'
    CHECK (state IN ('planned', 'creating', 'submitted', 'ended', 'collected')),
  file TEXT,
  batch TEXT,
  status TEXT,
  output TEXT,
  errors TEXT,
  answered INTEGER NOT NULL DEFAULT 0,
  why TEXT NOT NULL DEFAULT ''
);
PRAGMA user_version = 1;
"""


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection for writing, with its tables.

    Raises:
        OutputError: The file cannot be written, or is no ledger of this version.
    """
    with translated(path):
        connection = sqlite3.connect(path, timeout=WAIT_S, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        # What the provider was asked must be on the disk before it is asked.
        connection.execute("PRAGMA synchronous = FULL")
        require_version(connection, path)
        connection.executescript(TABLES)
    return connection
