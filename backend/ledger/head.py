"""Where the feed of a database stands, and the one row that all its writers take first."""

from __future__ import annotations

import secrets
from typing import NamedTuple

from sqlalchemy import Connection, Text, cast, func, insert, select, update

from backend.ledger.cursors import Lines
from backend.ledger.schema import counters, meta

_PREPARING = 7_104_655
"""Of PostgreSQL's advisory lock: two servers that come to a new database at once make one history, not two."""

COUNTERS = ("seq", "audit", "lines", "ended", "opened")
"""Of the feed, of the log of actions, of the audit, of how often a token or the like was taken back, and of incidents
that were opened at desks."""


class Head(NamedTuple):
    """`seq` is the newest number of `epoch`; removals up to `floor` are forgotten; `lines` as `cursors.Lines` reads
    them. With another `ended` than before, whatever was remembered of tokens is to be looked up again."""

    epoch: str
    seq: int
    floor: int
    lines: str
    ended: int


def lock(connection: Connection) -> None:
    """Take the ledger's lock until the transaction ends; whatever is read after this is what is there."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(select(counters.c.value).where(counters.c.name == "seq").with_for_update())


def read(connection: Connection) -> Head:
    """Where it stands now."""
    said = {row.key: row.value for row in connection.execute(_HEAD)}
    return Head(said["epoch"], int(said["seq"]), int(said["floor"]), said["lines"], int(said.get("ended", 0)))


_HEAD = (
    select(meta.c.key, meta.c.value)
    .where(meta.c.key.in_(("epoch", "floor", "lines")))
    .union_all(select(counters.c.name, cast(counters.c.value, Text)).where(counters.c.name.in_(("seq", "ended"))))
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


def end(connection: Connection) -> None:
    """A token or the like was taken back."""
    connection.execute(update(counters).where(counters.c.name == "ended").values(value=counters.c.value + 1))


def prepare(connection: Connection) -> None:
    """Begin the history where there is none yet; one of before lacks the counters that came later."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_PREPARING)))
    begun = {"epoch": secrets.token_hex(8), "floor": "0", "lines": Lines("[]").begun(0)}
    noted = set(connection.execute(select(meta.c.key).where(meta.c.key.in_(begun))).scalars())
    counted = set(connection.execute(select(counters.c.name)).scalars())
    if uncounted := [{"name": name, "value": 0} for name in COUNTERS if name not in counted]:
        connection.execute(insert(counters), uncounted)
    missing = [{"key": key, "value": value} for key, value in begun.items() if key not in noted]
    if missing:
        connection.execute(insert(meta), missing)
