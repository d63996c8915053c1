"""Whether a server says how it is: alive, ready, and which check is not in order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from backend.ledger.databases import opened
from backend.ledger.ledger import Ledger
from backend.operations.beats import Standing
from backend.operations.kernel_clock import KernelClock, kernel_clock
from backend.operations.readiness import MIB, Limits, Readiness
from backend.people.roles import Role
from tests.backend.operations.server import Served, served


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = opened(f"sqlite:///{tmp_path / 'city.db'}", "en", make=True)
    yield made
    made.engine.dispose()


@pytest.fixture
def server(ledger: Ledger) -> Iterator[Served]:
    with served(ledger) as one:
        one.operations.readiness.clock = lambda: KernelClock(True, 0.01)
        yield one


def test_a_server_in_order_is_alive_and_ready_and_nobody_has_to_sign_in(server: Served) -> None:
    assert server.get("/livez").json()["status"] == "alive"
    answer = server.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ready"
    assert all(one["text"] for one in answer.json()["checks"])
    states = server.checks()
    assert {"database", "schema", "disk", "clock", "rounds", "draining"} <= states.keys()
    assert {states[name] for name in ("database", "schema", "clock", "rounds", "draining")} == {"ok"}
    assert server.get("/v1/health").json()["status"] == "ok", "as before"


def test_another_schema_is_not_served(server: Served) -> None:
    with server.ledger.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    answer = server.get("/readyz")
    assert answer.status_code == 503
    assert server.checks()["schema"] == "fail"
    with server.ledger.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    server.operations.readiness._looked_at = 0.0
    assert server.checks()["schema"] == "warn", "another server was updated first; old ones go on"


def test_a_server_that_ends_says_so_at_once_and_asks_for_no_more(server: Served) -> None:
    assert server.get("/readyz").status_code == 200
    server.operations.draining.begin()
    answer = server.get("/readyz")
    assert answer.status_code == 503, "whatever was kept of a second ago"
    assert server.checks()["draining"] == "fail"
    assert answer.headers["Connection"] == "close"
    assert server.get("/livez").status_code == 200


async def _states(readiness: Readiness) -> dict[str, str]:
    readiness._looked_at = float("-inf")
    return {one.name: str(one.state) for one in await readiness.look()}


def test_disk_clock_and_rounds_are_told_of_and_only_a_full_disk_takes_the_server_out(server: Served) -> None:
    readiness = server.operations.readiness
    readiness.limits = Limits(disk_low_bytes=10**9 * MIB, folders=(Path("/is/not/there"),))
    readiness.clock = lambda: KernelClock(False, 16.0)
    readiness.standing = lambda: [Standing("look", 4000.0, 3, True)]
    states = server.checks()
    assert states["disk /is/not/there"] == "warn"
    assert (states["clock"], states["rounds"]) == ("warn", "warn")
    assert server.get("/readyz").status_code == 200
    if "disk" in states and server.operations.readiness.database_folder is not None:
        assert states["disk"] == "warn"
        readiness.limits = Limits(disk_full_bytes=10**9 * MIB)
        readiness._looked_at = float("-inf")
        assert server.checks()["disk"] == "fail"
        assert server.get("/readyz").status_code == 503
    readiness.clock = lambda: None
    readiness._looked_at = float("-inf")
    assert server.checks()["clock"] == "unknown"


def test_the_kernel_tells_of_its_clock_without_any_right() -> None:
    told = kernel_clock()
    assert told is None or told.max_error_s >= 0


def test_each_request_has_a_name_which_the_answer_the_problem_and_the_log_repeat(
    server: Served,
) -> None:
    given = server.get("/v1/me", **{"X-Request-Id": "desk-7.42"})
    assert given.headers["X-Request-Id"] == "desk-7.42"
    assert given.json()["request_id"] == "desk-7.42"
    made = server.get("/v1/me", **{"X-Request-Id": "not a name"})
    assert made.json()["request_id"] == made.headers["X-Request-Id"] != "not a name"
    assert server.get("/v1/me").headers["X-Request-Id"] != made.headers["X-Request-Id"]


def test_a_fault_of_ours_is_a_problem_as_well(
    server: Served, monkeypatch: pytest.MonkeyPatch, expected_noise: list[str], possible_noise: list[str]
) -> None:
    expected_noise.append("ERROR no answer to GET /v1/me")
    possible_noise.append("ERROR the round .* failed and is tried again")  # one that begins just now meets it too
    token = server.token(Role.OPERATOR)
    monkeypatch.setattr(server.ledger, "noted", lambda _key: 1 / 0)
    answer = server.get("/v1/me", token)
    assert (answer.status_code, answer.json()["code"]) == (500, "internal-server-error")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["request_id"] == answer.headers["X-Request-Id"]
