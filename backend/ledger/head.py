"""Where the feed of a database stands, and the one row that all its writers take first."""

from __future__ import annotations

import secrets
from typing import NamedTuple

from sqlalchemy import Connection, Text, cast, func, insert, select, update

from backend.ledger.cursors import Lines
from backend.ledger.schema import counters, meta

_PREPARING = 7_104_655
"""Of PostgreSQL's advisory lock: two servers that come to a new database at once make one history, not two."""

COUNTERS = ("seq", "audit", "lines")
"""Of the feed, of the log of actions, and of the audit."""


class Head(NamedTuple):
    """`seq` is the newest number of `epoch`; removals up to `floor` are forgotten; `lines` as `cursors.Lines` reads
    them."""

    epoch: str
    seq: int
    floor: int
    lines: str


def lock(connection: Connection) -> None:
    """Take the ledger's lock until the transaction ends; whatever is read after this is what is there."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(select(counters.c.value).where(counters.c.name == "seq").with_for_update())


def read(connection: Connection) -> Head:
    """Where it stands now."""
    said = {row.key: row.value for row in connection.execute(_HEAD)}
    return Head(said["epoch"], int(said["seq"]), int(said["floor"]), said["lines"])


_HEAD = (
    select(meta.c.key, meta.c.value)
    .where(meta.c.key.in_(("epoch", "floor", "lines")))
    .union_all(select(counters.c.name, cast(counters.c.value, Text)).where(counters.c.name == "seq"))
)
"""One statement, so that what it says was so at one moment."""


def begin_epoch(connection: Connection) -> str:
    """Give the history a new name; the name."""
    epoch = secrets.token_hex(8)
    connection.execute(update(meta).where(meta.c.key == "epoch").values(value=epoch))
    return epoch


def begin_line(connection: Connection) -> None:
    """What is numbered from now on is told from what was numbered after the same number before."""
    found = read(connection)
    begun = Lines(found.lines).begun(found.seq)
    connection.execute(update(meta).where(meta.c.key == "lines").values(value=begun))


def prepare(connection: Connection) -> None:
    """Begin the history where there is none yet."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_PREPARING)))
    begun = {"epoch": secrets.token_hex(8), "floor": "0", "lines": Lines("[]").begun(0)}
    noted = set(connection.execute(select(meta.c.key).where(meta.c.key.in_(begun))).scalars())
    if "epoch" not in noted:
        connection.execute(insert(counters), [{"name": name, "value": 0} for name in COUNTERS])
    missing = [{"key": key, "value": value} for key, value in begun.items() if key not in noted]
    if missing:
        connection.execute(insert(meta), missing)
