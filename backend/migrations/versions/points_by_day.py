"""Measured values as an array for an indicator and day, where each was a row of 114 bytes.

All values go over, indicator by indicator and day by day; the server rolls them up in the first hour after it started.
The form of an array is written down here as it is at this number: `backend.points.arrays` may learn others later.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
DAY_MS = 86_400_000
AT_ONCE = 200


def upgrade() -> None:
    """Make the new tables, fill them, and drop the old one."""
    _make()
    connection = op.get_bind()
    days = sa.table("point_days", *(sa.column(name) for name in ("indicator_id", "day", "rolled", "data")))
    rows: list[dict[str, Any]] = []
    for key, day, measured in _days(connection):
        rows.append({"indicator_id": key, "day": day, "rolled": False, "data": _packed(measured)})
        if len(rows) == AT_ONCE:
            connection.execute(sa.insert(days), rows)
            rows = []
    if rows:
        connection.execute(sa.insert(days), rows)
    op.drop_table("points")


def _make() -> None:
    op.create_table(
        "point_tail",
        sa.Column("indicator_id", sa.String(length=120), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("indicator_id", "at_ms"),
    )
    op.create_table(
        "point_days",
        sa.Column("indicator_id", sa.String(length=120), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("rolled", sa.Boolean(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("indicator_id", "day"),
    )
    op.create_index("point_days_by_day", "point_days", ["day"])
    op.create_index(
        "point_days_to_roll",
        "point_days",
        ["day"],
        sqlite_where=sa.text("rolled = 0"),
        postgresql_where=sa.text("NOT rolled"),
    )
    op.create_table(
        "point_rollups",
        sa.Column("indicator_id", sa.String(length=120), nullable=False),
        sa.Column("step_s", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("indicator_id", "step_s", "day"),
    )
    op.create_index("point_rollups_by_day", "point_rollups", ["step_s", "day"])


def _days(connection: sa.Connection) -> Iterator[tuple[str, int, list[tuple[int, float]]]]:
    """Each indicator's days with their values; one indicator is in memory at a time: a year by the minute is 60 MB."""
    points = sa.table("points", *(sa.column(name) for name in ("indicator_id", "at_ms", "value")))
    key = ""
    while True:
        found = sa.select(sa.func.min(points.c.indicator_id)).where(points.c.indicator_id > key)
        following = connection.execute(found).scalar()
        if following is None:
            return
        key = str(following)
        query = sa.select(points.c.at_ms, points.c.value).where(points.c.indicator_id == key)
        rows = connection.execute(query.order_by(points.c.at_ms))
        for day, measured in groupby(rows, lambda row: int(row.at_ms) // DAY_MS):
            yield key, day, [(row.at_ms, row.value) for row in measured]


def _packed(measured: list[tuple[int, float]]) -> bytes:
    """As `backend.points.arrays` packs times and values."""
    times = [at for at, _value in measured]
    steps = array("q", [after - before for before, after in zip([0, *times], times, strict=False)])
    parts = [_apart(steps), _apart(array("d", [value for _at, value in measured]))]
    return b"\x01" + zlib.compress(b"".join(parts), 6)


def _apart(numbers: array[int] | array[float]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    plain = numbers.tobytes()
    return b"".join(plain[place::8] for place in range(8))
