"""Somebody opens incidents: as another, where they see nothing, twice, with what belongs in none."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from backend.audit.verifying import verify
from backend.base.problems import ProblemError
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.schema import actions, audit_lines, erasures, past_incidents, records, reporters
from backend.people.accounts import Accounts
from backend.people.administration import Administration
from backend.people.roles import Role
from tests.attacks.conftest import Tried
from tests.backend.device import Device
from tests.backend.feeds.door_room import DoorRoom, incident, record
from tests.backend.operations.server import PASSWORD, Served
from tests.backend.operations.server import served as serving

PERSON = {"name": "Trần Văn A", "phone": "0912 345 678", "address": "Ngõ 3, Chợ Hòa An"}
PARTS = ("Văn A", "912 345", "Ngõ 3")
FIRE: dict[str, Any] = {"title": "Cháy ở chợ", "severity": 2, "channel": "emergency", "ward": "Phường Bến Đá"}
NO_INCIDENTS: dict[str, dict[str, Any]] = {
    "a title of 10,000 letters": {"title": "x" * 10_000},
    "a title without a letter": {"title": " \t\n"},
    "a title that turns around": {"title": "Ch\u202eáy"},
    "a place beyond the poles": {"lat": 90.1},
    "a severity of its own": {"severity": 0},
    "a channel of its own": {"channel": "../security"},
    "a thousand cameras": {"camera_ids": [f"cam-{number}" for number in range(1000)]},
    "more than an action holds": {"of_tomorrow": "x" * 20_000},
}


class Town:
    """As `Device` asks for it."""

    def __init__(self, served: Served) -> None:
        self.url, self.password, self.opened = served.url, PASSWORD, served.opened


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    ledger = Ledger(open_engine(f"sqlite:///{tmp_path / 'city.db'}"))
    with serving(ledger) as running:
        yield running
    ledger.engine.dispose()


def at(served: Served, name: str, role: Role = Role.OPERATOR, **limits: list[str]) -> Device:
    """Somebody of a role, signed in at a device."""
    served.token(role)
    if limits:
        Administration(served.ledger, Accounts(served.ledger)).change(str(role), {"limits": limits})
    return Device(Town(served), str(role), name)


def opening(device: Device, key: str, **more: Any) -> dict[str, Any]:
    return device.action("open", {"id": key, "version": 0}, **{**FIRE, **more})


def an_id() -> str:
    return f"d-{uuid.uuid4()}"


def code(result: dict[str, Any]) -> str:
    return str((result["problem"] or {}).get("code") or result["result"])


def test_nobody_opens_an_incident_in_somebody_elses_name(served: Served) -> None:
    """An operator opens an incident as the duty officer, with their own key."""
    one = at(served, "desk-a")
    served.token(Role.DUTY_OFFICER)
    key = an_id()
    action = opening(one, key)
    told = one.send(one.sealed({**action, "actor_id": str(Role.DUTY_OFFICER)}))[0]
    assert code(told) == "author-not-proven"
    assert served.ledger.current("incident", key) is None


def test_nobody_opens_an_incident_where_they_see_nothing(served: Served) -> None:
    """Somebody of one area opens incidents in another, and in none."""
    one = at(served, "desk-a", areas=["Phường Vĩnh Hải"])
    for ward, said in (("Phường Bến Đá", "forbidden"), ("", "forbidden"), ("Phường Vĩnh Hải", "applied")):
        key = an_id()
        assert code(one.send(opening(one, key, ward=ward))[0]) == said, ward
        assert (served.ledger.current("incident", key) is None) == (said == "forbidden")


def test_one_incident_is_opened_once(served: Served, tried: Tried) -> None:
    """Several desks open the same incident at one moment, again and again, each with another title."""
    desks = [at(served, f"desk-{number}") for number in range(4)]
    key = an_id()

    def press(device: Device) -> list[str]:
        acts = [opening(device, key, title=f"{device.name} {number}") for number in range(5)]
        return [code(device.send(one)[0]) for one in (*acts, *acts)]

    with ThreadPoolExecutor(len(desks)) as pool:
        told = [one for found in pool.map(press, desks) for one in found]
    assert (told.count("applied"), told.count("duplicate"), told.count("exists")) == (1, 1, 38)
    version, data = served.ledger.current("incident", key) or (0, {})
    assert (version, data["code"], len(data["history"])) == (1, "TT-0001", 1)
    tried(len(told), "one was opened, once")


def test_what_is_no_incident_is_not_opened(served: Served, tried: Tried) -> None:
    """Opening an incident with 10,000 letters for a title, at NaN degrees, with signs that turn a line around."""
    one = at(served, "desk-a")
    for what, more in NO_INCIDENTS.items():
        key = an_id()
        assert code(one.send(opening(one, key, **more))[0]) == "bad-payload", what
        assert served.ledger.current("incident", key) is None, what
    for key in ("x", "near", "d-1", an_id()[:-1], f"D-{uuid.uuid4()}"):
        assert code(one.send(opening(one, key))[0]) == "bad-payload", key
    for degrees in (float("nan"), float("inf"), -float("inf")):  # no JSON: the request is none
        key = an_id()
        action = opening(one, key, lat=degrees, of_tomorrow=degrees) | {"device_seq": one.seq + 1}
        words = json.dumps({"device_id": one.name, "actions": [action]})
        answer = one.call("POST", "/v1/actions:batch", data=words, headers={"Content-Type": "application/json"})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
        assert served.ledger.current("incident", key) is None
    tried(len(NO_INCIDENTS) + 8, "0 opened")


def test_no_source_takes_the_place_of_what_a_desk_opened(served: Served) -> None:
    """A source reports an incident under an id that a desk uses, before the desk does and after it."""
    one, room, key = at(served, "desk-a"), DoorRoom(served.ledger), an_id()
    for _moment in ("before", "after"):
        with pytest.raises(ProblemError, match="records do not fit"):
            room.feed(record(key, **incident()))
        one.send(opening(one, key))
    assert (served.ledger.current("incident", key) or (0, {}))[1]["title"] == FIRE["title"]


def test_who_told_of_it_is_the_opening_desks_to_say(served: Served) -> None:
    """Another desk says who told of an incident, so that nobody finds who really did."""
    one, other, key = at(served, "desk-a"), at(served, "desk-b", Role.DUTY_OFFICER), an_id()
    one.send(opening(one, key))
    path = f"/v1/incidents/{key}/reporter"
    assert one.call("PUT", path, json=PERSON).status_code == 200
    for said in ({}, {"name": "Người khác"}):
        assert other.call("PUT", path, json=said).status_code == 404
    other.send(opening(other, key))  # as if it were its own
    assert other.call("PUT", path, json={}).status_code == 404
    with served.ledger.engine.connect() as connection:
        assert connection.execute(select(reporters.c.data)).scalars().all() == [PERSON]


def test_a_name_in_the_payload_is_kept_nowhere(served: Served) -> None:
    """A console of somebody's own writes who told of an incident into the action, which is kept for ever."""
    one = at(served, "desk-a")
    told = one.send(opening(one, an_id(), reporter=PERSON))
    assert code(told[0]) == "bad-payload"
    one.send(opening(one, an_id()))
    words = json.dumps(told, ensure_ascii=False)
    with served.ledger.engine.connect() as connection:
        for table in (actions, audit_lines, erasures, past_incidents, records, reporters):
            words += str(connection.execute(select(table)).all())
        assert not verify(connection).findings
    assert not [part for part in PARTS if part in words]
