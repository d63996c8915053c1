"""The shift over real HTTP: the log that is only added to, who is here, the handover with two signatures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from backend.feeds.reports import Reports as ShiftLog
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from tests.backend.device import Device
from tests.journeys.city import City, city

SHIFT: dict[str, Any] = {"type": "shift", "id": "current", "version": 0}


@pytest.fixture(scope="module")
def town() -> Iterator[City]:
    with city(cameras=False) as running:
        yield running


def _records(desk: Device, kind: str) -> dict[str, dict[str, Any]]:
    items = desk.call("GET", "/v1/sync/snapshot").json()["items"]
    return {item["id"]: item for item in items if item["type"] == kind}


def _say(device: Device, verb: str, /, **payload: Any) -> tuple[str, str, str]:
    """One action at the running shift: its id, the answer, the problem's code."""
    action = device.action(verb, SHIFT, **payload)
    answer = device.send(action)[0]
    return action["action_id"], answer["result"], (answer["problem"] or {}).get("code", "")


def _given(desk: Device, taker: Device, count: int) -> list[str]:
    """Incidents that `desk` holds now."""
    ids = []
    for item in list(_records(desk, "incident").values())[:count]:
        told = {"assignee_id": desk.user, "assignee_name": desk.user,
                "assignee_version": item["data"].get("assignee_version", 0)}  # fmt: skip
        assert desk.send(desk.action("assign", item, **told))[0]["result"] == "applied"
        ids.append(item["id"])
    assert taker.user != desk.user
    return ids


def test_a_line_is_corrected_by_a_new_one_and_never_changes(town: City) -> None:
    desk = Device(town, "ha.le", "log")
    wrong, result, _code = _say(desk, "log_entry", text="Trạm bơm số 3 hỏng", pinned=True)
    assert result == "applied"
    before = _records(desk, "log_entry")[wrong]
    right, result, _code = _say(desk, "log_entry", text="Trạm bơm số 5 hỏng", corrects=wrong)
    lines = _records(desk, "log_entry")
    assert lines[wrong] == before, "nothing is ever changed"
    assert lines[right]["data"]["corrects"] == wrong
    assert (lines[wrong]["data"]["kind"], lines[wrong]["data"]["pinned"]) == ("typed", True)
    assert lines[wrong]["data"]["shift_name"] == _records(desk, "shift")["current"]["data"]["name"]
    assert _say(desk, "log_entry", text="x", corrects="nothing")[1:] == ("rejected", "unknown-entry")
    assert _say(desk, "log_entry", text="  ")[1:] == ("rejected", "bad-payload")
    assert _say(desk, "erase", entry=wrong)[1:] == ("rejected", "unknown-action")


def test_the_shift_knows_who_is_here_since_when_and_the_log_says_so(town: City) -> None:
    desk = Device(town, "khanh.do", "presence")
    version = _records(desk, "shift")["current"]["version"]
    roster = {one["id"] for one in _records(desk, "shift")["current"]["data"]["people"]}
    signed_on, _result, _code = _say(desk, "sign_on", desk="Bàn trực 4")
    shift = _records(desk, "shift")["current"]
    here = {one["id"]: one.get("present_since") for one in shift["data"]["people"]}
    assert here["khanh.do"]
    assert shift["version"] > version
    line = _records(desk, "log_entry")[signed_on]["data"]
    assert (line["kind"], line["event"], line["text"]) == ("automatic", "signed_on", "")
    assert line["params"] == {"who": "Đỗ Minh Khánh", "desk": "Bàn trực 4"}
    _say(desk, "sign_off")
    people = {one["id"]: one for one in _records(desk, "shift")["current"]["data"]["people"]}
    assert set(people) == roster, "a guest leaves the roster, the others stay on it"
    assert not any(one.get("present_since") for one in people.values() if one["id"] == "khanh.do")


def test_an_escalation_writes_a_line_of_its_own(town: City) -> None:
    desk = Device(town, "ha.le", "escalation")
    item = list(_records(desk, "incident").values())[-1]
    action = desk.action("escalate", item, level=3, reason="cần thêm người")
    desk.send(action)
    line = _records(desk, "log_entry")[action["action_id"]]["data"]
    assert (line["event"], line["incident_id"], line["params"]["level"]) == ("escalated", item["id"], 3)


def test_a_handover_is_signed_twice_and_moves_what_was_taken(town: City) -> None:
    giver, taker = Device(town, "ha.le", "giver"), Device(town, "tuan.pham", "taker")
    ids = _given(giver, taker, 4)
    items = [{"incident_id": one, "state": "in_progress", "expected_next": "chờ đội cứu hộ"} for one in ids]
    key, result, _code = _say(
        giver, "handover_offer", to="tuan.pham", to_name="Phạm Quốc Tuấn", items=items, notes="trời còn mưa",
        sources_down=["Trạm mưa"], cameras_down=[], shelved=[], pending=2,
    )  # fmt: skip
    assert result == "applied"
    handover = _records(taker, "handover")[key]["data"]
    assert [one["side"] for one in handover["signatures"]] == ["giver"]
    assert len(handover["signatures"][0]["hash"]) == 64
    assert (handover["state"], handover["pending"], handover["sources_down"]) == ("offered", 2, ["Trạm mưa"])

    assert _say(giver, "handover_take", handover_id=key, items="all")[1:] == ("rejected", "forbidden")
    _say(taker, "handover_take", handover_id=key, items=ids[:1])
    assert _records(taker, "handover")[key]["data"]["state"] == "begun"
    assert _say(giver, "handover_offer", handover_id=key, to="tuan.pham", items=[])[1:] == (
        "rejected", "handover-begun",
    )  # fmt: skip
    assert _say(taker, "handover_return", handover_id=key, items=ids[1:2])[1:] == ("rejected", "bad-payload")
    _say(taker, "handover_return", handover_id=key, items=ids[1:2], reason="thuộc đội khác")
    officer = Device(town, "an.nguyen", "officer")
    third = _records(officer, "incident")[ids[2]]
    told = {"assignee_id": "ngoc.vo", "assignee_name": "Võ Thị Bảo Ngọc",
            "assignee_version": third["data"]["assignee_version"]}  # fmt: skip
    officer.send(officer.action("assign", third, **told))
    _say(taker, "handover_take", handover_id=key, items="all")

    after = _records(giver, "handover")[key]["data"]
    assert [one["outcome"] for one in after["items"]] == ["taken", "returned", "elsewhere", "taken"]
    assert after["items"][1]["reason"] == "thuộc đội khác"
    assert (after["state"], [one["side"] for one in after["signatures"]]) == ("taken", ["giver", "taker", "taker"])
    holders = {key: item["data"]["assignee_id"] for key, item in _records(giver, "incident").items() if key in ids}
    assert [holders[one] for one in ids] == ["tuan.pham", "ha.le", "ngoc.vo", "tuan.pham"]
    assert _say(taker, "handover_take", handover_id=key, items="all")[1] == "superseded"
    events = [item["data"]["event"] for item in _records(giver, "log_entry").values()]
    assert events.count("handover_offered") == 1
    assert events.count("handover_taken") == 2
    assert events.count("handover_returned") == 1


def test_the_log_tells_of_critical_incidents_and_of_sources_lost_and_back(tmp_path: Path) -> None:
    ledger = Ledger(open_engine(f"sqlite:///{tmp_path / 'ledger.db'}"))
    log = ShiftLog(ledger)
    now = datetime.now(UTC)
    incident = {"severity": 1, "state": "new", "code": "SC-1", "title": "Cháy", "created_at": now.isoformat()}
    rain = {"source": "rain", "period": "five_minutes"}

    def report(minutes_ago: int) -> tuple[str, str, dict[str, Any]]:
        at = (now - timedelta(minutes=minutes_ago)).isoformat()
        return "source", "rain", {"name": "Trạm mưa", "last_report_at": at}

    log.publish([("indicator", "i", rain), report(40), ("incident", "a", incident)])
    log.publish([("incident", "a", incident | {"title": "Cháy lớn"}), ("incident", "b", incident | {"severity": 2})])
    assert log.look() == 1
    assert log.look() == 0, "the same silence is one line"
    log.publish([report(0)])
    assert log.look() == 0
    log.publish([report(0), report(0)])
    rows, _newest, _more = ledger.changes_since(0, 100)
    lines = [json.loads(row.data) for row in rows if row.type == "log_entry"]
    assert sorted(line["event"] for line in lines) == ["critical_incident", "source_down", "source_up"]
    assert {line["kind"] for line in lines} == {"automatic"}


def test_who_is_here_stays_here_when_the_next_watch_begins(tmp_path: Path) -> None:
    ledger = Ledger(open_engine(f"sqlite:///{tmp_path / 'ledger.db'}"))
    log = ShiftLog(ledger)
    day = {"name": "Ca ngày", "starts_at": "2026-11-21T00:00:00Z", "people": [
        {"id": "ha.le", "present_since": "2026-11-21T00:05:00Z", "desk": "2"}, {"id": "ngoc.vo"},
    ]}  # fmt: skip
    ledger.publish([("shift", "current", day)])
    night = {"name": "Ca đêm", "starts_at": "2026-11-21T12:00:00Z", "people": [{"id": "long.tran"}]}
    log.publish([("shift", "current", night)])
    found = ledger.current("shift", "current")
    assert found is not None
    here = {one["id"]: bool(one.get("present_since")) for one in found[1]["people"]}
    assert here == {"long.tran": False, "ha.le": True}
    rows, _newest, _more = ledger.changes_since(0, 100)
    assert [json.loads(row.data)["event"] for row in rows if row.type == "log_entry"] == ["shift_began"]


def test_a_wall_never_receives_the_log_nor_a_handover(town: City) -> None:
    desk = Device(town, "ha.le", "private")
    _say(desk, "log_entry", text="số điện thoại của người báo tin")
    _say(desk, "handover_offer", to="ngoc.vo", items=[])
    wall = town.proven(town.wall_token("wall-shift"))
    page = requests.get(f"{town.url}/v1/sync/snapshot", auth=wall, timeout=60)
    kinds = {item["type"]: item["data"] for item in page.json()["items"]}
    assert "incident" in kinds
    assert kinds["shift"]["people"] == [], "nor who is here"
    assert not kinds.keys() & {"log_entry", "handover"}
