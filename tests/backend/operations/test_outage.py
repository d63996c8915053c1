"""The database goes away and comes back: requests are told when to come again, and the server heals by itself."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from backend.ledger.databases import opened
from backend.ledger.ledger import Ledger
from backend.operations import beats
from tests.backend.operations.server import Served, served
from tests.harness import postgresql
from tests.harness.fault_proxy import FaultProxy
from tests.harness.waiting import until


@dataclass
class Database:
    """A ledger whose database can be taken away and given back."""

    ledger: Ledger
    take: Callable[[], None]
    give: Callable[[], None]


@contextmanager
def _embedded(folder: Path) -> Iterator[Database]:
    ledger = opened(f"sqlite:///{folder / 'city.db'}", "en", make=True)
    taken = False

    def fail(*_: object) -> None:
        if taken:
            raise OperationalError("", {}, Exception("disk I/O error"))

    def put(away: bool) -> None:
        nonlocal taken
        taken = away

    event.listen(ledger.engine, "before_cursor_execute", fail)
    yield Database(ledger, lambda: put(True), lambda: put(False))
    ledger.engine.dispose()


@contextmanager
def _on_a_server() -> Iterator[Database]:
    """PostgreSQL behind a proxy that can be cut."""
    if not postgresql.URL:
        pytest.skip("no PostgreSQL was named in IOC_TEST_POSTGRESQL")
    name = f"outage_{uuid.uuid4().hex[:12]}"
    url = make_url(postgresql.begun(postgresql.URL, name))
    with FaultProxy((url.host or "127.0.0.1", url.port or 5432)) as proxy:
        through = url.set(host="127.0.0.1", port=proxy.port).render_as_string(hide_password=False)
        ledger = opened(through, "en", make=True)

        def take() -> None:
            proxy.mode = "refuse"
            proxy.cut()

        def give() -> None:
            proxy.mode = "clear"

        yield Database(ledger, take, give)
        ledger.engine.dispose()
    postgresql.drop(postgresql.URL, name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    with _embedded(tmp_path) if request.param == "sqlite" else _on_a_server() as one:
        yield one


def _state(server: Served, name: str) -> str:
    server.operations.readiness._looked_at = float("-inf")
    return server.checks()[name]


def test_an_outage_is_told_and_heals_by_itself(
    database: Database, monkeypatch: pytest.MonkeyPatch, expected_noise: list[str], possible_noise: list[str]
) -> None:
    expected_noise += ["the database is away or busy", "the round .* failed and is tried again"]
    possible_noise += [
        "Exception (during reset|terminating connection|closing connection)",
        "the database is (not )?heard",
    ]
    monkeypatch.setattr(beats, "RETRY_S", 0.05)
    monkeypatch.setattr("backend.rounds.LOOK_EVERY_S", 0.05)
    with served(database.ledger) as server:
        token = server.token()
        assert server.get("/v1/me", token).status_code == 200
        assert server.get("/readyz").status_code == 200
        database.take()
        answer = server.get("/v1/me", token)
        assert (answer.status_code, answer.json()["code"]) == (503, "database-away")
        assert int(answer.headers["Retry-After"]) > 0
        assert answer.json()["request_id"]
        assert _state(server, "database") == "fail"
        assert server.get("/readyz").status_code == 503
        assert server.get("/livez").status_code == 200
        standing = server.operations.readiness.standing
        until(lambda: all(one.failures for one in standing() if one.name.startswith("look")), "failures of rounds")
        database.give()
        until(lambda: server.get("/v1/me", token).status_code == 200, "an answer after the outage")
        until(lambda: _state(server, "database") == "ok", "readiness after the outage")
        failed = {one.name: one.failures for one in standing()}
        until(lambda: all(one.since_s < 5 for one in standing() if one.name.startswith("look")), "the rounds' return")
        assert all(one.failures >= failed[one.name] for one in standing())


def test_a_database_that_hangs_is_told_of_in_time(possible_noise: list[str]) -> None:
    possible_noise += ["the database is away or busy", "the round .* failed", "Exception (during|terminating|closing)"]
    possible_noise.append("the database is (not )?heard")
    if not postgresql.URL:
        pytest.skip("no PostgreSQL was named in IOC_TEST_POSTGRESQL")
    name = f"outage_{uuid.uuid4().hex[:12]}"
    url = make_url(postgresql.begun(postgresql.URL, name))
    with contextlib.ExitStack() as stack:
        proxy = stack.enter_context(FaultProxy((url.host or "127.0.0.1", url.port or 5432)))
        through = url.set(host="127.0.0.1", port=proxy.port).render_as_string(hide_password=False)
        ledger = opened(through, "en", make=True)
        stack.callback(ledger.engine.dispose)
        server = stack.enter_context(served(ledger))
        server.operations.readiness.looker.bound_s = 0.2
        proxy.mode = "stall"
        until(lambda: _state(server, "database") == "fail", "the check that is bounded")
        assert server.get("/livez").status_code == 200
        proxy.mode = "clear"
        until(lambda: _state(server, "database") == "ok", "the way back")
    postgresql.drop(postgresql.URL, name)
