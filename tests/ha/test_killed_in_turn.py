"""Two servers, HAProxy, a primary and its standby: each is killed in turn under work, and nothing answered is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import requests

from tests.ha.balancer import Balancer, needs_haproxy
from tests.ha.desk import BusyDesk
from tests.ha.postgres import database, needs_postgresql, pair
from tests.ha.reader import Reader
from tests.ha.replicas import OPERATORS, Replicas
from tests.harness.proven import Proven, key_of

pytestmark = [pytest.mark.timeout(900), needs_postgresql, needs_haproxy]


@pytest.mark.kind(
    "several-servers",
    "kill -9 to one server, to HAProxy, to the other server, to the primary of two PostgreSQL that commit together",
    "Work goes on; each note that was answered is there once; nobody begins anew.",
)
def test_nothing_answered_is_lost(tmp_path: Path) -> None:
    with (
        pair(synchronous=True) as databases,
        Replicas(tmp_path, databases.address) as replicas,
        Balancer(tmp_path, replicas) as balancer,
    ):
        targets = replicas.report("kill", 10)
        readers = Reader([balancer.door], OPERATORS[0]), Reader(replicas.doors, OPERATORS[1])
        with readers[0], readers[1]:
            with BusyDesk(balancer.door, OPERATORS[2], "busy", targets) as desk:
                desk.does(10, "before anything happens")
                for number in (0, 1):
                    replicas.kill(number)
                    desk.does(10, f"while server {number} is dead")
                    replicas.start(number)
                    desk.does(10, f"after server {number} came back")
                    balancer.kill()
                    balancer.start()
                    desk.does(10, "after HAProxy was killed and started")
                databases.primary.kill()
                databases.standby.promote()
                desk.does(10, "after the standby took over")
            answered, held = desk.answered, replicas.held()
            for reader in readers:
                assert reader.holds(held), reader.fault or "a reader holds something else than the database"
                assert (reader.rebuilt, reader.went_back) == (0, [])
        _is_there_once(replicas, targets, answered)


@pytest.mark.kind(
    "several-servers",
    "A server stands still under work, its connections open, and goes on a while later",
    "HAProxy passes everything to the other one; what it had in its hands is done once.",
)
def test_a_server_that_stands_still(tmp_path: Path) -> None:
    with (
        database("still") as address,
        Replicas(tmp_path, address) as replicas,
        Balancer(tmp_path, replicas) as balancer,
    ):
        targets = replicas.report("still", 10)
        with Reader([balancer.door], OPERATORS[0]) as reader:
            with BusyDesk(balancer.door, OPERATORS[2], "busy", targets) as desk:
                balancer.takes_in(0)
                desk.does(10, "while both work")
                replicas.freeze(0)
                desk.does(10, "while one stands still", 120)
                replicas.thaw(0)
                balancer.takes_in(0)
                desk.does(10, "after it went on")
            assert reader.holds(replicas.held()), reader.fault or "the reader holds something else than the database"
            assert (reader.rebuilt, reader.went_back) == (0, [])
        _is_there_once(replicas, targets, desk.answered)


@pytest.mark.kind(
    "several-servers",
    "No server passes HAProxy's checks: the database is gone",
    "Consoles hear from a server that it is, and when to come again, not an error of HAProxy's; then work goes on.",
)
def test_who_is_not_ready_still_says_why(tmp_path: Path) -> None:
    with (
        pair(synchronous=False) as databases,
        Replicas(tmp_path, databases.address) as replicas,
        Balancer(tmp_path, replicas) as balancer,
    ):
        targets = replicas.report("away", 1)
        with BusyDesk(balancer.door, OPERATORS[2], "busy", targets) as desk:
            desk.does(10, "before anything happens")
            databases.stop()
            for number in (0, 1):
                balancer.takes_out(number)
            answer = requests.get(
                f"{balancer.door.url}/v1/me", auth=Proven(key_of("busy"), "none"), verify=str(balancer.door.authority),
                timeout=60,
            )  # fmt: skip
            assert (answer.status_code, answer.json()["code"]) == (503, "database-away")
            assert int(answer.headers["Retry-After"]) > 0
            databases.primary.start()
            desk.does(10, "after the database came back")
        _is_there_once(replicas, targets, desk.answered)


def _is_there_once(replicas: Replicas, targets: list[dict[str, Any]], answered: dict[str, str]) -> None:
    """Each note that was answered is in the log, and in its incident's history once; the audit is whole."""
    replicas.check_audit()
    assert {row.action_id for row in replicas.log()} >= answered.keys()
    told = replicas.told(targets)
    assert {text: told[text] for text in answered.values() if told[text] != 1} == {}
