"""How long each camera was watched and truly live, day by day: what a health board says of "today"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlite_utils import Database

KEEP_DAYS = 30


class CameraDay(NamedTuple):
    """One camera's day in seconds; reconnects are openings after the first."""

    camera_id: str
    watched_s: float
    live_s: float
    reconnects: int


def of_day(database: Database, day: str) -> list[CameraDay]:
    """What was written for `day` (YYYY-MM-DD)."""
    rows = database.conn.execute(
        "SELECT camera_id, watched_s, live_s, reconnects FROM camera_days WHERE day = ?", (day,)
    )
    return [CameraDay(*row) for row in rows]


def put(database: Database, day: str, cameras: Iterable[CameraDay]) -> None:
    """Write the day's sums anew, and forget days that are too old."""
    with database.atomic():
        database.conn.executemany(
            "INSERT OR REPLACE INTO camera_days VALUES (?, ?, ?, ?, ?)", [(day, *camera) for camera in cameras]
        )
        database.conn.execute("DELETE FROM camera_days WHERE day < date(?, ?)", (day, f"-{KEEP_DAYS} days"))
