"""Who told of what was opened at a desk: kept apart, from that desk alone, for a week; over real HTTP."""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select, update

from backend.audit.verifying import verify
from backend.base.clock import iso, now_ms
from backend.ledger.ledger import Ledger
from backend.ledger.schema import actions, audit_lines, reporters
from backend.past.moving import DAY_MS, move
from backend.people.roles import Role
from backend.privacy.erasing import Erased, Reason, erase, erase_due
from backend.privacy.extract import extract
from backend.privacy.informant import FOR_MS
from tests.backend.device import Device
from tests.backend.operations.server import PASSWORD, Served
from tests.backend.operations.server import served as serving

PERSON = {"name": "Trần Văn A", "phone": "0912 345 678", "address": "Ngõ 3, Chợ Hòa An"}
MASKED = "•••• 678"
FIRE: dict[str, Any] = {"title": "Cháy ở chợ", "severity": 2, "channel": "emergency", "ward": "Phường Bến Đá"}
PARTS = ("Văn A", "912 345", "912345", "345 678", "Ngõ 3")
"""Of what nobody finds where it may not be."""


class Town:
    """As `Device` asks for it."""

    def __init__(self, served: Served) -> None:
        self.url, self.password, self.opened = served.url, PASSWORD, served.opened


@pytest.fixture
def served(ledger: Ledger) -> Iterator[Served]:
    with serving(ledger) as running:
        yield running


def at(served: Served, name: str, role: Role = Role.OPERATOR) -> Device:
    """Somebody of a role, signed in at a device."""
    served.token(role)
    return Device(Town(served), str(role), name)


def opened(device: Device) -> str:
    """An incident that is opened there; its id."""
    key = f"d-{uuid.uuid4()}"
    [result] = device.send(device.action("open", {"id": key, "version": 0}, **FIRE))
    assert result["result"] == "applied"
    return key


def put(device: Device, key: str, who: dict[str, Any] = PERSON) -> tuple[int, dict[str, Any]]:
    answer = device.call("PUT", f"/v1/incidents/{key}/reporter", json=who)
    return answer.status_code, answer.json()


def kept(ledger: Ledger) -> dict[str, dict[str, str]]:
    with ledger.engine.connect() as connection:
        return {row.incident_id: dict(row.data) for row in connection.execute(select(reporters))}


def noted(ledger: Ledger, key: str) -> list[str]:
    """The kinds of lines of the audit about an incident, but for those of actions."""
    where = (audit_lines.c.about == f"incident:{key}") & (audit_lines.c.kind != "action")
    with ledger.engine.connect() as connection:
        query = select(audit_lines.c.kind).where(where).order_by(audit_lines.c.number)
        return list(connection.execute(query).scalars())


def now(ledger: Ledger, key: str) -> tuple[int, dict[str, Any]]:
    found = ledger.current("incident", key)
    assert found is not None
    return found


def test_it_is_kept_apart_and_everybody_reads_the_mask(served: Served) -> None:
    desk = at(served, "desk-a")
    key = opened(desk)
    before = now(served.ledger, key)
    cursor = served.ledger.cursor(served.ledger.wakeups.seq)
    assert put(desk, key) == (200, {"masked": MASKED})
    assert kept(served.ledger) == {key: PERSON}
    [change] = desk.call("GET", f"/v1/sync/changes?cursor={cursor}").json()["changes"]
    assert (change["id"], change["version"]) == (key, before[0] + 1)
    assert change["data"] == {**before[1], "reporter_masked": MASKED}, "and nothing else: no line of the history"


def test_who_says_why_is_told(served: Served) -> None:
    desk = at(served, "desk-a")
    key = opened(desk)
    put(desk, key)
    said = desk.action("reveal", {"id": key, "version": 2}, purpose="call_back", reason="Gọi lại hỏi số nhà")
    desk.send(said)
    assert desk.call("GET", f"/v1/incidents/{key}/reporter").json() == PERSON | {"hide_after_s": 60}


def test_the_same_again_changes_nothing_and_another_takes_its_place(served: Served) -> None:
    desk = at(served, "desk-a")
    key = opened(desk)
    put(desk, key)
    before = now(served.ledger, key)
    assert put(desk, key, {**PERSON, "name": " Trần Văn A "}) == (200, {"masked": MASKED})
    assert (now(served.ledger, key), noted(served.ledger, key)) == (before, ["reporter-kept"])
    assert put(desk, key, {"name": "Lê B"}) == (200, {"masked": "••••"})
    assert kept(served.ledger) == {key: {"name": "Lê B"}}, "what is not said any more is not kept either"
    assert now(served.ledger, key)[1]["reporter_masked"] == "••••"
    assert noted(served.ledger, key) == ["reporter-kept"] * 2


def test_all_empty_forgets_them(served: Served) -> None:
    desk = at(served, "desk-a")
    key = opened(desk)
    put(desk, key)
    for _again in range(2):
        assert put(desk, key, {"name": " "}) == (200, {"masked": ""})
    assert kept(served.ledger) == {}
    assert now(served.ledger, key)[1]["reporter_masked"] == ""
    assert noted(served.ledger, key) == ["reporter-kept", "reporter-forgotten"]


def test_whoever_is_signed_in_at_the_desk_may(served: Served) -> None:
    key = opened(at(served, "desk-a"))
    assert put(at(served, "desk-a", Role.DUTY_OFFICER), key)[0] == 200


def test_to_all_others_there_is_no_such_incident(served: Served) -> None:
    desk, other = at(served, "desk-a"), at(served, "desk-b", Role.DUTY_OFFICER)
    key = opened(desk)
    served.ledger.publish([("incident", "of-a-source", {"code": "X", "title": "Ngập", "state": "new"})])
    other.send(other.action("open", {"id": key, "version": 0}, **FIRE))
    refusals = [put(other, key), put(desk, f"d-{uuid.uuid4()}"), put(desk, "of-a-source")]
    told = {json.dumps({name: said[name] for name in ("status", "code", "detail")}) for _status, said in refusals}
    assert [status for status, _said in refusals] == [404] * 3
    assert len(told) == 1, "one answer for all: nobody learns what there is"
    assert kept(served.ledger) == {}


def test_it_may_be_said_for_a_week(served: Served) -> None:
    desk = at(served, "desk-a")
    key = opened(desk)
    for ago_ms, status in ((FOR_MS - 60_000, 200), (FOR_MS + 1000, 404)):
        with served.ledger.write() as connection:
            connection.execute(update(actions).values(received_at=iso(now_ms() - ago_ms)))
        assert put(desk, key, {"name": str(ago_ms)})[0] == status


def test_another_method_is_told_both_that_there_are(served: Served) -> None:
    answer = at(served, "desk-a").call("DELETE", "/v1/incidents/x/reporter")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, PUT")


@pytest.mark.parametrize(
    "who",
    [
        {"name": 1},
        {"name": "x" * 401},
        {"phone": "0912\u0000345678"},
        {"name": "a", "cccd": "0123"},
        {"name": "\ud800"},
    ],
)
def test_a_refusal_repeats_nothing_of_it(served: Served, who: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    desk = at(served, "desk-a")
    key = opened(desk)
    with caplog.at_level(logging.DEBUG):
        status, said = put(desk, key, {**PERSON, **who})
    assert status in {400, 422}
    words = json.dumps(said, ensure_ascii=False) + caplog.text
    assert not [part for part in PARTS if part in words]
    assert kept(served.ledger) == {}


def test_no_word_of_it_is_in_logs_actions_records_or_the_audit(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    desk = at(served, "desk-a")
    with caplog.at_level(logging.DEBUG):
        key = opened(desk)
        put(desk, key)
    words = caplog.text + desk.call("GET", "/v1/sync/snapshot").text
    with served.ledger.engine.connect() as connection:
        for table in (actions, audit_lines):
            words += str(connection.execute(select(table)).all())
        assert not verify(connection).findings
    assert key in words
    assert not [part for part in PARTS if part in words]


def test_one_in_the_payload_is_refused_and_stands_nowhere(served: Served) -> None:
    desk = at(served, "desk-a")
    key = f"d-{uuid.uuid4()}"
    action = desk.action("open", {"id": key, "version": 0}, **FIRE, reporter=PERSON)
    [result] = desk.send(action)
    assert (result["result"], result["problem"]["field"]) == ("rejected", "reporter")
    assert desk.send(action)[0]["result"] == "rejected", "as before"
    assert put(desk, key)[0] == 404, "nothing was opened"
    opened(desk)  # its chain goes on
    with served.ledger.engine.connect() as connection:
        words = str(connection.execute(select(actions)).all()) + json.dumps(result, ensure_ascii=False)
        assert not verify(connection).findings
    assert not [part for part in PARTS if part in words]


# for how long


def _closed(ledger: Ledger, key: str, days_ago: float) -> None:
    """The incident came to its end so long ago."""
    version, data = now(ledger, key)
    assert version
    then = iso(now_ms() - round(days_ago * DAY_MS))
    ledger.publish([("incident", key, {**data, "state": "closed", "created_at": then, "updated_at": then})])


def test_it_goes_after_the_citys_days_as_a_sources_does(served: Served) -> None:
    desk = at(served, "desk-a")
    old, young = opened(desk), opened(desk)
    for key, days in ((old, 400.0), (young, 300.0)):
        put(desk, key)
        _closed(served.ledger, key, days)
    assert move(served.ledger, now_ms()) == 2
    assert erase_due(served.ledger, now_ms()) == Erased(reporters=1, texts=0)
    assert kept(served.ledger).keys() == {young}


def test_what_was_erased_is_not_brought_back_by_what_comes_late(served: Served) -> None:
    desk = at(served, "desk-a")
    key = opened(desk)
    put(desk, key)
    assert [one["incident"] for one in extract(served.ledger, PERSON["phone"])["reported"]] == [key]
    _closed(served.ledger, key, 1)
    assert erase(served.ledger, [key], Reason("Trưởng ca", "Đơn số 12"), now_ms()) == []
    assert (kept(served.ledger), now(served.ledger, key)[1]["reporter_masked"]) == ({}, "")
    assert put(desk, key)[0] == 404
    assert kept(served.ledger) == {}


def test_of_one_that_is_past_already_it_is_kept_all_the_same(served: Served) -> None:
    desk = at(served, "desk-a")
    key = opened(desk)
    _closed(served.ledger, key, 40)
    assert move(served.ledger, now_ms()) == 1
    assert put(desk, key) == (200, {"masked": MASKED})
    assert kept(served.ledger) == {key: PERSON}
    assert move(served.ledger, now_ms()) == 1, "and it is over again"
