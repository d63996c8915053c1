"""The only DDL: tables of both files, brought up to date step by step.

Each step runs in one transaction with its number, so an upgrade that is cut off leaves the old file or the new one.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

from offline_cache.errors import StorageError

Steps = tuple[tuple[str, ...], ...]
"""Statements of each version, from an empty file on. A step that was ever released is not changed any more."""

_CACHE_1 = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE records (
        type TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, data TEXT NOT NULL,
        PRIMARY KEY (type, id)) WITHOUT ROWID""",
    """CREATE TABLE staged (
        type TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, data TEXT NOT NULL,
        PRIMARY KEY (type, id)) WITHOUT ROWID""",
    # Tokens without marks; the folding of đ, which Unicode does not know as a mark, is done before (see feeds.py).
    """CREATE VIRTUAL TABLE search USING fts5 (
        type UNINDEXED, id UNINDEXED, folded, exact, tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TABLE points (
        series TEXT NOT NULL, at_ms INTEGER NOT NULL, value REAL NOT NULL,
        PRIMARY KEY (series, at_ms)) WITHOUT ROWID""",
    "CREATE TABLE stills (camera_id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, picture BLOB NOT NULL)",
)
_CACHE_2 = (
    """CREATE TABLE camera_days (
        day TEXT NOT NULL, camera_id TEXT NOT NULL,
        watched_s REAL NOT NULL, live_s REAL NOT NULL, reconnects INTEGER NOT NULL,
        PRIMARY KEY (day, camera_id)) WITHOUT ROWID""",
)
# Generations: a snapshot is put beside what screens read and becomes the truth by one number in `meta`. A record's
# number tells its generation (feeds.py), so the index of words needs no column for it. Words stand without marks in
# `search` and as they are spelt in `spelling`, the state beside them: a few open ones are found at once among many.
_WORDS = "content='', contentless_delete=1, detail=column, prefix='1 2'"
_CACHE_3 = (
    """CREATE TABLE kept (
        number INTEGER PRIMARY KEY,
        type TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, data TEXT NOT NULL,
        generation INTEGER AS (number >> 40) VIRTUAL,
        state TEXT AS (json_extract(data, '$.state')) VIRTUAL)""",
    "INSERT INTO kept (type, id, version, data) SELECT type, id, version, data FROM records",
    "CREATE UNIQUE INDEX kept_by_id ON kept (generation, type, id)",
    "CREATE INDEX kept_by_state ON kept (generation, type, state)",
    "ALTER TABLE search RENAME TO old_search",
    f"""CREATE VIRTUAL TABLE search USING fts5 (words, state, {_WORDS},
        tokenize='unicode61 remove_diacritics 2')""",
    f"""CREATE VIRTUAL TABLE spelling USING fts5 (words, state, {_WORDS},
        tokenize='unicode61 remove_diacritics 0')""",
    """INSERT INTO search (rowid, words, state)
        SELECT number, folded, replace(coalesce(state, ''), '_', '') FROM kept JOIN old_search USING (type, id)""",
    """INSERT INTO spelling (rowid, words, state)
        SELECT number, exact, replace(coalesce(state, ''), '_', '') FROM kept JOIN old_search USING (type, id)""",
    "DROP TABLE old_search",
    "DROP TABLE records",
    "DROP TABLE staged",
    "INSERT INTO meta VALUES ('generation', '0') ON CONFLICT DO NOTHING",
    """CREATE VIEW records AS SELECT number, type, id, version, data, state FROM kept
        WHERE generation = (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'generation')""",
)
_CACHE_4 = (
    "DROP TABLE stills",  # nobody ever wrote one
    # What retention let go and the server still has: both sides can be compared all the same.
    """CREATE TABLE forgotten (
        type TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (type, id)) WITHOUT ROWID""",
)
_OUTBOX_1 = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE actions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        action_id TEXT NOT NULL UNIQUE, device_seq INTEGER UNIQUE, state TEXT NOT NULL,
        actor_id TEXT NOT NULL, actor_name TEXT NOT NULL, type TEXT NOT NULL,
        target_type TEXT NOT NULL, target_id TEXT NOT NULL, base_version INTEGER NOT NULL, payload TEXT NOT NULL,
        occurred_at TEXT NOT NULL, mono_ms INTEGER NOT NULL, boot_id TEXT NOT NULL,
        prev_hash TEXT NOT NULL, hash TEXT NOT NULL,
        version INTEGER NOT NULL DEFAULT 0, reason TEXT NOT NULL DEFAULT '', declared INTEGER NOT NULL DEFAULT 0,
        changed_ms INTEGER NOT NULL)""",
    "CREATE INDEX actions_by_state ON actions (state, number)",
)
# Who proves it: the device that it was done at (empty: the one of this file), its signature, and that of the author.
_OUTBOX_2 = tuple(
    f"ALTER TABLE actions ADD COLUMN {name} TEXT NOT NULL DEFAULT ''"
    for name in ("device_id", "signature", "author_key", "author_signature")
)


def _upgrade(database: Database, steps: Steps, too_new: str) -> None:
    connection = database.conn
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > len(steps):
        raise StorageError(too_new, found=found, known=len(steps))
    for number, statements in enumerate(steps[found:], start=found + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version={number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # some failures have rolled it back already
                connection.execute("ROLLBACK")
            raise


def migration(too_new: str, steps: Steps) -> Callable[[Database], None]:
    """What brings a file up to the last of `steps`, and refuses a later one's with the code `too_new`."""
    return lambda database: _upgrade(database, steps, too_new)


CACHE_STEPS: Steps = (_CACHE_1, _CACHE_2, _CACHE_3, _CACHE_4)
OUTBOX_STEPS: Steps = (_OUTBOX_1, _OUTBOX_2)
migrate_cache = migration("cache_too_new", CACHE_STEPS)
migrate_outbox = migration("outbox_too_new", OUTBOX_STEPS)
