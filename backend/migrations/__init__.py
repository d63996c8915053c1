"""Brings a database to the schema of this program, version by version: Alembic runs what stands in `versions/`.

A change of the schema is made in `backend/ledger/schema.py` and written as a new file in `versions/`; `HEAD` is its
number. A new database is made from the schema as it is and given that number; one that has the number is left as it is.
Only for all others Alembic is loaded.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, func, insert, inspect, select

FOLDER = Path(__file__).parent
HEAD = "0016"
"""The number of the newest file in `versions/`."""
_VERSION = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
"""As Alembic makes and reads it."""
_LOCK = 7_104_654
"""Of PostgreSQL's advisory locks."""


class NewerSchemaError(Exception):
    """The database is a newer program's; `version` is what it calls its schema. Nothing was changed."""

    def __init__(self, version: str) -> None:
        super().__init__(f"the database has the schema {version}, which this program does not know")
        self.version = version


def upgrade(engine: Engine, metadata: MetaData) -> None:
    """Bring the database to `HEAD`, which has the tables of `metadata`: all of it, or nothing where that fails.

    Raises `NewerSchemaError`, and SQLAlchemy's own errors.
    """
    with engine.connect() as connection:
        if version_of(connection) == HEAD:
            return
        connection.rollback()
        if connection.dialect.name == "sqlite":
            # pysqlite3 begins nothing before a CREATE TABLE by itself.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            # Two servers that come to a new database at once: the second finds it made.
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        version = version_of(connection)
        if version == "" and not inspect(connection).get_table_names():
            metadata.create_all(connection)
            _VERSION.create(connection)
            connection.execute(insert(_VERSION).values(version_num=HEAD))
        elif version != HEAD:
            _run(connection, version)
        connection.commit()


def version_of(connection: Connection) -> str:
    """What the database calls its schema; empty where it has no name for it yet."""
    if not inspect(connection).has_table(_VERSION.name):
        return ""
    return connection.execute(select(_VERSION.c.version_num)).scalar() or ""


def _run(connection: Connection, version: str) -> None:
    # A third of a second, which a server that has nothing to upgrade never needs.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version and version not in known:
        raise NewerSchemaError(version)
    command.upgrade(config, "head")
