"""A backup is taken from a server at work, proven, put back into another database, and its consoles offer the rest."""

from __future__ import annotations

import fcntl
import json
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from backend.__main__ import main
from backend.backups.backup import BESIDE, backups_in
from backend.backups.facts import facts_of
from backend.ledger.engine import engine_of
from backend.ledger.ledger import Ledger
from backend.people.roles import Role
from tests.backend.device import Device
from tests.backend.operations.server import PASSWORD, Served, served
from tests.harness import postgresql

ROOT = Path(__file__).resolve().parents[3]
INCIDENT = {"type": "incident", "id": "i1", "version": 1}


class Place:
    """Where databases are: files of a folder, or a server's, made with a name and taken away at the end."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.kind = kind
        self._folder = folder
        self._schema = f"backup_{uuid.uuid4().hex[:10]}"
        self._made: list[str] = []

    def address(self, name: str) -> str:
        if self.kind == "sqlite":
            return f"sqlite:///{self._folder / name}.db"
        database = f"{self._schema}_{name}"
        if database not in self._made:
            self._on_server(f'CREATE DATABASE "{database}"')
            self._made.append(database)
        return make_url(postgresql.URL).set(database=database).render_as_string(hide_password=False)

    def close(self) -> None:
        for database in self._made:
            self._on_server(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def _on_server(self, statement: str) -> None:
        engine = engine_of(postgresql.URL)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(statement))
        engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "postgresql" and not postgresql.URL:
        pytest.skip("no PostgreSQL was named in IOC_TEST_POSTGRESQL")
    made = Place(tmp_path, request.param)
    yield made
    made.close()


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key"
    assert main(["backup", "--new-key", str(path), "--lang", "en"]) == 0
    return path


def _opened(address: str) -> Ledger:
    """Without the harness' own schemas: commands are run on the same address."""
    engine = engine_of(address)
    with engine.connect():
        pass
    return Ledger(_upgraded(engine))


def _upgraded(engine: Any) -> Any:
    from backend.ledger.schema import metadata
    from backend.migrations import upgrade

    upgrade(engine, metadata)
    return engine


def _filled(server: Served) -> Device:
    """A desk that has acted."""
    server.ledger.publish([("incident", "i1", {"title": "Ngập đường Trần Phú", "state": "new"})])
    server.token(Role.OPERATOR)
    town: Any = SimpleNamespace(url=server.url, password=PASSWORD)
    desk = Device(town, "operator", "desk-1")
    for number in range(5):
        assert desk.send(desk.action("note", INCIDENT, text=f"ghi chú {number}"))[0]["result"] == "applied"
    return desk


def _run(*arguments: object) -> int:
    return main([*map(str, arguments), "--lang", "en"])


def test_it_comes_back_and_what_it_lacks_is_offered_again(
    place: Place, key: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger, folder = _opened(place.address("one")), tmp_path / "backups"
    with served(ledger) as server:
        desk = _filled(server)
        assert _run("backup", folder, "--database", place.address("one"), "--key-file", key) == 0
        later = desk.action("note", INCIDENT, text="sau bản sao")
        assert desk.send(later)[0]["result"] == "applied"
        with ledger.engine.connect() as connection:
            now = facts_of(connection)
    (file,) = backups_in(folder).values()
    said = json.loads((folder / (file.name + BESIDE)).read_text(encoding="utf-8"))
    assert said["facts"]["audit_seq"] == 5
    assert now.audit_seq == 6
    assert b"ghi ch" not in file.read_bytes()
    assert [one.name for one in folder.iterdir() if one.name.startswith(".")] == [".lock"]

    assert _run("restore", file, "--database", place.address("two"), "--key-file", key) == 0
    assert "new epoch" in capsys.readouterr().out
    again = _opened(place.address("two"))
    assert again.epoch != ledger.epoch
    with again.engine.connect() as connection:
        found = facts_of(connection)
    counts = said["facts"]["counts"]
    told = {"audit_lines": counts["audit_lines"] + 1}  # that it was restored
    assert (found.audit_head, found.counts) == (said["facts"]["audit_head"], counts | told)
    with served(again) as server:
        desk.town = SimpleNamespace(url=server.url, password=PASSWORD)
        assert desk.send(later)[0]["result"] == "applied", "the desk offers it again, with the same key"
    assert _run("check", "--database", place.address("two")) == 0
    assert "6 actions in one chain" in capsys.readouterr().out
    for one in (ledger, again):
        one.engine.dispose()


def test_what_is_there_is_refused_or_put_aside_and_never_deleted(
    place: Place, key: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger, folder, address = _opened(place.address("one")), tmp_path / "backups", place.address("one")
    ledger.publish([("incident", "i1", {"title": "trước"})])
    assert _run("backup", folder, "--database", address, "--key-file", key) == 0
    ledger.publish([("incident", "i2", {"title": "sau"})])
    ledger.engine.dispose()
    (file,) = backups_in(folder).values()
    capsys.readouterr()
    assert _run("restore", file, "--database", address, "--key-file", key) == 1
    assert "is not empty; nothing was changed" in capsys.readouterr().err
    kept = _opened(address)
    assert kept.current("incident", "i2") is not None
    kept.engine.dispose()
    assert _run("restore", file, "--database", address, "--key-file", key, "--replace") == 0
    said = capsys.readouterr().out
    assert "What was there before is in" in said
    back = _opened(address)
    assert back.current("incident", "i1") is not None
    assert back.current("incident", "i2") is None
    back.engine.dispose()
    aside = said.split("is in ")[1].split(";")[0]
    if place.kind == "sqlite":
        with closing(sqlite.connect(aside)) as connection:
            assert connection.execute("SELECT count(*) FROM records WHERE id = 'i2'").fetchone() == (1,)
        return
    engine = engine_of(address)
    with engine.connect() as there:
        assert there.execute(text(f"SELECT count(*) FROM {aside}.records WHERE id = 'i2'")).scalar() == 1  # noqa: S608
    engine.dispose()


def test_a_wrong_key_and_a_changed_file_are_refused_before_anything_is_written(
    place: Place, key: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if place.kind != "sqlite":
        pytest.skip("the same for both")
    ledger, folder, address = _opened(place.address("one")), tmp_path / "backups", place.address("one")
    assert _run("backup", folder, "--database", address, "--key-file", key) == 0
    ledger.engine.dispose()
    (file,) = backups_in(folder).values()
    other = tmp_path / "other"
    assert _run("backup", "--new-key", other) == 0
    target = place.address("two")
    assert _run("restore", file, "--database", target, "--key-file", other) == 1
    assert "cannot be opened" in capsys.readouterr().err
    file.write_bytes(file.read_bytes()[:-1])
    assert _run("restore", file, "--database", target, "--key-file", key) == 1
    assert not (tmp_path / "two.db").exists()
    assert _run("restore", file, "--database", target) == 1
    assert "No key is named" in capsys.readouterr().err


def test_a_database_in_use_is_not_taken_away(place: Place, key: Path, tmp_path: Path) -> None:
    if place.kind != "sqlite":
        pytest.skip("of a file alone")
    ledger, folder, address = _opened(place.address("one")), tmp_path / "backups", place.address("one")
    assert _run("backup", folder, "--database", address, "--key-file", key) == 0
    (file,) = backups_in(folder).values()
    with ledger.engine.connect() as connection:
        connection.execute(text("SELECT count(*) FROM records")).scalar()
        assert _run("restore", file, "--database", address, "--key-file", key, "--replace") == 1
    ledger.publish([("incident", "i9", {"title": "tiếp tục"})])
    assert ledger.current("incident", "i9") is not None
    ledger.engine.dispose()


def test_older_ones_go_by_the_calendar_and_only_after_a_new_one_is_proven(
    tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, folder = Place(tmp_path, "sqlite"), tmp_path / "backups"
    ledger = _opened(place.address("one"))
    folder.mkdir()
    now = datetime.now(UTC)
    old = [folder / (now - timedelta(days=days)).strftime("ioc-%Y%m%dT%H%M%SZ.backup") for days in range(1, 5)]
    for one in (*old, folder / "ioc-notes.backup", folder / "other.txt"):
        one.write_text("x")
    command = ("backup", folder, "--database", place.address("one"), "--key-file", key, "--keep", "daily=2")
    monkeypatch.setattr("backend.backups.backup.broken_at", lambda _connection: "a-7")
    assert _run(*command) == 1
    assert all(one.exists() for one in old)
    monkeypatch.undo()
    assert _run(*command) == 0
    assert [one.exists() for one in old] == [True, False, False, False]
    assert (folder / "ioc-notes.backup").exists()
    assert (folder / "other.txt").exists()
    ledger.engine.dispose()


def test_two_at_once_are_one_and_what_a_killed_one_left_is_taken_away(
    tmp_path: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, folder = Place(tmp_path, "sqlite"), tmp_path / "backups"
    _opened(place.address("one")).engine.dispose()
    left = folder / ".taking-abc"
    left.mkdir(parents=True)
    (left / "content").write_text("nobody's any more")
    command = ("backup", folder, "--database", place.address("one"), "--key-file", key)
    with (folder / ".lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert _run(*command) == 1
    assert "Another backup" in capsys.readouterr().err
    assert left.exists()
    assert _run(*command) == 0
    assert not left.exists()


def _spoilt(statement: str) -> Callable[[Ledger], None]:
    def spoil(ledger: Ledger) -> None:
        with ledger.engine.begin() as connection:
            connection.execute(text(statement))

    return spoil


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE actions SET result = 'rejected' WHERE device_seq = 3", "The chain of the log breaks at the action"),
        ("DELETE FROM actions WHERE device_seq = 2", "The chain of the log breaks at the action"),
        ("UPDATE counters SET value = 1 WHERE name = 'audit'", "The counter “audit” is 1, behind 5"),
        ("UPDATE devices SET last_seq = 2 WHERE device_id = 'desk-1'", "1 rows of the table devices"),
        ("DELETE FROM actions WHERE device_seq = 5", "The log ends at 4, and numbers up to 5 were given out"),
        ("DELETE FROM known_hashes", "5 rows of the table actions"),
        ("DELETE FROM users", "rows of the table tokens"),
        ("UPDATE alembic_version SET version_num = ''", "The schema is"),
    ],
)
def test_a_check_tells_of_what_cannot_be_so(
    tmp_path: Path, statement: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = Place(tmp_path, "sqlite")
    ledger = _opened(place.address("one"))
    with served(ledger) as server:
        _filled(server)
    assert _run("check", "--database", place.address("one")) == 0
    _spoilt(statement)(ledger)
    ledger.engine.dispose()
    capsys.readouterr()
    if "alembic" in statement:
        from backend.backups.soundness import faults_of

        assert [one.code for one in faults_of(engine_of(place.address("one")))] == ["check_schema"]
        return
    assert _run("check", "--database", place.address("one")) == 1
    assert words in capsys.readouterr().out


def test_a_log_whose_beginning_went_into_files_is_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = Place(tmp_path, "sqlite")
    ledger = _opened(place.address("one"))
    with served(ledger) as server:
        _filled(server)
    with ledger.engine.begin() as connection:
        told = connection.execute(text("SELECT audit_seq, audit_hash FROM actions WHERE audit_seq = 2")).one()
        connection.execute(text("DELETE FROM actions WHERE audit_seq <= 2"))
    assert _run("check", "--database", place.address("one")) == 1
    ledger.note("archived", json.dumps(dict(told._mapping)))
    ledger.engine.dispose()
    capsys.readouterr()
    assert _run("check", "--database", place.address("one")) == 0
    assert "3 actions in one chain" in capsys.readouterr().out


def test_the_password_is_on_no_command_line(place: Place, key: Path, tmp_path: Path) -> None:
    """The tools are started with everything that they need in their environment."""
    if place.kind == "sqlite":
        pytest.skip("a file has no password")
    log, tools = tmp_path / "log", tmp_path / "bin"
    tools.mkdir()
    for name in ("pg_dump", "pg_restore"):
        (tools / name).write_text(f'#!/bin/sh\necho "{name} $@" >> {log}\nexec /usr/bin/{name} "$@"\n')
        (tools / name).chmod(0o755)
    url = make_url(place.address("one"))
    _opened(place.address("one")).engine.dispose()
    word = tmp_path / "word"
    word.write_text(str(url.password))
    word.chmod(0o600)
    address = url.set(password=None).render_as_string(hide_password=False)
    told = ["--database", address, "--database-password-file", str(word), "--key-file", str(key)]
    done = subprocess.run(
        [sys.executable, "-m", "backend", "backup", str(tmp_path / "b"), *told],
        cwd=ROOT, env={"PATH": f"{tools}:/usr/bin:/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = log.read_text()
    assert "pg_dump" in said
    assert "pg_restore" in said
    assert f"{url.password}@" not in said
    assert f"user={url.username}" not in said
