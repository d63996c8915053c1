"""Opens the database that a command line names, and says in one sentence what is wrong with it.

Only `serve` makes a database: a mistyped address would otherwise be an empty one, and "nobody is known" a lie.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from backend.base.messages import reason_of, say
from backend.base.refusals import RefusedError
from backend.ledger.engine import engine_of, open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.schema import meta
from backend.migrations import NewerSchemaError

__all__ = ["DatabaseError", "RefusedError", "opened", "refused"]
REASON_MOST = 300


class DatabaseError(RefusedError):
    """The database cannot be used; the text is a sentence for people that says what to do."""


def opened(address: str, lang: str, *, make: bool = False) -> Ledger:
    """The ledger in the database at `address`; with `make`, one that is made where there is none.

    Raises `DatabaseError`, before anything is written where the database is not there or is somebody else's.
    """
    url = _url(address, lang)
    try:
        if url.get_backend_name() == "sqlite":
            _look_at_file(url, lang, make=make)
        elif not make:
            _look_at_server(address, url, lang)
        return Ledger(open_engine(address))
    except NewerSchemaError as error:
        raise DatabaseError(say(lang, "database_newer", database=_name(url), version=error.version)) from error
    except (SQLAlchemyError, ImportError) as error:
        raise DatabaseError(say(lang, "no_database", database=_name(url), reason=_reason(error))) from error


def refused(error: RefusedError) -> int:
    """Say on standard error why the command did nothing; its exit code."""
    sys.stderr.write(f"{error}\n")
    return error.code


def _url(address: str, lang: str) -> URL:
    """Raises `DatabaseError`; the address is not repeated where it cannot be read, since a password may stand in it."""
    try:
        url = make_url(address)
        known = url.get_backend_name() in ("sqlite", "postgresql")
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise DatabaseError(say(lang, "bad_database_address")) from error
    is_file = url.get_backend_name() == "sqlite"
    # Without a name libpq takes the user's: a database that nobody meant, and it may be there.
    is_nameless = not is_file and not url.database and not {"dbname", "service"} & set(url.query)
    if not known or is_nameless or (is_file and url.host):
        raise DatabaseError(say(lang, "bad_database_address"))
    return url


def _look_at_file(url: URL, lang: str, *, make: bool) -> None:
    if not url.database or url.database == ":memory:":
        if make:
            return
        raise DatabaseError(say(lang, "bad_database_address"))
    path = Path(url.database)
    try:
        if path.is_dir():
            raise DatabaseError(say(lang, "database_is_folder", database=path))
        if not path.exists():
            if not path.parent.is_dir():
                raise DatabaseError(say(lang, "no_database_folder", database=path, folder=path.absolute().parent))
            if not make:
                raise DatabaseError(say(lang, "database_missing", database=path))
            return
        if path.stat().st_size == 0 and make:
            return
        tables = _tables(path)
    except OSError as error:
        raise DatabaseError(say(lang, "no_database", database=path, reason=reason_of(error, lang))) from error
    except sqlite.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
            raise DatabaseError(say(lang, "not_a_database", database=path)) from error
        raise DatabaseError(say(lang, "no_database", database=path, reason=error)) from error
    if meta.name not in tables and (tables or not make):
        raise DatabaseError(say(lang, "foreign_database", database=path))


def _tables(path: Path) -> set[str]:
    """Names of its tables, read without changing anything: not even a journal is made."""
    connection = sqlite.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=10)
    try:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    finally:
        connection.close()


def _look_at_server(address: str, url: URL, lang: str) -> None:
    """A server's database is somebody's already; ours is there where its tables are."""
    from_server = engine_of(address)
    try:
        if not inspect(from_server).has_table(meta.name):
            raise DatabaseError(say(lang, "foreign_database", database=_name(url)))
    finally:
        from_server.dispose()


def _name(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return url.database or "sqlite://"
    return url.set(query={}).render_as_string(hide_password=True)


def _reason(error: Exception) -> str:
    lines = str(error.__cause__ or error).strip().splitlines()
    return lines[0][:REASON_MOST] if lines else type(error).__name__
