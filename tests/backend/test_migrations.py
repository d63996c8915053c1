"""A database of each earlier state comes up to today's schema with all that it has; a newer program's is left alone."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Engine, column, insert, inspect, select, table, text
from sqlalchemy.exc import SQLAlchemyError

from backend.ledger.databases import DatabaseError, opened
from backend.ledger.engine import engine_of, open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.numbers import hashed, key_of
from backend.ledger.past import Ended, keep
from backend.ledger.schema import metadata, point_days, reporters
from backend.migrations import FOLDER, HEAD, upgrade
from backend.past.searching import Asked, search
from backend.points.database import DatabasePoints

SERVER = os.environ.get("IOC_TEST_POSTGRESQL", "")
PARTS = sorted((Path(__file__).parent / "schemas").glob("*.sql"))
"""Each state of the schema before it had numbers is the parts up to one of them (`git log`)."""
FOR_A_SERVER = (("number INTEGER NOT NULL", "number SERIAL NOT NULL"), ("BLOB", "BYTEA"))


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database with nothing in it."""
    if request.param == "sqlite":
        found = engine_of(f"sqlite:///{tmp_path / 'old.db'}")
        yield found
        found.dispose()
        return
    if not SERVER:
        pytest.skip("no PostgreSQL was named in IOC_TEST_POSTGRESQL")
    name = f"test_{uuid.uuid4().hex}"
    server = engine_of(SERVER)
    with server.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    found = engine_of(f"{SERVER}?options=-csearch_path%3D{name}")
    yield found
    found.dispose()
    with server.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    server.dispose()


def _put(engine: Engine, parts: list[Path]) -> None:
    with engine.begin() as connection:
        for part in parts:
            words = part.read_text(encoding="utf-8")
            for ours, theirs in FOR_A_SERVER if engine.dialect.name == "postgresql" else ():
                words = words.replace(ours, theirs)
            for statement in words.split(";\n"):
                if statement.strip():
                    connection.exec_driver_sql(statement.replace("%", "%%"))


def _columns(engine: Engine) -> dict[str, list[Any]]:
    """Those of each of our tables that are there."""
    found = inspect(engine)
    there = {name: {one["name"] for one in found.get_columns(name)} for name in found.get_table_names()}
    return {
        name: [column for column in table.c if column.name in there[name]]
        for name, table in metadata.tables.items()
        if name in there
    }


def _content(engine: Engine, columns: dict[str, list[Any]] | None = None) -> dict[str, list[Any]]:
    """All rows of each of our tables that is there; of some only those columns."""
    asked = _columns(engine) | (columns or {})
    with engine.connect() as connection:
        found = {name: connection.execute(select(*of)).all() for name, of in asked.items()}
    return {name: sorted(map(repr, rows)) for name, rows in found.items()}


def _made(engine: Engine) -> Any:
    """What the database says of its tables, whichever way they were made."""
    found = inspect(engine)
    return {
        name: (
            [(one["name"], str(one["type"]), one["nullable"], one.get("default")) for one in found.get_columns(name)],
            found.get_pk_constraint(name)["constrained_columns"],
            sorted((str(one["name"]), one["column_names"]) for one in found.get_indexes(name)),
            sorted(one["column_names"] for one in found.get_unique_constraints(name)),
        )
        for name in sorted(found.get_table_names())
    }


def _is_compared(thing: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
    """SQLite's index of words is kept in tables of its own, which no metadata can say, PostgreSQL's in an index that
    SQLite has not."""
    if kind == "table":
        return not (name or "").startswith("past_words")
    return not (kind == "index" and name == "past_incidents_by_words" and str(thing.table.c.words.type) != "TSVECTOR")


def _is_todays(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_compared})
        assert context.get_current_heads() == (HEAD,)
        assert compare_metadata(context, metadata) == []


def _measured(engine: Engine) -> dict[str, list[tuple[int, float]]]:
    """What indicators measured, as it was kept before there were days."""
    found: dict[str, list[tuple[int, float]]] = {}
    with engine.connect() as connection:
        for key, at, value in connection.execute(text("SELECT * FROM points ORDER BY indicator_id, at_ms")):
            found.setdefault(key, []).append((at, value))
    return found


def _points(engine: Engine) -> dict[str, list[tuple[int, float]]]:
    """The same as it is kept today."""
    with engine.connect() as connection:
        keys = connection.execute(select(point_days.c.indicator_id).distinct()).scalars().all()
    store = DatabasePoints(engine)
    return {key: [point for _key, piece in store.raw([(key, -(10**13))]) for point in piece] for key in keys}


def test_measured_values_go_to_their_days_bit_by_bit(engine: Engine) -> None:
    _put(engine, PARTS[:1])
    day = 86_400_000
    rows = [
        {"key": key, "at": at, "value": at / 7 + number}
        for number, key in enumerate(("B-2", "a.1", "mưa"))
        for at in (-day - 1, -1, 0, 20_000 * day - 1, 20_000 * day, *range(20_500 * day, 20_502 * day, 60_000))
    ]
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO points VALUES (:key, :at, :value)"), rows)
    measured = _measured(engine)
    upgrade(engine, metadata)
    assert _points(engine) == measured
    store = DatabasePoints(engine)
    store.upkeep(20_502 * day)
    hours = [one for _key, piece in store.rolled([("a.1", 20_500 * day)], "hour") for one in piece]
    assert [one.number for one in hours] == [60] * 48


@pytest.mark.parametrize("state", range(1, len(PARTS) + 1))
def test_an_earlier_state_comes_up_with_all_that_it_has(engine: Engine, state: int) -> None:
    _put(engine, PARTS[:state])
    columns, before = _columns(engine), _content(engine)
    assert all(before.values())
    measured = _measured(engine)
    upgrade(engine, metadata)
    _is_todays(engine)
    assert _points(engine) == measured
    after = _content(engine)
    assert {name: rows for name, rows in _content(engine, columns).items() if name in before} == before
    assert {name for name, rows in after.items() if rows and name not in before} == {"point_days", "kept_keys"}
    upgrade(engine, metadata)
    assert _content(engine) == after


def test_who_called_before_is_found_by_their_number_afterwards(engine: Engine) -> None:
    _put(engine, PARTS)
    with engine.begin() as connection:
        many = [{"incident_id": f"c{number}", "data": {"phone": f"0912 34 {number:04}"}} for number in range(1200)]
        known = table("reporters", column("incident_id"), column("data", JSON))
        connection.execute(insert(known), many)  # more than one slice
    upgrade(engine, metadata)
    with engine.connect() as connection:
        secret = key_of(connection)
        for number in (0, 499, 500, 1199):
            wanted = select(reporters.c.incident_id).where(
                reporters.c.phone_key == hashed(secret, f"091234{number:04}")
            )
            assert list(connection.execute(wanted).scalars()) == [f"c{number}"]


@pytest.mark.parametrize("state", [1, len(PARTS)])
def test_a_ledger_lives_on_in_what_came_up(engine: Engine, state: int) -> None:
    _put(engine, PARTS[:state])
    upgrade(engine, metadata)
    ledger = Ledger(engine)
    assert ledger.epoch == "e7"
    assert ledger.current("incident", "i1") == (3, {"title": "Ngập đường Trần Phú", "state": "new"})
    ledger.publish([("incident", "i2", {"title": "Cháy ở chợ"})])
    assert ledger.current("incident", "i2") is not None
    with ledger.write() as connection:
        assert [ledger.next_opened(connection) for _again in range(2)] == [1, 2], "what is opened here has its count"
    with engine.connect() as connection:
        assert connection.execute(text("SELECT last_seq FROM devices")).scalar() == 9007199254740993


def test_a_new_database_is_the_same_as_one_that_came_up(engine: Engine) -> None:
    upgrade(engine, metadata)
    _is_todays(engine)
    new = _made(engine)
    with engine.begin() as connection:
        for name in new:
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")  # an index of words takes its own with it
    _put(engine, PARTS[:1])
    upgrade(engine, metadata)
    assert _made(engine) == new


def test_what_came_up_is_searched_as_what_is_new(engine: Engine) -> None:
    _put(engine, PARTS[:1])
    upgrade(engine, metadata)
    with engine.begin() as connection:
        for again in (1, 2):  # the second takes the first one's words with it
            keep(connection, [Ended("i1", again, 0, {"title": f"Ngập đường số {again}", "ward": "Bến Nghé"})])
    found = [[row.id for row in search(engine, Asked(text), 5)[0]] for text in ("duong so 2", "duong so 1")]
    assert found == [["i1"], []]


def test_the_number_of_the_program_is_its_newest_file() -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_an_upgrade_that_fails_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    old = engine_of(f"sqlite:///{tmp_path / 'old.db'}")
    _put(old, PARTS[:1])
    with old.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE wall_stills_by_time (name TEXT)")  # an index of ours is called so
    before = _made(old)
    with pytest.raises(SQLAlchemyError):
        upgrade(old, metadata)
    assert _made(old) == before
    with old.begin() as connection:
        connection.exec_driver_sql("DROP TABLE wall_stills_by_time")
    upgrade(old, metadata)
    _is_todays(old)
    old.dispose()


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "a newer version's (schema 9999)"), ("vi", "phiên bản mới hơn (lược đồ 9999)")]
)
def test_a_newer_programs_database_is_refused_in_one_sentence(tmp_path: Path, lang: str, words: str) -> None:
    address = f"sqlite:///{tmp_path / 'new.db'}"
    newer = open_engine(address)
    with newer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("DROP TABLE bound_tokens"))
    before = _made(newer)
    for make in (True, False):
        with pytest.raises(DatabaseError) as refused:
            opened(address, lang, make=make)
        assert words in str(refused.value)
        assert "\n" not in str(refused.value)
    assert _made(newer) == before
    newer.dispose()
