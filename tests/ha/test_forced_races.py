"""What two servers do at the same moment, brought about for certain: a lock of the database holds both of them in the
middle of what they do, and is let go when both wait."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
import requests
from sqlalchemy import func, select, text

from backend.audit.checkpoints import sign
from backend.audit.keys import key_of as audit_key_of
from backend.audit.lines import note
from backend.ledger.databases import opened
from backend.ledger.engine import engine_of
from backend.ledger.schema import audit_checkpoints, users
from backend.people.accounts import Accounts
from backend.people.roles import Role
from contract.evidence import PIECE_BYTES
from tests.attacks.test_evidence_at_the_server import PICTURE, body
from tests.backend.device import Device
from tests.ha.postgres import database, needs_database
from tests.ha.replicas import ADMINS, OPERATORS, Replicas
from tests.harness.proven import Proven, signed_in
from tests.harness.waiting import until

pytestmark = [pytest.mark.timeout(900), needs_database]
LINES = "SELECT value FROM counters WHERE name = 'lines' FOR UPDATE"
"""Nobody writes a line of the audit, which all do last."""
SOURCES = "SELECT last_ms FROM sign_in_sources FOR UPDATE"
"""Whose password was right at a known place waits before it is let in."""
PIECES = "SELECT digest FROM evidence FOR UPDATE"
"""No piece is counted."""
HEADS = "LOCK TABLE audit_checkpoints IN SHARE MODE"
"""No head is written."""
WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")


@pytest.fixture(scope="module")
def replicas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replicas]:
    """Two of them over a database of their own."""
    with database("forced") as address, Replicas(tmp_path_factory.mktemp("forced"), address) as running:
        yield running


def _held_by(replicas: Replicas, statement: str, *works: Callable[[], Any]) -> list[Any]:
    """What all of the works answer, which go on once each of them waits for what the statement holds, or for another
    that does."""
    engine = engine_of(replicas.address)
    try:
        with ThreadPoolExecutor(len(works)) as pool:
            with engine.begin() as connection:
                connection.execute(text(statement))
                begun = [pool.submit(work) for work in works]
                until(lambda: _waiting(replicas) >= len(works), "each of them waits for a lock", 60)
            return [one.result() for one in begun]
    finally:
        engine.dispose()


def _waiting(replicas: Replicas) -> int:
    return int(replicas.rows(WAITING)[0][0])


def _enter(replicas: Replicas, number: int, user: str, name: str) -> Proven | int:
    """Somebody who signs in at that server, or the status of the refusal."""
    door = replicas.doors[number]
    try:
        return signed_in(door.url, user, door.password, name)
    except requests.HTTPError as error:
        return error.response.status_code


def _status(replicas: Replicas, number: int, proven: Proven) -> int:
    return requests.get(f"{replicas.doors[number].url}/v1/me", auth=proven, timeout=60).status_code


def _are_in(entered: list[Proven | int]) -> None:
    assert all(isinstance(one, Proven) for one in entered), entered


def test_one_person_comes_to_a_colleagues_device_at_both(replicas: Replicas) -> None:
    _are_in([_enter(replicas, 0, OPERATORS[1], "shared")])
    _are_in(_held_by(replicas, LINES, *(partial(_enter, replicas, n, OPERATORS[0], "shared") for n in (0, 1))))


def test_one_person_comes_to_a_new_device_and_to_their_own(replicas: Replicas) -> None:
    _are_in([_enter(replicas, 0, OPERATORS[0], "own")])
    works = (partial(_enter, replicas, n, OPERATORS[0], name) for n, name in enumerate(("new", "own")))
    _are_in(_held_by(replicas, LINES, *works))


def test_a_password_that_is_reset_while_the_old_one_is_looked_at(replicas: Replicas) -> None:
    user, other = OPERATORS[2], opened(replicas.address, "en")
    _are_in([_enter(replicas, 1, user, "old-password")])
    engine = engine_of(replicas.address)
    with ThreadPoolExecutor(1) as pool:
        with engine.begin() as connection:
            connection.execute(text(SOURCES))
            entering = pool.submit(_enter, replicas, 1, user, "old-password")
            until(lambda: _waiting(replicas) >= 1, "the old password was right", 60)
            Accounts(other).put(user, user, Role.OPERATOR, "", secrets.token_urlsafe(16))
        entered = entering.result()
    engine.dispose()
    other.engine.dispose()
    assert entered == 401, entered


def test_a_device_that_is_shut_out_while_somebody_sits_down(replicas: Replicas) -> None:
    admin = Device(replicas.doors[0], ADMINS[0], "shuts-out")
    _are_in([_enter(replicas, 1, OPERATORS[3], "lost")])
    shut = partial(admin.call, "PATCH", "/v1/admin/devices/lost", json={"disabled": True})
    done, entered = _held_by(replicas, LINES, shut, partial(_enter, replicas, 1, OPERATORS[3], "lost"))
    assert done.status_code == 200
    if isinstance(entered, Proven):
        until(lambda: _status(replicas, 1, entered) == 401, "its sign-in ended", 60)
    else:
        assert entered == 403


def test_two_administrators_shut_out_each_other(replicas: Replicas) -> None:
    desks = [Device(door, person, f"desk-{person}") for door, person in zip(replicas.doors, ADMINS, strict=True)]
    works = [
        partial(desk.call, "PATCH", f"/v1/admin/people/{person}", json={"disabled": True})
        for desk, person in zip(desks, reversed(ADMINS), strict=True)
    ]
    said = sorted(answer.status_code for answer in _held_by(replicas, LINES, *works))
    left = replicas.rows(select(users.c.is_disabled).where(users.c.id.in_(ADMINS)))
    replicas.let_in()
    assert sorted(row.is_disabled for row in left) == [False, True]
    assert said == [200, 409]


def test_evidence_comes_to_both(replicas: Replicas) -> None:
    desks = [Device(door, OPERATORS[4], "takes-pictures") for door in replicas.doors]
    said = body(desks[0], file=f"{secrets.token_hex(4)}.png")
    answers = _held_by(replicas, LINES, *(partial(desk.call, "POST", "/v1/evidence", json=said) for desk in desks))
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    digest = answers[0].json()["receipt"]["digest"]
    for number in range(2):
        part = PICTURE[number * PIECE_BYTES : (number + 1) * PIECE_BYTES]
        path = f"/v1/evidence/{digest}/pieces/{number}"
        sent = _held_by(replicas, PIECES, *(partial(desk.call, "PUT", path, data=part) for desk in desks))
        assert [answer.status_code for answer in sent] == [200, 200]
    assert sent[0].json()["complete"]


def test_heads_are_signed_by_both(replicas: Replicas) -> None:
    key = audit_key_of(replicas.audit_key, "en")
    ledgers = [opened(replicas.address, "en") for _ in range(2)]
    with ledgers[0].aside() as connection:
        note(connection, "trust-tried", "server")
    _held_by(replicas, HEADS, *(partial(sign, one, key, now=True) for one in ledgers))
    for one in ledgers:
        one.engine.dispose()
    number, before = audit_checkpoints.c.number, audit_checkpoints.c.before
    (count,) = replicas.rows(select(func.count(number)))
    (bases,) = replicas.rows(select(func.count(before.distinct())))
    assert count[0] == bases[0] > 0
    replicas.check_audit()
