"""A look at all records of a type without reading them: a few fields, picked out by the database itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database


def fields(database: Database, kind: str, names: Iterable[str]) -> list[tuple[Any, ...]]:
    """Id, version and the named fields of every record of `kind`; None where a record lacks one."""
    picked = "".join(f", json_extract(data, '$.{name}')" for name in names)
    query = f"SELECT id, version{picked} FROM records WHERE type = ?"  # noqa: S608 - field names of ours
    return list(database.conn.execute(query, (kind,)).fetchall())
