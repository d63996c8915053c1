"""A schema of its own for each database of a test, where IOC_TEST_POSTGRESQL=postgresql://user:word@host/db is set."""

from __future__ import annotations

import os
from collections.abc import Sequence

from sqlalchemy import create_engine, text

from backend.program.seen_secrets import seen_secret

URL = os.environ.get("IOC_TEST_POSTGRESQL", "")


def unseen(arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The same command line without an address that holds a password, and the environment that holds it instead: the
    program refuses one that everybody on the machine could read."""
    kept = list(arguments)
    if not seen_secret(kept) or "--database" not in kept:
        return kept, {}
    at = kept.index("--database")
    address = kept[at + 1]
    del kept[at : at + 2]
    return kept, {"IOC_BACKEND_DATABASE": address}


def begun(server: str, name: str) -> str:
    """The address of the schema `name` on that server, begun anew, with nothing in it."""
    drop(server, name)
    _do(server, f"CREATE SCHEMA {name}")
    return f"{server}?options=-csearch_path%3D{name}"


def drop(server: str, name: str) -> None:
    """Take the schema away, with all that is in it, where there is one."""
    _do(server, f"DROP SCHEMA IF EXISTS {name} CASCADE")


def _do(server: str, statement: str) -> None:
    engine = create_engine(server.replace("postgresql://", "postgresql+psycopg://", 1))
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()
