"""A whole twelve-hour shift in sentences, compressed into half a minute: from signing on to signing off.

What arrives bears the times of twelve hours; what is done is done now. In the end everything that was done is in the
server's log exactly once, the shift log tells it, and the measures count it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.faults.room import linked, read_only
from tests.harness.fault_proxy import FaultProxy
from tests.journeys.city import City
from tests.journeys.driver import Driver

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
HA, TUAN = "ha.le", "tuan.pham"
HA_NAME, TUAN_NAME = "Lê Thu Hà", "Phạm Quốc Tuấn"
ALERTS, FLOOD = 3, 60
ACCIDENT = "Tai nạn giao thông, có người bị thương"
ACCIDENT_STEPS = ("xac-minh", "goi-115", "hien-truong")
SOON_S = 20


class Watch:
    """What was done during the watch: each deed by the id that the desk gave it when it was safe."""

    def __init__(self) -> None:
        self.deeds: dict[str, tuple[str, str, bool]] = {}
        """Its command, who did it, and whether it was done at an incident."""

    def does(self, console: Driver, command: str, **args: Any) -> str:
        """Do it and note its id."""
        done = console.do(command, **args)
        at_an_incident = "incident" in args and command != "add-log-entry"
        self.deeds[done["action_id"]] = (command, console.data_dir.name, at_an_incident)
        return str(done["action_id"])


@contextmanager
def _a_room(folder: Path) -> Iterator[tuple[City, Driver, Driver, FaultProxy]]:
    """Hà's desk behind a line that can be cut, Tuấn's straight at the city; both are on duty."""
    (folder / "city").mkdir()
    with ExitStack() as stack:
        town = stack.enter_context(City(folder / "city", cameras=False))
        [(key, text)] = read_only(town.database, "SELECT id, data FROM records WHERE type = 'shift' AND NOT removed")
        shift = json.loads(text)
        if TUAN not in {person["id"] for person in shift["people"]}:
            shift["people"].append({"id": TUAN, "name": TUAN_NAME, "role": "operator"})
            town.feed()(records=[{"type": "shift", "id": key, "data": shift}])
        line = stack.enter_context(FaultProxy(("127.0.0.1", town.port)))
        url = f"http://127.0.0.1:{line.port}"
        ha = Driver(folder / HA, "--backend", url, sign_in=(HA, town.password))
        stack.callback(ha.close)
        tuan = Driver(folder / TUAN, "--backend", town.url, sign_in=(TUAN, town.password))
        stack.callback(tuan.close)
        for console in (ha, tuan):  # both start side by side
            console.connect()
            console.until(lambda s: len(s["rows"]) > 10 and linked(s), 40, "a queue, and a link that lives")
        yield town, ha, tuan, line


def _sent(console: Driver) -> None:
    console.until(lambda s: s["outbox"]["waiting"] == 0 and linked(s), SOON_S, "everything sent")


def _record(key: str, at: datetime, **facts: Any) -> dict[str, Any]:
    usual = {
        "code": key.upper(), "severity": 3, "state": "new", "ward": "Phường Hòa An", "place": "Chợ Hòa An",
        "created_at": at.isoformat(timespec="milliseconds"),
    }  # fmt: skip
    return {"type": "incident", "id": key, "data": usual | facts}


def _report(at: datetime) -> dict[str, Any]:
    return _record(
        "ca-pa", at, title="Ổ gà lớn trước cổng chợ", kind="nap-cong", channel="field_report",
        source_name="Ứng dụng người dân",
    )  # fmt: skip


def _alert(number: int, at: datetime) -> dict[str, Any]:
    return _record(
        f"ca-cb-{number}", at, title=f"Mực nước vượt ngưỡng tại điểm {number}", kind="ngap", channel="sensor",
        source_name="Cảm biến mực nước",
    )  # fmt: skip


def _flood(begin: datetime) -> list[dict[str, Any]]:
    """Many at once, one of them critical; they leave the ten minutes some seconds after they came."""
    return [
        _record(
            f"ca-lu-{number}", begin + timedelta(milliseconds=20 * number), title=f"Ngập tại điểm {number}",
            kind="ngap", channel="sensor", source_name="Cảm biến mực nước", severity=1 if number == 0 else 4,
            ward=f"Phường {'ABC'[number % 3]}",
        )
        for number in range(FLOOD)
    ]  # fmt: skip


def _comes(console: Driver, *incidents: str) -> None:
    wanted = set(incidents)
    console.until(lambda s: wanted <= {row["id"] for row in s["rows"]}, SOON_S, f"{incidents} in the queue")


def _at_stage(console: Driver, incident: str, name: str) -> None:
    """Rules of a stage are explained by what the server said, so a person waits for the next button to come on."""
    console.do("select-incident", incident=incident)
    console.until(
        lambda s: s["selected"] and s["selected"]["id"] == incident and s["selected"]["stage_name"] == name
        and not s["selected"]["pending"],
        SOON_S, f"{incident} at “{name}”",
    )  # fmt: skip


def _a_report_is_handled(watch: Watch, ha: Driver) -> None:
    _comes(ha, "ca-pa")
    watch.does(ha, "acknowledge-incident", incident="ca-pa")
    _at_stage(ha, "ca-pa", "Đã tiếp nhận")
    watch.does(ha, "verify-incident", incident="ca-pa")
    _at_stage(ha, "ca-pa", "Đã xác minh")
    watch.does(ha, "classify-incident", incident="ca-pa", kind="nap-cong", level="khan")
    _at_stage(ha, "ca-pa", "Đã phân loại")
    watch.does(ha, "forward-incident", incident="ca-pa", agency="Công ty Thoát nước")
    _at_stage(ha, "ca-pa", "Đã chuyển xử lý")


def _alerts_are_taken(watch: Watch, ha: Driver) -> None:
    """One is handled to its end, one goes to a colleague, one stays in Hà's hands until the handover."""
    _comes(ha, *(f"ca-cb-{number}" for number in range(ALERTS)))
    for number in range(ALERTS):
        watch.does(ha, "acknowledge-incident", incident=f"ca-cb-{number}")
    watch.does(ha, "resolve-incident", incident="ca-cb-0", resolution="Nước đã rút, thông xe")
    watch.does(ha, "assign-incident", incident="ca-cb-1", person=TUAN)
    watch.does(ha, "add-note", incident="ca-cb-2", text="Đã gọi đội trực bơm")


def _an_emergency(watch: Watch, ha: Driver, tuan: Driver) -> str:
    """By its checklist, with the colleague at the same time."""
    accident = str(next(row["id"] for row in ha.state()["rows"] if row["title"] == ACCIDENT))
    watch.does(ha, "acknowledge-incident", incident=accident)
    for console in (ha, tuan):
        console.do("select-incident", incident=accident)
        console.until(lambda s: s["checklist"] and s["selected"]["id"] == accident, SOON_S, "its checklist")
    watch.does(ha, "mark-step", incident=accident, step="xac-minh")
    _sent(ha)
    tuan.until(lambda s: s["selected"]["acknowledged_by"] == HA, SOON_S, "the colleague sees who has it")
    watch.does(tuan, "mark-step", incident=accident, step="bi-thuong", answer="co", text="Một người đau chân")
    watch.does(tuan, "add-note", incident=accident, text="CSGT đã tới hiện trường")
    ha.until(lambda s: s["checklist"] and s["checklist"]["next"] == "goi-115", SOON_S, "the answer brought a step")
    watch.does(ha, "mark-step", incident=accident, step="goi-115", text="Xe 115-03 tới sau 6 phút")
    return accident


def _a_flood(watch: Watch, town: City, ha: Driver) -> None:
    post = town.feed()
    post(records=_flood(datetime.now(UTC) - timedelta(minutes=10) + timedelta(seconds=5)))
    ha.until(
        lambda s: s["alarm_load"]["flood"] and "ca-lu-0" in s["alarm_load"]["single"], SOON_S, "a flood that says so"
    )
    watch.does(ha, "acknowledge-incident", incident="ca-lu-0")
    watch.does(ha, "shelve-incident", incident="ca-lu-1", reason="Cảm biến đang bảo trì", minutes=30)
    ha.until(lambda s: not s["alarm_load"]["flood"], 40, "calm again by itself")


def _an_outage(watch: Watch, ha: Driver, line: FaultProxy, accident: str) -> None:
    """Work goes on while the line is down, and nothing of it is lost or done twice."""
    line.mode = "refuse"
    line.cut()
    ha.until(lambda s: not linked(s), 35, "no live link")
    watch.does(ha, "mark-step", incident=accident, step="hien-truong")
    watch.does(ha, "add-note", incident="ca-cb-2", text="Mất liên lạc máy chủ, gọi bộ đàm")
    watch.does(ha, "acknowledge-incident", incident="ca-lu-2")
    watch.does(ha, "escalate-incident", incident="ca-lu-0", reason="Nước vẫn lên")
    watch.does(ha, "add-log-entry", text="Mất liên lạc máy chủ, ghi tay", incident="ca-cb-2")
    ha.until(lambda s: s["outbox"]["waiting"] == 5, SOON_S, "five deeds wait and say so")
    line.mode = "clear"
    _sent(ha)


def _handover(watch: Watch, ha: Driver, tuan: Driver) -> list[str]:
    """Every open item of Hà's, signed by both; Tuấn takes some one by one, then the rest."""
    ha.do("hand-over")
    draft = ha.until(lambda s: s["handover_draft"]["expected"], SOON_S, "a draft")["handover_draft"]
    held = sorted(draft["expected"])
    assert {"ca-cb-2", "ca-lu-0", "ca-lu-2"} <= set(held), "with what was acknowledged during the outage"
    others = {"ca-cb-0", "ca-cb-1", "ca-pa"}
    assert not others & set(held), "what is done, a colleague's or an agency's is not handed over"
    ha.do("go-back")
    watch.does(ha, "hand-over", to=TUAN, notes="Mưa còn to đến 21:00")
    tuan.until(lambda s: s["handovers"] and not s["handovers"][0]["unsent"], SOON_S, "the handover has come")
    watch.does(tuan, "take-over", items=held[:1])
    watch.does(tuan, "take-over")
    for console in (ha, tuan):
        console.until(
            lambda s: [(one["state"], one["unsent"]) for one in s["handovers"][:1]] == [("taken", False)],
            SOON_S,
            "two signatures",
        )
    assert set(ha.state()["handovers"][0]["signatures"]) == {"giver", "taker"}
    return held


def test_a_whole_shift(tmp_path: Path) -> None:
    watch, now = Watch(), datetime.now(UTC)
    with _a_room(tmp_path) as (town, ha, tuan, line):
        before = _work(tuan)
        # 07:00 — Hà comes, then her colleague
        watch.does(ha, "sign-on")
        ha.do("go-back")
        watch.does(tuan, "sign-on")
        tuan.do("go-back")
        ha.until(lambda s: set(s["shift"]["here"]) == {HA, TUAN}, SOON_S, "both are here")
        # the morning: a citizen's report, and alerts
        post = town.feed()
        post(records=[_report(now), *(_alert(n, now - timedelta(hours=9 - 2 * n)) for n in range(ALERTS))])
        _a_report_is_handled(watch, ha)
        _alerts_are_taken(watch, ha)
        # noon: an emergency, by two
        accident = _an_emergency(watch, ha, tuan)
        # the afternoon: rain
        _a_flood(watch, town, ha)
        _an_outage(watch, ha, line, accident)
        watch.does(ha, "add-log-entry", text="Trạm bơm số 5 hỏng, chờ phụ tùng", pinned=True)
        _sent(ha)
        # 19:00 — handed over, and home
        held = _handover(watch, ha, tuan)
        watch.does(ha, "sign-off")
        for console in (ha, tuan):
            console.until(lambda s: s["shift"]["here"] == [TUAN], SOON_S, "one has gone")
        _sent(tuan)

        _everything_is_in_the_log_once(watch, town)
        _the_shift_log_tells_it(tuan, len(held))
        _the_measures_count_it(watch, tuan, before, len(held))
        _the_afternoon_can_be_told(tuan, accident)


def _everything_is_in_the_log_once(watch: Watch, town: City) -> None:
    log = town.log()
    assert Counter(row["action_id"] for row in log) == Counter(watch.deeds.keys()), "all of it, once, and nothing else"
    assert {row["result"] for row in log} == {"applied"}
    assert {json.loads(row["payload"]).get("text") for row in log} >= {"Mất liên lạc máy chủ, gọi bộ đàm"}


def _the_shift_log_tells_it(console: Driver, held: int) -> None:
    console.do("show-shift-log")
    log = console.until(lambda s: len(s["shift"]["log"]) > 5, SOON_S, "the log")["shift"]["log"]
    events = Counter(line["event"] for line in log)
    assert (events["signed_on"], events["signed_off"]) == (2, 1)
    typed = {line["text"]: line for line in log if line["kind"] == "typed"}
    assert set(typed) == {"Mất liên lạc máy chủ, ghi tay", "Trạm bơm số 5 hỏng, chờ phụ tùng"}
    assert typed["Mất liên lạc máy chủ, ghi tay"]["incident"] == "ca-cb-2"
    handed = [line for line in log if "handover" in str(line["event"]) or "handed" in str(line["event"])]
    assert handed, f"the handover of {held} items is told: {sorted(events)}"
    console.do("go-back")


def _work(console: Driver) -> dict[str, int]:
    """How many deeds of each operator the measures count."""
    console.do("show-measures", period="12h", by="operator")
    counted: dict[str, int] = dict(console.state()["measures"]["rows"])
    console.do("go-back")
    return counted


def _the_measures_count_it(watch: Watch, console: Driver, before: dict[str, int], held: int) -> None:
    """Every deed at an incident; a handover counts as so many that were taken over."""
    deeds = Counter(who for _command, who, at_an_incident in watch.deeds.values() if at_an_incident)
    after = _work(console)
    assert after[HA_NAME] - before.get(HA_NAME, 0) == deeds[HA]
    assert after[TUAN_NAME] - before.get(TUAN_NAME, 0) == deeds[TUAN] + held
    console.do("show-measures", period="12h", by="kind")
    counted = console.state()["measures"]
    assert sum(count for _name, count in counted["rows"]) == counted["count"]
    assert counted["count"] >= 1 + ALERTS + FLOOD + 1
    console.do("go-back")


def _the_afternoon_can_be_told(console: Driver, accident: str) -> None:
    """One incident's timeline, on the colleague's screen: who did what, in their order, with what was done offline."""
    console.do("show-after-action", incident=accident)
    shown = console.until(lambda s: s["after_action"], SOON_S, "the report")["after_action"]
    assert shown["incident"] == accident
    whats = [line["text"] for line in shown["lines"]]
    assert any("CSGT đã tới hiện trường" in text for text in whats)
    assert shown["lines"] == sorted(shown["lines"], key=lambda line: line["at"])
    console.do("go-back")
