"""Points of indicators: added as they come, read as a series, pruned by age."""

from __future__ import annotations

import math
from collections.abc import Iterable

from sqlite_utils import Database

KEPT_DAYS = 31
DAY_MS = 86_400_000


def add_points(database: Database, series: str, points: Iterable[tuple[int, float]]) -> None:
    """Add `(milliseconds, value)`; a point that is measured again replaces the old one, and what is no number is none.

    SQLite keeps NaN as NULL, so that one would refuse all the others of the same page.
    """
    database.conn.executemany(
        "INSERT INTO points VALUES (?, ?, ?) ON CONFLICT (series, at_ms) DO UPDATE SET value = excluded.value",
        [(series, at_ms, value) for at_ms, value in points if math.isfinite(value)],
    )


def read_points(database: Database, series: str, since_ms: int) -> list[tuple[int, float]]:
    """Points at or after `since_ms`, oldest first."""
    query = "SELECT at_ms, value FROM points WHERE series = ? AND at_ms >= ? ORDER BY at_ms"
    return [(row[0], row[1]) for row in database.conn.execute(query, (series, since_ms))]


def prune_points(database: Database, now_ms: int, days: float = KEPT_DAYS, most: int | None = None) -> int:
    """Forget points older than `days`, at most `most` at once; how many."""
    before, gone, series = round(now_ms - days * DAY_MS), 0, ""
    following = "SELECT series FROM points WHERE series > ? ORDER BY series LIMIT 1"
    while (found := database.conn.execute(following, (series,)).fetchone()) is not None:
        series = str(found[0])
        room = -1 if most is None else most - gone
        old = "SELECT at_ms FROM points WHERE series = ? AND at_ms < ? ORDER BY at_ms LIMIT ?"
        keys = [(series, row[0]) for row in database.conn.execute(old, (series, before, room))]
        database.conn.executemany("DELETE FROM points WHERE series = ? AND at_ms = ?", keys)
        gone += len(keys)
        if gone == most:
            break
    return gone


def used_bytes(database: Database) -> int:
    """How much of the file holds something; what was freed is used again before it grows."""
    pages, free, size = (
        int(database.conn.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size
