"""Journey: a field report from its reception to its closing, by an operator and a duty officer, each at a desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.faults.test_conflict import OFFICER, at_rest, back, offline, two_desks
from tests.harness.fault_proxy import FaultProxy
from tests.journeys.city import City
from tests.journeys.driver import Driver, RefusedError

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
OPERATOR = "ha.le"
SOON_S = 15


Desks = dict[str, tuple[FaultProxy, Driver]]
Room = tuple[City, Driver, Driver, FaultProxy]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[City, Desks]]:
    """One city with its two desks for all reports: each test has a report of its own."""
    with two_desks(tmp_path_factory.mktemp("reports")) as room:
        yield room


@pytest.fixture
def desks(shared: tuple[City, Desks]) -> Desks:
    """The operator's and the duty officer's, each behind its line."""
    at_rest(shared[1])
    return shared[1]


@pytest.fixture
def room(shared: tuple[City, Desks], desks: Desks) -> Room:
    """The city, the operator's desk, the duty officer's desk, and the officer's line to the server."""
    line, officer = desks[OFFICER]
    return shared[0], desks[OPERATOR][1], officer, line


def reported(town: City) -> str:
    """A citizen reports a hole in the road."""
    key = f"pa-{uuid4().hex[:6]}"
    data = {
        "code": key.upper(), "title": "Ổ gà lớn trước cổng chợ", "description": "Xe máy dễ ngã.", "severity": 4,
        "kind": "nap-cong", "channel": "field_report", "source_name": "Ứng dụng người dân", "state": "new",
        "ward": "Phường Hòa An", "place": "Chợ Hòa An", "created_at": datetime.now(UTC).isoformat(),
    }  # fmt: skip
    town.feed()(records=[{"type": "incident", "id": key, "data": data}])
    return key


def open_it(desk: Driver, incident: str) -> None:
    """Open the report at a desk, as soon as it has come in; before somebody who reads the queue it waits to be let."""

    def came(state: dict[str, Any]) -> bool:
        if incident in state["queue"]["waiting"]:
            desk.do("show-news")
        return any(row["id"] == incident for row in state["rows"])

    desk.until(came, SOON_S, f"{incident} in the queue")
    desk.do("open-incident", incident=incident)
    at_stage(desk, incident, "")


def at_stage(desk: Driver, incident: str, name: str) -> dict[str, Any]:
    """The desk shows the report at this stage, by the server's word."""

    def there(state: dict[str, Any]) -> bool:
        shown = state["selected"]
        if not shown or shown["id"] != incident or shown["pending"]:
            return False
        return name in ("", shown["stage_name"])

    found: dict[str, Any] = desk.until(there, SOON_S, f"{incident} at “{name}”")["selected"]
    return found


def refused(desk: Driver, command: str, **args: Any) -> str:
    """Why the program does not do this."""
    with pytest.raises(RefusedError) as caught:
        desk.do(command, **args)
    return caught.value.code


def verbs(incident: dict[str, Any]) -> list[str]:
    """What the history says was done."""
    return [line["verb"] for line in incident["history"]]


def test_from_reception_to_closing_with_an_answer_and_satisfaction(room: Room) -> None:
    town, operator, officer, _line = room
    report = reported(town)
    open_it(operator, report)
    shown = at_stage(operator, report, "Chờ tiếp nhận")
    assert shown["deadline_kind"] == "acknowledge", "the server says by when it must be taken"
    assert datetime.fromisoformat(shown["deadline"]) > datetime.now(UTC)
    assert refused(operator, "verify-incident") == "not_at_this_stage", "first it is received"

    operator.do("acknowledge-incident")
    shown = at_stage(operator, report, "Đã tiếp nhận")
    assert shown["deadline_kind"] == "resolve"
    operator.do("verify-incident")
    at_stage(operator, report, "Đã xác minh")
    operator.do("classify-incident", incident=report, kind="nap-cong", level="khan")
    shown = at_stage(operator, report, "Đã phân loại")
    assert (shown["level_name"], shown["deadline_kind"]) == ("Khẩn", "forward")
    left = datetime.fromisoformat(shown["deadline"]) - datetime.now(UTC)
    assert timedelta(minutes=4) < left <= timedelta(minutes=5, seconds=5), "five minutes to forward it"
    operator.do("forward-incident", incident=report, agency="Công ty Thoát nước")
    shown = at_stage(operator, report, "Đã chuyển xử lý")
    assert shown["agency"] == "Công ty Thoát nước"
    operator.do("start-work")
    at_stage(operator, report, "Đang xử lý")

    operator.do("pause-clock", incident=report, reason="Chờ người dân gửi ảnh")
    shown = at_stage(operator, report, "Chờ người phản ánh bổ sung")
    assert shown["deadline"] is None, "nothing counts down while the clock stands still"
    assert shown["paused_since"]
    assert refused(operator, "start-work") == "clock_paused"
    operator.do("resume-clock")
    shown = at_stage(operator, report, "Đang xử lý")
    assert shown["deadline"] is not None

    operator.do("resolve-incident", incident=report, resolution="Đã vá ổ gà, lát lại mặt đường")
    at_stage(operator, report, "Đã xử lý")
    assert refused(operator, "close-incident", incident=report) == "officer_only"
    officer.do("focus-queue")
    assert refused(officer, "close-incident", incident=report) == "reply_first"
    operator.do("reply-to-reporter", incident=report, text="Mặt đường đã sửa xong. Cảm ơn ông bà.")
    operator.until(lambda s: s["selected"]["replied_at"], SOON_S, "the answer")
    _until_it_may(officer, "close-incident", incident=report, satisfaction=5)
    shown = at_stage(operator, report, "Đã đóng")
    assert (shown["state"], shown["satisfaction"]) == ("closed", 5)
    assert all(due["met_at"] for due in shown["deadlines"]), "every deadline was met"
    assert verbs(shown)[-10:] == [
        "acknowledge", "verify", "classify", "forward", "start", "pause", "resume", "resolve", "reply", "close",
    ]  # fmt: skip


def _until_it_may(desk: Driver, command: str, **args: Any) -> None:
    """Give a command as soon as the desk has heard of what it waits for."""

    def done(_state: dict[str, Any]) -> bool:
        try:
            desk.do(command, **args)
        except RefusedError:
            return False
        return True

    desk.until(done, SOON_S, command)


def test_refusal_and_reopening(room: Room) -> None:
    town, operator, officer, line = room
    report = reported(town)
    for desk in (operator, officer):
        open_it(desk, report)
    operator.do("acknowledge-incident")
    at_stage(officer, report, "Đã tiếp nhận")
    assert refused(operator, "refuse-incident", incident=report, reason="x") == "officer_only"
    officer.do("refuse-incident")
    assert officer.state()["overlay"] == "refuse-incident", "without a reason the form asks for one"
    officer.do("go-back")
    assert refused(officer, "refuse-incident", incident=report, reason=" ") == "empty_text"

    line.mode = "refuse"
    line.cut()
    officer.until(lambda s: s["links"]["incidents"]["state"] == "down", 40, "the outage")
    assert refused(officer, "refuse-incident", incident=report, reason="Ngoài địa bàn") == "offline"
    line.mode = "clear"
    officer.until(lambda s: s["links"]["incidents"]["state"] == "live", 40, "the connection")
    officer.do("refuse-incident", incident=report, reason="Ngoài địa bàn thành phố")
    shown = at_stage(operator, report, "Đã từ chối")
    assert shown["history"][-1]["text"] == "Ngoài địa bàn thành phố"
    assert refused(operator, "verify-incident") == "closed"

    operator.do("reopen-incident", incident=report, reason="Người dân gửi vị trí đúng")
    shown = at_stage(operator, report, "Đang xử lý")
    assert (shown["state"], shown["reopened"]) == ("in_progress", 1)
    assert shown["deadline_kind"] == "resolve"
    assert datetime.fromisoformat(shown["deadline"]) > datetime.now(UTC), "its time begins anew"
    assert refused(operator, "reopen-incident", incident=report, reason="x") == "still_open"


def test_extension(room: Room) -> None:
    town, operator, officer, _line = room
    report = reported(town)
    for desk in (operator, officer):
        open_it(desk, report)
    operator.do("acknowledge-incident")
    shown = at_stage(officer, report, "Đã tiếp nhận")
    was = datetime.fromisoformat(shown["deadline"])
    later = (was + timedelta(days=2)).isoformat()
    assert refused(operator, "extend-deadline", incident=report, deadline=later, reason="x") == "officer_only"
    officer.do("extend-deadline")
    assert officer.state()["overlay"] == "extend-deadline"
    officer.do("go-back")
    officer.do("extend-deadline", incident=report, deadline=later, reason="Chờ vật tư")
    operator.until(
        lambda s: s["selected"]["deadline"] and datetime.fromisoformat(s["selected"]["deadline"]) > was,
        SOON_S,
        "the later deadline",
    )
    shown = at_stage(operator, report, "Đã tiếp nhận")
    assert datetime.fromisoformat(shown["deadline"]) - was == timedelta(days=2)
    assert shown["history"][-1]["verb"] == "extend_deadline"
    assert shown["history"][-1]["text"] == "Chờ vật tư"

    officer.do("extend-deadline", incident=report, deadline=was.isoformat(), reason="Sớm hơn")
    officer.until(
        lambda s: [row["state"] for row in s["outbox"]["rows"] if row["target_id"] == report][:1] == ["rejected"],
        SOON_S,
        "no",
    )
    assert datetime.fromisoformat(officer.state()["selected"]["deadline"]) - was == timedelta(days=2)


def test_steps_done_offline_follow_one_another_and_the_server_computes_the_deadlines(room: Room, desks: Desks) -> None:
    town, operator, _officer, _line = room
    report = reported(town)
    open_it(operator, report)
    offline(desks)
    was = operator.state()["selected"]["deadline"]
    steps: tuple[tuple[str, dict[str, Any]], ...] = (
        ("acknowledge-incident", {}),
        ("verify-incident", {}),
        ("classify-incident", {"kind": "nap-cong", "level": "khan"}),
        ("forward-incident", {"agency": "Công ty Thoát nước"}),
    )
    for number, (command, said) in enumerate(steps, 1):
        operator.do(command, incident=report, **said)
        operator.until(lambda s, n=number: len(s["selected"]["pending"]) == n, 5, "what waits")  # type: ignore[misc]
    waiting = operator.state()["selected"]
    assert waiting["pending"] == ["acknowledge", "verify", "classify", "forward"]
    assert (waiting["deadline"], waiting["deadline_kind"]) == (was, "acknowledge"), "no deadline is invented here"
    back(desks[OPERATOR])
    shown = at_stage(operator, report, "Đã chuyển xử lý")
    assert verbs(shown)[-4:] == ["acknowledge", "verify", "classify", "forward"]
    assert (shown["deadline_kind"], shown["agency"]) == ("resolve", "Công ty Thoát nước")
