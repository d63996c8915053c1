"""Writes a row in place of the one that may be there, in one statement: two servers do so at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(connection: Connection, table: Table, values: Mapping[str, Any], *allowed: ColumnElement[bool]) -> bool:
    """Insert, or change the row with the same primary key where all of `allowed` hold of it; whether it stands now."""
    statement: Any = _insert(connection, table).values(**values)
    keys = [column.name for column in table.primary_key]
    rest = {name: value for name, value in values.items() if name not in keys}
    if rest:
        where = None
        for one in allowed:
            where = one if where is None else where & one
        statement = statement.on_conflict_do_update(index_elements=keys, set_=rest, where=where)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=keys)
    return connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount > 0


def _insert(connection: Connection, table: Table) -> Any:
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
