"""Journey: a plan activated while offline, killed, carried on by others, stood down: in the server's log once.

And a drill: marked on every desk, counted nowhere.
"""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pysqlite3
import pytest

from tests.faults.test_conflict import OFFICER, OFFLINE_S, back, two_desks
from tests.journeys.city import City
from tests.journeys.driver import Driver, RefusedError
from tests.journeys.wall_room import Leader, node, screen_of, shows, text

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
FLOOD = "pa-lu-ngap"
WAIT_S = 30
CAME = "Vỡ bờ bao sông Mây"
SAID = (
    "plan_activate", "plan_step", "plan_poll", "plan_step", "plan_answer", "plan_answer", "plan_log", "plan_level",
    "plan_report", "plan_stand_down",
)  # fmt: skip
"""All that is done to the plan in the first journey."""


def _runs(console: Driver, what: str, *, drill: bool = False, **wanted: Any) -> dict[str, Any]:
    """Wait until a running plan shows these fields; the activation."""

    def found(state: dict[str, Any]) -> dict[str, Any] | None:
        for one in state["plans"]["activations"]:
            if one["running"] and one["drill"] == drill and all(one[key] == value for key, value in wanted.items()):
                return dict(one)
        return None

    one = found(console.until(lambda state: found(state) is not None, WAIT_S, what))
    assert one is not None
    return one


def test_activated_offline_killed_and_carried_through(tmp_path: Path) -> None:
    """An officer alone with the disk activates; the desk is killed; nothing is lost and nothing is there twice."""
    with two_desks(tmp_path) as (town, desks):
        proxy, officer = desks[OFFICER]
        ha = desks["ha.le"][1]
        officer.until(lambda s: len(s["rows"]) > 5, WAIT_S, "a desk at work")
        with pytest.raises(RefusedError, match="officer_only"):
            ha.do("activate-plan", plan=FLOOD, level=2, reason="Tôi thử")

        proxy.mode = "refuse"
        proxy.cut()
        officer.until(lambda s: s["links"]["incidents"]["state"] != "live", OFFLINE_S, "the officer is alone")
        officer.do("press", keys="F9")
        officer.until(lambda s: f"plan:{FLOOD}" in s["plans"]["listed"], 10, "the list opens offline")
        with pytest.raises(RefusedError, match="empty_text"):
            officer.do("activate-plan", plan=FLOOD, level=2, reason=" ")
        key = officer.do("activate-plan", plan=FLOOD, level=2, reason="Mưa 90 mm một giờ")["activation"]
        officer.do("mark-plan-step", step="xac-minh", text="Hầm Trần Phú 0,6 m")
        officer.do("ask-agencies", question="Sẵn sàng sơ tán?")
        one = _runs(officer, "it is on screen before any server knows", id=key, level=2)
        assert one["steps"] == {"main:xac-minh": "Nguyễn Hữu An"}
        assert "plan_activate" in one["pending"]
        assert officer.state()["plans"]["shown"] == key, "the command view is open"

        officer.kill()
        with Driver(officer.data_dir, "--backend", f"http://127.0.0.1:{proxy.port}") as again:
            one = _runs(again, "it is there after the kill", id=key)
            assert one["pending"] == ["plan_activate", "plan_step", "plan_poll"]
            assert not ha.state()["plans"]["activations"], "nobody else has heard of it"
            back((proxy, again))
            _carried_through(town, again, ha, key)
            log = _log(again, key)
            assert sum(CAME in line for line in log) == 1, log
            assert len(log) == len(set(log)) >= 9, log
        said = [(row["type"], row["result"]) for row in town.log() if row["target_type"] == "plan"]
        assert sorted(said) == sorted((verb, "applied") for verb in SAID)


def _writes_itself(town: City, desks: tuple[Driver, Driver], key: str) -> None:
    """Something critical comes while the plan runs: its log says so on every desk, and nobody wrote it."""
    came = {
        "code": "SC-9", "title": CAME, "severity": 1, "state": "new", "channel": "emergency",
        "created_at": datetime.now(UTC).isoformat(),
    }  # fmt: skip
    town.feed()(records=[{"type": "incident", "id": "su-co-moi", "data": came}])
    for console in desks:
        one = _runs(console, "the log tells of it by itself", id=key, automatic=1)
        assert CAME in one["log"][-1], one["log"]


def _carried_through(town: City, officer: Driver, ha: Driver, key: str) -> None:
    """What both do with it once everybody has it, down to the end."""
    one = _runs(ha, "everybody sees it", id=key)
    assert one["log"][0].endswith("Mưa 90 mm một giờ")
    ha.do("mark-plan-step", activation=key, step="chan-ham")
    for agency in ("pccc", "cong-an"):
        ha.do("answer-poll", activation=key, agency=agency, go=agency == "pccc", text="")
    ha.do("write-plan-log", activation=key, text="Phường xin thêm xuồng")
    _runs(officer, "the officer sees who is ready", answers={"pccc": True, "cong-an": False})
    _writes_itself(town, (officer, ha), key)
    officer.do("change-plan-level", activation=key, level=4, reason="Nước vẫn lên")
    officer.do("send-flash-report", activation=key, text="Báo cáo nhanh số 1")
    steps = {"main:xac-minh": "Nguyễn Hữu An", "main:chan-ham": "Lê Thu Hà"}
    _runs(ha, "the higher level", level=4, reports=1, steps=steps)
    officer.do("gather-for-plan", activation=key)
    officer.until(
        lambda s: s["grid"][0] == "cam-04" and s["indicators"][0]["id"] == "cs-12", 10, "what is to be watched"
    )
    officer.do("go-back")
    with pytest.raises(RefusedError, match="officer_only"):
        ha.do("stand-down-plan", activation=key, reason="Xong")
    officer.do("stand-down-plan", activation=key, reason="Nước rút")
    for console in (ha, officer):
        console.until(
            lambda s: s["outbox"]["waiting"] == 0 and not any(one["running"] for one in s["plans"]["activations"]),
            WAIT_S, "it is over for everybody, and settled",
        )  # fmt: skip


def _log(console: Driver, key: str) -> list[str]:
    found = console.state()["plans"]["activations"]
    return list(next(one["log"] for one in found if one["id"] == key))


def test_a_drill_is_marked_everywhere_and_counted_nowhere(tmp_path: Path) -> None:
    """The edge and the word on both desks; its incidents say so themselves and change no figure; it leaves no line."""
    with two_desks(tmp_path) as (town, desks):
        officer, ha = desks[OFFICER][1], desks["ha.le"][1]
        before = ha.until(lambda s: len(s["rows"]) > 5, WAIT_S, "a desk at work")
        key = officer.do("activate-plan", plan="pa-chay-lon", level=1, reason="Diễn tập quý", drill=True)["activation"]
        for console in (officer, ha):
            console.until(lambda s: s["plans"]["drill"], WAIT_S, "the mark of a drill")
        officer.do("inject-situation", activation=key, title="Cháy kho sơn", severity=1, place="Khu công nghiệp")
        state = ha.until(
            lambda s: any(row["title"].startswith("DIỄN TẬP: Cháy kho sơn") for row in s["rows"]), WAIT_S, "it came"
        )
        assert state["alarm_load"]["last_10_minutes"] == before["alarm_load"]["last_10_minutes"]
        wall = _record(town, "wall", "phong-truc")
        assert not [line for line in wall["told"] if line["verb"].startswith("plan")], "the wall was left alone"
        officer.do("activate-plan", plan=FLOOD, level=3, reason="Lũ thật")
        for console in (officer, ha):
            console.until(lambda s: not s["plans"]["drill"], WAIT_S, "a real emergency ends the drill")
        _runs(ha, "the real one goes on", level=3)
        ha.until(lambda s: not any("Cháy kho sơn" in row["title"] for row in s["rows"]), WAIT_S, "its incident is gone")
        wall = _record(town, "wall", "phong-truc")
        assert wall["told"][-1]["verb"] == "plan"
        ha.do("show-shift-log")
        log = ha.until(lambda s: s["shift"]["log"], WAIT_S, "the watch's log")["shift"]["log"]
        told = [line["event"] for line in log if line["event"].startswith("plan_")]
        assert told == ["plan_activated"], "the real one alone"


def _record(town: City, kind: str, key: str) -> dict[str, Any]:
    """A record as it stands in the server's database."""
    with contextlib.closing(pysqlite3.connect(f"file:{town.database}?mode=ro", uri=True)) as connection:
        query = "SELECT data FROM records WHERE type = ? AND id = ?"
        return dict(json.loads(connection.execute(query, (kind, key)).fetchone()[0]))


def test_a_plan_takes_the_wall_and_gives_it_back(tmp_path: Path) -> None:
    """Its scene comes to the node's screens past an operator's lease; what stood there returns with its end."""
    with (
        City(tmp_path, cameras=False) as town,
        node(tmp_path, town, "phai") as place,
        place.start() as wall,
        Driver(tmp_path / "desk", "--backend", town.url, sign_in=(OFFICER, town.password)) as officer,
    ):
        wall.until(lambda s: len(s["screens"]) == 2 and not s["cut_off"], WAIT_S, "both screens")
        leader = Leader(town, "ha.le")
        words = text("Bình thường")
        leader.push({"p1": words})
        wall.until(shows("p1", words), WAIT_S, "what the operator shows")
        officer.until(lambda s: len(s["rows"]) > 5, WAIT_S, "a desk at work")

        officer.do("activate-plan", plan=FLOOD, level=3, reason="Diễn tập", drill=True)
        wall.until(lambda s: s["drill"], WAIT_S, "the mark of a drill on the wall")
        assert shows("p1", words)(wall.state()), "a drill leaves what is shown"

        key = officer.do("activate-plan", plan=FLOOD, level=3, reason="Lũ thật")["activation"]
        state = wall.until(
            lambda s: any(tile["type"] == "plan" and tile["ref"] == key for tile in screen_of(s, "p1")["tiles"]),
            WAIT_S, "the plan is on the wall",
        )  # fmt: skip
        wall.until(lambda s: not s["drill"], WAIT_S, "no drill any more")
        assert state["name"] == "phong-truc"
        told = leader.wall()["data"]["told"][-1]
        assert (told["verb"], told["against_id"]) == ("plan", "ha.le"), "who led the wall is told"
        cached = [path.read_bytes() for path in (tmp_path / "phai").rglob("*") if path.is_file()]
        assert cached
        assert not any("Lũ thật".encode() in data or "Nguyễn Hữu An".encode() in data for data in cached), (
            "no name here"
        )

        officer.do("stand-down-plan", activation=key, reason="Nước rút")
        wall.until(shows("p1", words), WAIT_S, "what stood there before")
