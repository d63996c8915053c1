"""A schema of its own for each database of a test, where IOC_TEST_POSTGRESQL=postgresql://user:word@host/db is set."""

from __future__ import annotations

import os

from sqlalchemy import create_engine, text

URL = os.environ.get("IOC_TEST_POSTGRESQL", "")


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
