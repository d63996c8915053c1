"""Opens the engine of a database, and brings its schema up to date."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import Any

import pysqlite3.dbapi2
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url

from backend.ledger.schema import metadata
from backend.migrations import upgrade

READERS = 40
"""A file's: as many as the threads that the framework gives requests. Five, as the library has it, let all beyond them
be opened and closed at each request once many consoles are woken at the same moment."""
POOL = 10
"""Connections that are kept, and as many more in a rush; a thread of a request holds one at most."""
WAIT_FOR_CONNECTION_S = 10.0
"""Who gets no connection of them meanwhile is told to come again."""
_PATIENCE = MappingProxyType({
    "connect_timeout": 5, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3,
    "tcp_user_timeout": 10_000, "application_name": "ioc-backend",
})  # fmt: skip
"""How soon a database's machine that is gone is noticed (seconds, and milliseconds for one): 11 s; and what we are
called there. The address may say otherwise."""


def open_engine(url: str) -> Engine:
    """An engine for `url`, its schema made or brought up to date. `sqlite:///FILE` is embedded, anything else a server.

    Raises `NewerSchemaError`, and SQLAlchemy's own errors where the database cannot be reached.
    """
    engine = engine_of(url)
    upgrade(engine, metadata)
    return engine


def engine_of(url: str) -> Engine:
    """An engine for `url` that has not looked at its database yet."""
    if url.startswith("sqlite"):
        options: dict[str, Any] = {"timeout": 10, "check_same_thread": False}
        pool: dict[str, Any] = {"pool_size": READERS} if make_url(url).database else {}
        engine = create_engine(url, module=pysqlite3.dbapi2, connect_args=options, json_serializer=_json, **pool)
        event.listen(engine, "connect", _prepare_sqlite)
    else:
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
        said = make_url(url).query
        told = {name: value for name, value in _PATIENCE.items() if name not in said}
        engine = create_engine(
            url, pool_pre_ping=True, pool_size=POOL, max_overflow=POOL, pool_timeout=WAIT_FOR_CONNECTION_S,
            connect_args=told, json_serializer=_json,
        )  # fmt: skip
        event.listen(engine, "connect", _prepare_server)
    return engine


def _json(value: object) -> str:
    """Text as it is: what is stored goes out as it stands, and escapes would double Vietnamese."""
    # Half a letter, which JSON can write, is no text that a database takes; it stands in refused actions alone.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode()


def _prepare_server(connection: Any, _record: object) -> None:
    """A server that stands still with the ledger's lock in its hand is cut off; nobody waits for it for ever."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '10s'")
        cursor.execute("SET idle_in_transaction_session_timeout = '30s'")
    connection.commit()


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """WAL lets readers go on while one writes; FULL because the log of actions is the truth and must survive power."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.close()
