"""How much of the disk each table takes, with its indexes."""

from __future__ import annotations

from typing import NamedTuple

import apsw
from sqlalchemy import Engine, text

from backend.ledger import schema

WORDS = "past_words"
"""SQLite's own table of what the past is searched by; it counts as an index."""


class Table(NamedTuple):
    """Rows, and bytes with all indexes."""

    rows: int
    bytes: int


def sizes(engine: Engine) -> dict[str, Table]:
    """Of each table that has rows, the largest first."""
    with engine.connect() as connection:
        rows = {
            name: int(connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one())  # noqa: S608 - our own names
            for name in schema.metadata.tables
        }
    by_name = _of_server(engine) if engine.dialect.name == "postgresql" else _of_file(engine)
    found = {name: Table(count, by_name[name]) for name, count in rows.items()}
    if WORDS in by_name:
        found[WORDS] = Table(found["past_incidents"].rows, by_name[WORDS])
    return {name: one for name, one in sorted(found.items(), key=lambda one: -one[1].bytes) if one.rows}


def _of_server(engine: Engine) -> dict[str, int]:
    asked = text("SELECT pg_total_relation_size(CAST(:name AS regclass))")
    with engine.connect() as connection:
        return {name: int(connection.execute(asked, {"name": name}).scalar_one()) for name in schema.metadata.tables}


def _of_file(engine: Engine) -> dict[str, int]:
    """The SQLite that the server uses was built without the table that tells sizes; apsw brings one that has it.

    Never both in one process at a time: neither sees the other's locks, and what one closes takes them from both.
    """
    engine.dispose()
    own = apsw.Connection(str(engine.url.database), flags=apsw.SQLITE_OPEN_READWRITE)
    of_index = dict(own.execute("SELECT name, tbl_name FROM sqlite_master"))
    found = dict.fromkeys(schema.metadata.tables, 0) | {WORDS: 0}
    for name, size in own.execute("SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE"):
        table = WORDS if str(name).startswith(WORDS) else of_index.get(name, name)
        if table in found:
            found[table] += size
    own.close()
    return found
