"""What a number told of before: found without telling it, within reach, noted, and not without end; over real HTTP."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from backend.audit.verifying import verify
from backend.base.clock import iso, now_ms
from backend.ledger.ledger import Ledger
from backend.ledger.numbers import NAME, hashed, key_of
from backend.ledger.schema import audit_lines, kept_keys, records, reporters, users
from backend.past.moving import DAY_MS, move
from backend.people.roles import Role
from backend.privacy.erasing import Reason, erase
from backend.privacy.told_by import DAYS, KIND, MOST
from tests.backend.device import Device
from tests.backend.operations.server import Served
from tests.backend.operations.server import served as serving
from tests.backend.privacy.test_informant import Town, at, opened, put

PHONE = "0912 345 678"


@pytest.fixture
def served(ledger: Ledger) -> Iterator[Served]:
    with serving(ledger) as running:
        yield running


def ask(device: Any, phone: str = PHONE) -> tuple[int, list[dict[str, Any]]]:
    answer = device.call("POST", "/v1/incidents/told-by", json={"phone": phone})
    return answer.status_code, answer.json().get("incidents", [])


def told(served: Served, key: str, phone: str = PHONE, **data: Any) -> None:
    """An incident that a source reports."""
    said = {"title": "Ngập", "created_at": iso(now_ms()), "state": "new", "severity": 3, "code": f"SC-{key}", **data}
    served.ledger.publish([("incident", key, {**said, "reporter": {"name": "Bà Lan", "phone": phone}})])


def test_however_it_is_written_it_is_the_same_number(served: Served) -> None:
    desk = at(served, "desk-a")
    key = opened(desk)
    put(desk, key)
    told(served, "other", "0912 345 679")
    for written in (PHONE, "0912345678", "+84 912 345 678", "0912.345.678"):
        status, [found] = ask(desk, written)
        assert status == 200
        assert (found["id"], found["title"], found["severity"]) == (key, "Cháy ở chợ", 2)
        assert set(found) == {"id", "code", "title", "state", "severity", "created_at"}
    assert ask(desk, "0912 345 67") == (200, [])


@pytest.mark.parametrize("phone", ["113", "xxx", "+", "٠", "0" * 40])
def test_what_is_nobodys_number_finds_nothing(served: Served, phone: str) -> None:
    desk = at(served, "desk-a")
    told(served, "one", phone)
    told(served, "two", "")
    assert ask(desk, phone) == (200, [])


def test_the_newest_ten_of_the_last_days_of_the_past_as_well(served: Served) -> None:
    desk = at(served, "desk-a")
    for number in range(MOST + 3):
        told(served, f"n-{number}", created_at=iso(now_ms() - number * DAY_MS))
    told(served, "old", created_at=iso(now_ms() - (DAYS + 1) * DAY_MS))
    told(served, "odd", created_at="gestern")
    _status, found = ask(desk)
    assert [one["id"] for one in found] == [f"n-{number}" for number in range(MOST)]
    ended = iso(now_ms() - 40 * DAY_MS)
    told(served, "ended", "0912 000 111", state="closed", created_at=ended, updated_at=ended, resolved_at=ended)
    with served.ledger.write() as connection:
        connection.execute(update(records).where(records.c.id == "ended").values(changed_ms=now_ms() - 40 * DAY_MS))
    move(served.ledger, now_ms())
    assert served.ledger.current("incident", "ended") is None
    assert [one["id"] for one in ask(desk, "0912 000 111")[1]] == ["ended"]


def test_only_what_the_asker_would_see(served: Served) -> None:
    told(served, "near", ward="Phường Bến Đá")
    told(served, "far", ward="Phường Hòa An")
    desk = at(served, "desk-a")
    assert {one["id"] for one in ask(desk)[1]} == {"near", "far"}
    served.token(Role.DUTY_OFFICER)
    with served.ledger.write() as connection:
        limited = update(users).where(users.c.id == str(Role.DUTY_OFFICER))
        connection.execute(limited.values(limits={"areas": ["Phường Bến Đá"]}))
    narrowed = Device(Town(served), str(Role.DUTY_OFFICER), "desk-b")
    assert [one["id"] for one in ask(narrowed)[1]] == ["near"]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AUDITOR, Role.ADMIN, Role.AGENCY])
def test_who_may_not_reveal_is_told_nothing(served: Served, role: Role) -> None:
    told(served, "one")
    assert ask(at(served, "desk-b", role))[0] == 403
    assert _asked(served) == []


def _asked(served: Served) -> list[Any]:
    with served.ledger.engine.connect() as connection:
        return list(connection.execute(select(audit_lines).where(audit_lines.c.kind == KIND)))


def test_it_is_noted_without_the_number(served: Served) -> None:
    told(served, "one")
    desk = at(served, "desk-a")
    ask(desk)
    [line] = _asked(served)
    assert (line.who, line.device, line.what) == ("operator", "desk-a", '{"incidents":1}')
    assert PHONE not in str(tuple(line))
    with served.ledger.engine.connect() as connection:
        assert not verify(connection).findings


def test_nobody_asks_of_numbers_without_end(served: Served) -> None:
    served.ledger.note("personal_data", '{"reveals": {"told_from": 1, "most": 1}}')
    told(served, "one")
    desk, other = at(served, "desk-a"), at(served, "desk-b", Role.DUTY_OFFICER)
    assert [ask(desk, f"0912 345 67{number}")[0] for number in range(5)] == [200] * 4 + [429]
    assert ask(other)[0] == 200, "another one is not kept from it"


def test_what_is_erased_is_found_no_more(served: Served) -> None:
    told(served, "one", state="closed")
    desk = at(served, "desk-a")
    assert len(ask(desk)[1]) == 1
    erase(served.ledger, ["one"], Reason("command", "asked for"), now_ms())
    assert ask(desk) == (200, [])
    with served.ledger.engine.connect() as connection:
        assert list(connection.execute(select(reporters))) == []


def test_the_index_tells_nobody_a_number(served: Served) -> None:
    told(served, "one")
    with served.ledger.write() as connection:
        [kept] = connection.execute(select(reporters.c.phone_key)).scalars()
        key = key_of(connection)
        assert kept == hashed(key, PHONE)
        assert len(kept) == 64
        assert kept != hashed(bytes(32), PHONE)
        connection.execute(delete(kept_keys).where(kept_keys.c.name == NAME))
        assert key_of(connection) != key, "each database has one of its own"
        assert key_of(connection) == key_of(connection)


@pytest.mark.parametrize("body", [{}, {"phone": ""}, {"phone": "0" * 41}, {"phone": 5}, {"phone": "0912", "x": 1}])
def test_what_is_no_question_is_refused(served: Served, body: dict[str, Any]) -> None:
    answer = at(served, "desk-a").call("POST", "/v1/incidents/told-by", json=body)
    assert answer.status_code == 422
    assert "0912" not in answer.text or body.get("phone") != "0912"


def test_a_guessed_id_is_no_incident(served: Served) -> None:
    told(served, f"x-{uuid.uuid4()}", "0912 777 888")
    assert ask(at(served, "desk-a"), "0912 777 889") == (200, [])
