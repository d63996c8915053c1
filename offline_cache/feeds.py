"""Applies what the server said: pages of changes with their cursor, and whole snapshots swapped in at once.

All functions here run inside one transaction of the writer (`Cache.write`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

SearchText = Callable[[str, Mapping[str, Any]], str | None]
"""What of a record of a type is searched; None where nothing is. The cache itself knows no types."""
SHRINK = 0.2
"""A snapshot that loses more than this share needs a second word from the server (contract.md, local storage)."""


@dataclass(frozen=True)
class Item:
    """One record as the server sent it; `data` None removes it."""

    type: str
    id: str
    version: int
    data: Mapping[str, Any] | None


def get_meta(database: Database, key: str, default: str = "") -> str:
    """A value of the file's own notes."""
    row = database.conn.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return default if row is None else str(row[0])


def set_meta(database: Database, key: str, value: str) -> None:
    """Change a value of the file's own notes."""
    database.conn.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value)
    )


def fold(text: str) -> str:
    """Text as it is searched: đ is a letter of its own to Unicode, but nobody types it in a hurry."""
    return text.replace("đ", "d").replace("Đ", "D")


def apply_page(database: Database, items: Iterable[Item], cursor: str, search_text: SearchText) -> dict[str, set[str]]:
    """Write `items` and the cursor behind them; which ids of which types changed.

    A record that is as new or newer here stays: pages may come twice or out of order.
    """
    changed: dict[str, set[str]] = {}
    for item in items:
        if _newer_here(database, item):
            continue
        if item.data is None:
            database.conn.execute("DELETE FROM records WHERE type = ? AND id = ?", (item.type, item.id))
            database.conn.execute("DELETE FROM search WHERE type = ? AND id = ?", (item.type, item.id))
        else:
            _put(database, "records", item)
            _index(database, item, search_text)
        changed.setdefault(item.type, set()).add(item.id)
    set_meta(database, "cursor", cursor)
    return changed


def _newer_here(database: Database, item: Item) -> bool:
    row = database.conn.execute(
        "SELECT version FROM records WHERE type = ? AND id = ?", (item.type, item.id)
    ).fetchone()
    if row is None:
        return item.data is None
    return bool(row[0] > item.version) or (row[0] == item.version and item.data is not None)


def _put(database: Database, table: str, item: Item) -> None:
    database.conn.execute(
        f"INSERT INTO {table} VALUES (?, ?, ?, ?) "  # noqa: S608 - the table is one of ours
        "ON CONFLICT (type, id) DO UPDATE SET version = excluded.version, data = excluded.data",
        (item.type, item.id, item.version, json.dumps(item.data, ensure_ascii=False)),
    )


def _index(database: Database, item: Item, search_text: SearchText) -> None:
    text = None if item.data is None else search_text(item.type, item.data)
    if text is None:
        return
    database.conn.execute("DELETE FROM search WHERE type = ? AND id = ?", (item.type, item.id))
    database.conn.execute("INSERT INTO search VALUES (?, ?, ?, ?)", (item.type, item.id, fold(text), text))


def begin_snapshot(database: Database) -> None:
    """Empty the stage. What screens read stays as it is."""
    database.conn.execute("DELETE FROM staged")


def stage(database: Database, items: Iterable[Item]) -> None:
    """Put a page of a snapshot on the stage."""
    for item in items:
        if item.data is not None:
            _put(database, "staged", item)


def shrinks(database: Database) -> bool:
    """Whether the staged snapshot is empty, or loses more than a fifth of any type that is here now."""
    now = dict(database.conn.execute("SELECT type, count(*) FROM records GROUP BY type").fetchall())
    then = dict(database.conn.execute("SELECT type, count(*) FROM staged GROUP BY type").fetchall())
    return bool(now) and any(then.get(kind, 0) < count * (1 - SHRINK) for kind, count in now.items())


def swap(database: Database, epoch: str, cursor: str, search_text: SearchText) -> None:
    """Let the staged snapshot be the truth from now on."""
    connection = database.conn
    for statement in (
        "DELETE FROM records",
        "INSERT INTO records SELECT * FROM staged",
        "DELETE FROM staged",
        "DELETE FROM search",
    ):
        connection.execute(statement)
    for kind, key, version, data in connection.execute("SELECT * FROM records").fetchall():
        _index(database, Item(kind, key, version, json.loads(data)), search_text)
    set_meta(database, "epoch", epoch)
    set_meta(database, "cursor", cursor)


def rows(database: Database, kind: str, ids: Iterable[str] | None = None) -> list[tuple[str, int, str]]:
    """Id, version and JSON of the records of a type, or of some of them."""
    if ids is None:
        query = "SELECT id, version, data FROM records WHERE type = ?"
        return [(row[0], row[1], row[2]) for row in database.conn.execute(query, (kind,))]
    query = "SELECT id, version, data FROM records WHERE type = ? AND id = ?"
    found = [database.conn.execute(query, (kind, key)).fetchone() for key in ids]
    return [(row[0], row[1], row[2]) for row in found if row is not None]


def fields(database: Database, kind: str, names: Iterable[str]) -> list[tuple[Any, ...]]:
    """Id, version and some fields of every record of a type, picked out by the database itself."""
    picked = "".join(f", json_extract(data, '$.{name}')" for name in names)
    query = f"SELECT id, version{picked} FROM records WHERE type = ?"  # noqa: S608 - field names of ours
    return database.conn.execute(query, (kind,)).fetchall()  # type: ignore[no-any-return]


def search(database: Database, kind: str, text: str, limit: int) -> list[str]:
    """Ids of records whose text holds every word of `text` as a beginning; exact spelling first, then by rank."""
    words = ["".join(sign for sign in word if sign.isalnum()) for word in text.split()]
    wanted = " ".join(f'"{fold(word)}"*' for word in words if word)
    if not wanted:
        return []
    query = """SELECT id FROM search WHERE search MATCH ? AND type = ?
        ORDER BY instr(lower(exact), ?) = 0, rank LIMIT ?"""
    matched = database.conn.execute(query, (f"folded : ({wanted})", kind, text.strip().lower(), limit))
    return [str(row[0]) for row in matched]
