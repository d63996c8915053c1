"""The last good picture of each camera, so that a start without any network still shows where the camera looks."""

from __future__ import annotations

from sqlite_utils import Database


def put_still(database: Database, camera_id: str, at_ms: int, picture: bytes) -> None:
    """Keep `picture` (JPEG) in place of the older one."""
    database.conn.execute(
        "INSERT INTO stills VALUES (?, ?, ?) ON CONFLICT (camera_id) DO UPDATE "
        "SET at_ms = excluded.at_ms, picture = excluded.picture",
        (camera_id, at_ms, picture),
    )


def get_still(database: Database, camera_id: str) -> tuple[int, bytes] | None:
    """When it was taken (ms) and the JPEG; None where there is none."""
    row = database.conn.execute("SELECT at_ms, picture FROM stills WHERE camera_id = ?", (camera_id,)).fetchone()
    return None if row is None else (int(row[0]), bytes(row[1]))
