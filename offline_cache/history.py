"""Points of indicators: added as they come, read as a series, pruned by age."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

KEPT_DAYS = 31


def add_points(database: Database, series: str, points: Iterable[tuple[int, float]]) -> None:
    """Add `(milliseconds, value)`; a point that is measured again replaces the old one."""
    database.conn.executemany(
        "INSERT INTO points VALUES (?, ?, ?) ON CONFLICT (series, at_ms) DO UPDATE SET value = excluded.value",
        [(series, at_ms, value) for at_ms, value in points],
    )


def read_points(database: Database, series: str, since_ms: int) -> list[tuple[int, float]]:
    """Points at or after `since_ms`, oldest first."""
    query = "SELECT at_ms, value FROM points WHERE series = ? AND at_ms >= ? ORDER BY at_ms"
    return [(row[0], row[1]) for row in database.conn.execute(query, (series, since_ms))]


def newest_point(database: Database, series: str) -> int | None:
    """When the newest point was measured; None for an empty series."""
    row = database.conn.execute("SELECT max(at_ms) FROM points WHERE series = ?", (series,)).fetchone()
    return None if row[0] is None else int(row[0])


def prune_points(database: Database, now_ms: int, days: int = KEPT_DAYS) -> int:
    """Forget points older than `days`; how many."""
    done = database.conn.execute("DELETE FROM points WHERE at_ms < ?", (now_ms - days * 86_400_000,))
    return int(done.rowcount)
