"""Copies a server's database by PostgreSQL's own tools. Nothing of the address is on their command lines."""

from __future__ import annotations

import os
import secrets
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from backend.backups.errors import BackupError
from backend.backups.facts import Facts, facts_of
from backend.ledger.engine import engine_of
from contract.secrets import redacted

_VARIABLES = MappingProxyType({
    "host": "PGHOST", "port": "PGPORT", "options": "PGOPTIONS", "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY", "passfile": "PGPASSFILE",
    "connect_timeout": "PGCONNECT_TIMEOUT", "service": "PGSERVICE",
})  # fmt: skip
WORDS_MOST = 300


def namespace_of(engine: Engine) -> str:
    """The schema that the database's tables are in: `public`, or what `search_path` says."""
    with engine.connect() as connection:
        return str(connection.exec_driver_sql("SELECT current_schema()").scalar() or "")


def dump(engine: Engine, target: Path) -> Facts:
    """What the database holds at one moment, written to `target`; the facts are of the very same moment.

    Raises `BackupError` tool_missing, tool_failed.
    """
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        snapshot = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
        facts = facts_of(connection)
        namespace = str(connection.exec_driver_sql("SELECT current_schema()").scalar_one())
        chosen = [f"--snapshot={snapshot}", f'--schema="{namespace}"', f"--file={target}"]
        _run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", *chosen], engine.url)
    return facts


def load(dumped: Path, engine: Engine, namespace: str) -> None:
    """Put it into the schema `namespace`, which is made where it is missing. All of it or nothing."""
    with engine.begin() as connection:
        connection.exec_driver_sql(f'CREATE SCHEMA IF NOT EXISTS "{namespace}"')
    listed = _run(["pg_restore", "--list", str(dumped)], engine.url)
    wanted = dumped.with_suffix(".list")
    lines = [line for line in listed.splitlines() if " SCHEMA - " not in line and " COMMENT - SCHEMA " not in line]
    wanted.write_text("\n".join(lines) + "\n", encoding="utf-8")
    how = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", f"--use-list={wanted}"]
    _run(["pg_restore", *how, f"--dbname={engine.url.database}", str(dumped)], engine.url)


def put_aside(engine: Engine, namespace: str, stamp: str) -> str:
    """Let what is in the schema go on under another name, which is returned; the schema is then empty."""
    aside = f"{namespace}_before_{stamp}"
    with engine.begin() as connection:
        connection.exec_driver_sql(f'ALTER SCHEMA "{namespace}" RENAME TO "{aside}"')
        connection.exec_driver_sql(f'CREATE SCHEMA "{namespace}"')
    return aside


def has_tables(engine: Engine, namespace: str) -> bool:
    """Whether anything is in the schema."""
    return bool(inspect(engine).get_table_names(schema=namespace))


@contextmanager
def scratch(engine: Engine, namespace: str) -> Iterator[Engine]:
    """A database of its own on the same server, which is gone afterwards. Raises `BackupError` no_scratch."""
    name = f"ioc_scratch_{secrets.token_hex(6)}"
    made = engine_of(_for_engine(engine.url.set(database=name, query=_query(engine.url, namespace))))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        try:
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template0'))
        except DBAPIError as error:
            raise BackupError("no_scratch", user=engine.url.username or "") from error
        try:
            yield made
        finally:
            made.dispose()
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


def _query(url: URL, namespace: str) -> dict[str, str | tuple[str, ...]]:
    return {**url.query, "options": f"-csearch_path={namespace}"}


def _for_engine(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def _environment(url: URL) -> Mapping[str, str]:
    """What libpq is told besides: names and the password are in no list of processes."""
    said = {"host": url.host, "port": url.port, **url.query}
    told = {name: str(said[key]) for key, name in _VARIABLES.items() if said.get(key)}
    told |= {"PGUSER": url.username} if url.username else {}
    told |= {"PGDATABASE": url.database} if url.database else {}
    told |= {"PGPASSWORD": url.password} if url.password else {}
    return {**os.environ, **told}


def _run(command: list[str], url: URL) -> str:
    try:
        done = subprocess.run(
            command, env=dict(_environment(url)), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise BackupError("tool_missing", tool=command[0]) from error
    if done.returncode:
        words = redacted(" ".join(done.stderr.split()))[:WORDS_MOST]
        raise BackupError("tool_failed", tool=command[0], words=words)
    return done.stdout
