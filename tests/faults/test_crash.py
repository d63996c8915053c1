"""The machine or the process is gone in the middle: killed, without power, half-way through an upgrade of its files."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pysqlite3.dbapi2 as sqlite3
import pytest
from sqlite_utils import Database

from offline_cache.cache import connect
from offline_cache.health import is_sound, quarantined
from offline_cache.schema import CACHE_STEPS, OUTBOX_STEPS, Steps, migration
from tests.faults.disk import told
from tests.faults.room import desk, linked
from tests.faults.seen import Seen
from tests.journeys.city import city
from tests.journeys.driver import Driver
from tests.soak.kills import kill_again_and_again
from tests.soak.power import cut_again_and_again

KILLS, CUTS = 10, 50
TOO_NEW = 999
NO_STORAGE = 5


def test_row_23_killed_at_random_moments(tmp_path: Path, seen: Seen) -> None:
    """Some while the files are being opened, the others while it saves and sends; a thousand by `make kills`."""
    with city(cameras=False) as town:
        figures = kill_again_and_again(tmp_path, town, KILLS, check_every=1)
    assert figures.good, figures
    assert figures.promised >= KILLS
    seen(
        23,
        "a console that saves and sends is killed at random moments, also while it opens (1,000 times by `make kills`)",
        "both files sound after each, everything promised is in the server's log exactly once",
        kills=figures.kills, promised=figures.promised, lost=figures.lost, doubled=figures.doubled,
    )  # fmt: skip


def test_row_24_power_cuts(seen: Seen, possible_noise: list[str]) -> None:
    """Database and journal fall back to what was synced, in part or torn; a thousand by `make power-cuts`."""
    possible_noise += ["no second copy: the power is gone", "the journal was not written anew: io_error"]
    with city(cameras=False) as town:
        figures = asyncio.run(cut_again_and_again(town, CUTS))
    assert figures.good, figures
    assert figures.promised >= CUTS
    seen(
        24,
        "the power is cut at random operations of the disk; what was not synced is lost, in part lost, or torn"
        " (1,000 times by `make power-cuts`)",
        "the outbox is complete each time, everything promised is in the server's log exactly once",
        cuts=figures.cuts, promised=figures.promised, lost=figures.lost, doubled=figures.doubled,
    )  # fmt: skip


FILES = (("cache", CACHE_STEPS), ("outbox", OUTBOX_STEPS))


class _Dying:
    """A connection whose `at`-th statement is its last."""

    def __init__(self, connection: Any, at: int, die: Callable[[], None]) -> None:
        self._connection, self._left, self._die = connection, at, die

    def execute(self, statement: str) -> Any:
        self._left -= 1
        if self._left == 0:
            self._die()
        return self._connection.execute(statement)

    @property
    def in_transaction(self) -> bool:
        return bool(self._connection.in_transaction)


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _fail() -> None:
    raise sqlite3.OperationalError("disk I/O error")


def _upgrade(path: Path, steps: Steps, at: int, die: Callable[[], None]) -> None:
    connection = connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    try:
        migration("too_new", steps)(SimpleNamespace(conn=_Dying(connection, at, die)))  # type: ignore[arg-type]
    finally:
        connection.close()


def _old_file(path: Path, steps: Steps, version: int) -> None:
    """A file as a console of that version left it, with something in it."""
    for part in ("", "-wal", "-shm"):
        path.with_name(path.name + part).unlink(missing_ok=True)
    _upgrade(path, steps[:version], 0, _fail)
    if not version:
        return
    connection = connect(path)
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('cursor', 'c7')")
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if "records" in tables:
        connection.executemany(
            "INSERT INTO records VALUES ('incident', ?, 1, ?)",
            [(f"i{number}", json.dumps({"title": f"Ngập {number}", "state": "new"})) for number in range(50)],
        )
    connection.close()


def _content(path: Path) -> dict[str, list[Any]]:
    """Every ordinary table and view, and how they are made."""
    connection = connect(path)
    try:
        made = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()
        names = [name for kind, name, sql in made if kind in {"table", "view"} and "VIRTUAL" not in (sql or "")]
        found: dict[str, list[Any]] = {"": made}
        for name in names:
            if not name.startswith(("search_", "spelling_", "sqlite_")):
                found[name] = sorted(connection.execute(f"SELECT * FROM {name}").fetchall())  # noqa: S608
        found["version"] = connection.execute("PRAGMA user_version").fetchall()
        return found
    finally:
        connection.close()


def _in_a_child(work: Callable[[], None]) -> int:
    """Run `work` in a process of its own; the signal that ended it."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize(("name", "steps"), FILES, ids=["cache", "outbox"])
def test_row_36_an_upgrade_that_is_interrupted(tmp_path: Path, seen: Seen, name: str, steps: Steps) -> None:
    """Killed before, or failing at, each statement of each step: the file is an old one or the new one."""
    path = tmp_path / f"{name}.db"
    interruptions = 0
    for version in range(len(steps)):
        wanted: list[dict[str, list[Any]]] = []
        for upto in range(version, len(steps) + 1):
            _old_file(path, steps, version)
            _upgrade(path, steps[:upto], 0, _fail)
            wanted.append(_content(path))
        statements = len(steps[version]) + 4  # with PRAGMA, BEGIN, the number and COMMIT
        for at in range(1, statements + 1):
            for die in (_kill, _fail):
                _old_file(path, steps, version)
                ended = _in_a_child(lambda at=at, die=die: _upgrade(path, steps, at, die)) if die is _kill else 0  # type: ignore[misc]
                if die is _fail:
                    with pytest.raises(sqlite3.OperationalError):
                        _upgrade(path, steps, at, die)
                else:
                    assert ended == -signal.SIGKILL
                assert is_sound(path)
                assert _content(path) in wanted, f"half way between versions, at statement {at} from {version}"
                _upgrade(path, steps, 0, _fail)
                assert _content(path) == wanted[-1]
                interruptions += 1
    seen(
        36,
        f"the upgrade of {name}.db is killed before, or fails at, each statement, from each older version",
        "an older or the new version each time, with all data; the next start brings it up to date",
        interruptions=interruptions,
    )


def _of_the_future(path: Path) -> None:
    connection = connect(path)
    Database(connection, execute_plugins=False).conn.execute(f"PRAGMA user_version={TOO_NEW}")
    connection.close()


def test_row_36_files_of_a_newer_console(tmp_path: Path, seen: Seen) -> None:
    """The cache is fetched anew; an outbox is nobody's to change: the console says so and does not start."""
    with desk(tmp_path) as (town, _proxy, console):
        console.close()
        folder = tmp_path / "desk"
        _of_the_future(folder / "cache.db")
        with Driver(folder, "--backend", town.url) as again:
            again.until(lambda s: s["storage"] == "ok" and len(s["rows"]) > 10 and linked(s), 20, "a copy fetched anew")
            assert told(again.state(), "cache_too_new")
        assert len(quarantined(folder / "cache.db")) == 1
        _of_the_future(folder / "outbox.db")
        before = (folder / "outbox.db").read_bytes()
        refused = Driver(folder, "--backend", town.url)
        try:
            assert refused.process.wait(20) == NO_STORAGE
            assert str(TOO_NEW) in refused.last_words()
        finally:
            refused.close()
        assert (folder / "outbox.db").read_bytes() == before
    seen(
        36,
        "cache.db and outbox.db are those of a newer console",
        "the cache is put aside and fetched anew; with such an outbox the console names the version and does not start",
    )
