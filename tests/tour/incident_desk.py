"""The part of the tour that shows the incident desk: the shift, the alarm load, life cycles, measures, lock, empty,
loading and broken. Each picture is taken in the dark theme, and at the usual size in the light one too: another theme
moves nothing.

Cameras are left out: what is looked at here lies over them or beside them.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.faults.room import read_only
from tests.harness.fault_proxy import FaultProxy
from tests.harness.screen import screen
from tests.journeys.city import City
from tests.journeys.driver import Driver, RefusedError
from tests.tour.stage import Stage, at_work, reach_asking_step, with_steps

COLLEAGUE = ("tuan.pham", "Phạm Quốc Tuấn")
OFFICER = "an.nguyen"
PIN = "471168"
PAUSE_S, ITEMS = 0.6, 6
IN_BOTH = (1920, 1080)
LIGHT_S = 0.35
"""A theme is put on at once; nothing is read again."""


class Pair:
    """Takes every picture in the dark, then in the light where this size is looked at in both."""

    def __init__(self, stage: Stage) -> None:
        self._stage, self.password = stage, stage.town.password
        self._in_both = stage.size == IN_BOTH

    def take(self, console: Driver, name: str) -> None:
        """Where the theme cannot be changed, as on a locked desk, once."""
        self._stage.take(console, name)
        if not self._in_both:
            return
        with contextlib.suppress(RefusedError):
            console.do("toggle-theme")
            self._stage.take(console, f"{name}-light", LIGHT_S)
            console.do("toggle-theme")

    def show(self, console: Driver, name: str, command: str, **args: Any) -> None:
        """Run a command and take what it opens, then go back; what is off is said and passed over."""
        try:
            console.do(command, **args)
        except RefusedError as error:
            self._stage.album.pass_over(f"{name}: {error}")
            return
        self.take(console, name)
        console.do("go-back")


def walk(stage: Stage) -> None:
    """Go through it all."""
    root, environment, town = stage.root / "shift", stage.environment, stage.town
    root.mkdir()
    pair = Pair(stage)
    _all_are_on_duty(town)
    with FaultProxy(("127.0.0.1", town.port)) as proxy:
        url = f"http://127.0.0.1:{proxy.port}"
        _before_a_queue(root, environment, town, proxy, pair)
        with (
            screen(*stage.size) as beside,
            Driver(root / "ha", "--backend", url, sign_in=("ha.le", town.password), environment=environment) as ours,
            Driver(
                root / "tuan", "--backend", town.url, sign_in=(COLLEAGUE[0], town.password), environment=beside
            ) as theirs,
        ):
            for console in (ours, theirs):
                console.until(at_work, 40, "rows")
            _shift(ours, theirs, pair)
            _incidents(town, ours, pair)
            _load(town, ours, pair)
            _measures(ours, pair)
            _offline(ours, proxy, pair)
            _locked(ours, pair)
    _officer(root, environment, town, pair)


@contextlib.contextmanager
def _desk(root: Path, environment: Mapping[str, str], town: City, user: str, url: str) -> Iterator[Driver]:
    with Driver(root / user, "--backend", url, sign_in=(user, town.password), environment=environment) as console:
        yield console


def _all_are_on_duty(town: City) -> None:
    [(key, text)] = read_only(town.database, "SELECT id, data FROM records WHERE type = 'shift' AND NOT removed")
    shift = json.loads(text)
    if COLLEAGUE[0] not in {person["id"] for person in shift["people"]}:
        one = {"id": COLLEAGUE[0], "name": COLLEAGUE[1], "role": "operator"}
        shift["people"] = [*shift["people"], one]
        town.feed()(records=[{"type": "shift", "id": key, "data": shift}])


def _before_a_queue(root: Path, environment: Mapping[str, str], town: City, proxy: FaultProxy, pair: Pair) -> None:
    """A wrong password, a server that is not there, and a desk that has not been given anything yet."""
    url = f"http://127.0.0.1:{proxy.port}"
    for name, secret, mode in (("wrong-password", "sai", "clear"), ("no-server", town.password, "refuse")):
        proxy.mode = mode
        with Driver(root / name, "--backend", url, sign_in=("ha.le", secret), environment=environment) as console:
            console.until(lambda s: bool(s.get("error")), 40, "an error")
            pair.take(console, name)
    proxy.mode = "clear"
    with Driver(root / "loading", "--backend", url, sign_in=("ha.le", town.password), environment=environment) as one:
        one.until(lambda s: s["screen"] == "desk" or bool(s.get("error")), 40, "a desk")
        proxy.mode = "stall"
        pair.take(one, "loading")
        proxy.mode = "clear"
        proxy.cut()


def _shift(ours: Driver, theirs: Driver, pair: Pair) -> None:
    pair.show(ours, "shift-log-empty", "show-shift-log")
    pair.show(ours, "signed-on", "sign-on")
    theirs.do("sign-on")
    theirs.do("go-back")
    rows = _taken_on(ours)
    wrong = ours.do("add-log-entry", text="Trạm bơm số 3 hỏng", pinned=True)["action_id"]
    ours.do("add-log-entry", text="Đã gọi điện lực Hòa An, cử người tới lúc 20:15", incident=rows[0])
    ours.until(lambda s: s["outbox"]["waiting"] == 0, 20, "sent")
    ours.do("correct-log-entry", entry=wrong, text="Trạm bơm số 5 hỏng, chờ phụ tùng", pinned=True)
    pair.show(ours, "shift-log", "show-shift-log")
    pair.show(ours, "shift-log-search", "show-shift-log", search="tram bom")
    pair.show(ours, "shift-log-no-match", "show-shift-log", search="không có gì")
    ours.do("show-shift-log", search="")
    ours.do("go-back")
    pair.show(ours, "form-log", "add-log-entry")
    pair.show(ours, "hand-over", "hand-over")
    pair.show(theirs, "handovers-none", "show-handovers")
    ours.do("hand-over", to=COLLEAGUE[0], expected={rows[0]: "Chờ điện lực báo lúc 20:30"}, notes="Mưa đến 21:00")
    theirs.until(lambda s: bool(s["handovers"]), 20, "the handover")
    pair.take(theirs, "handover-came")
    pair.show(theirs, "handover-received", "show-handovers")
    pair.show(ours, "handover-given", "show-handovers")
    theirs.do("take-over", items=rows[:2])
    theirs.do("return-items", items=[rows[2]], reason="Thuộc đội an toàn thông tin")
    theirs.do("add-note", incident=rows[0], text="Điện lực đã tới")
    theirs.until(lambda s: s["outbox"]["waiting"] == 0, 20, "sent")
    pair.show(theirs, "handover-taken-over", "show-handovers")
    ours.until(lambda s: s["handovers"] and s["handovers"][0]["state"] == "begun", 20, "an answer")
    pair.show(ours, "handover-begun", "show-handovers")


def _taken_on(ours: Driver) -> list[str]:
    """The first of the queue that an operator may take on: some are for specialists alone."""
    taken: list[str] = []
    for row in ours.state()["rows"]:
        if len(taken) < ITEMS:
            with contextlib.suppress(RefusedError):
                ours.do("assign-incident", incident=row["id"], person="ha.le")
                taken.append(row["id"])
    ours.until(lambda s: s["outbox"]["waiting"] == 0, 20, "sent")
    return taken


def _incidents(town: City, ours: Driver, pair: Pair) -> None:
    now = datetime.now(UTC)
    data = {
        "code": "PA-901", "title": "Ổ gà lớn trước cổng chợ Hòa An", "description": "Xe máy dễ ngã.", "severity": 4,
        "kind": "nap-cong", "channel": "field_report", "source_name": "Ứng dụng người dân", "state": "new",
        "ward": "Phường Hòa An", "place": "Chợ Hòa An", "created_at": now.isoformat(), "lat": 10.7801, "lon": 106.7001,
    }  # fmt: skip
    twin = {**data, "code": "PA-902", "title": "Hố sâu trước chợ Hòa An", "place": "Cổng chợ Hòa An"}
    records = [{"type": "incident", "id": f"tour-{n}", "data": one} for n, one in enumerate((data, twin))]
    town.feed()(records=records)
    ours.until(lambda s: {"tour-0", "tour-1"} <= {row["id"] for row in s["rows"]}, 20, "two reports")
    ours.do("select-incident", incident="tour-0")
    time.sleep(PAUSE_S)
    pair.show(ours, "incident-near", "open-incident")
    pair.show(ours, "join-picker", "join-incident", incident="tour-1")
    ours.do("join-incident", incident="tour-1", into="tour-0")
    ours.until(lambda s: s["outbox"]["waiting"] == 0, 20, "joined")
    pair.show(ours, "joined-head", "open-incident", incident="tour-0")
    ours.do("acknowledge-incident", incident="tour-0")
    _at_stage(ours, "Đã tiếp nhận")
    pair.show(ours, "form-shelve-incident", "shelve-incident", incident="tour-0")
    ours.do("verify-incident", incident="tour-0")
    _at_stage(ours, "Đã xác minh")
    pair.show(ours, "form-classify", "classify-incident", incident="tour-0")
    ours.do("classify-incident", incident="tour-0", kind="nap-cong", level="khan")
    _at_stage(ours, "Đã phân loại")
    pair.show(ours, "form-forward", "forward-incident", incident="tour-0")
    pair.show(ours, "form-pause", "pause-clock", incident="tour-0")
    pair.show(ours, "form-reply", "reply-to-reporter", incident="tour-0")
    pair.show(ours, "choose-view", "choose-view")
    ours.do("search-incidents", text="sev:high")
    pair.show(ours, "save-view", "save-view")
    ours.do("search-incidents", text="")
    accident = with_steps(ours)
    ours.do("select-incident", incident=accident)
    time.sleep(PAUSE_S)
    pair.show(ours, "checklist-incident", "open-incident")
    pair.show(ours, "near-and-joined", "show-related")
    pair.show(ours, "leaving", "press", keys="Ctrl+Q")
    pair.show(ours, "form-step", "mark-step", incident=accident, step=reach_asking_step(ours, accident))
    pair.show(ours, "contacts", "show-contacts")
    pair.show(ours, "after-action", "show-after-action", incident=accident)


def _at_stage(console: Driver, name: str) -> None:
    console.do("select-incident", incident="tour-0")
    console.until(lambda s: s["selected"] and s["selected"]["stage_name"] == name, 20, name)


def _load(town: City, ours: Driver, pair: Pair) -> None:
    rows = [row["id"] for row in ours.state()["rows"]]
    for incident in rows[-2:]:
        with contextlib.suppress(RefusedError):
            ours.do("shelve-incident", incident=incident, reason="Bảo trì đến 21:00", minutes=60)
    ours.until(lambda s: s["outbox"]["waiting"] == 0, 20, "put aside")
    pair.show(ours, "alarm-load", "show-alarm-load")
    begin = datetime.now(UTC) - timedelta(minutes=9)
    records = []
    for number in range(300):
        data = {
            "code": f"LU-{number:03}", "title": f"Mực nước vượt ngưỡng tại điểm {number}", "kind": "ngap",
            "channel": "sensor", "source_name": "Cảm biến mực nước", "severity": 1 if number % 60 == 0 else 3,
            "state": "new", "ward": ("Phường Sông Mây", "Phường Hòa An", "Phường Tân Lập")[number % 3],
            "place": f"Điểm {number}", "created_at": (begin + timedelta(seconds=number)).isoformat(),
        }  # fmt: skip
        records.append({"type": "incident", "id": f"flood-{number}", "data": data})
    town.feed()(records=records)
    ours.until(lambda s: s["alarm_load"]["flood"], 20, "a flood")
    pair.take(ours, "flood")
    ours.do("show-whole-queue")
    pair.take(ours, "flood-whole-queue")
    ours.do("show-whole-queue")
    pair.show(ours, "alarm-load-in-flood", "show-alarm-load")


def _measures(ours: Driver, pair: Pair) -> None:
    for by in ("kind", "ward", "operator"):
        pair.show(ours, f"measures-{by}", "show-measures", period="7d", by=by)
    ours.do("show-measures", period="1d", by="kind")
    ours.do("go-back")


def _offline(ours: Driver, proxy: FaultProxy, pair: Pair) -> None:
    proxy.mode = "refuse"
    proxy.cut()
    ours.until(lambda s: s["links"]["incidents"]["state"] == "down", 40, "the outage")
    ours.do("add-log-entry", text="Mất liên lạc máy chủ, ghi tay")
    ours.do("acknowledge-incident", incident=ours.state()["alarm_load"]["single"][0])
    pair.show(ours, "offline-shift-log", "show-shift-log")
    pair.show(ours, "offline-hand-over", "hand-over")
    pair.show(ours, "offline-handovers", "show-handovers")
    pair.show(ours, "offline-measures", "show-measures")
    pair.show(ours, "offline-palette", "open-palette")
    proxy.mode = "clear"
    ours.until(lambda s: s["outbox"]["waiting"] == 0, 40, "settled")


def _locked(ours: Driver, pair: Pair) -> None:
    pair.show(ours, "form-pin", "set-pin")
    ours.do("set-pin", pin=PIN, password=pair.password)
    ours.do("toggle-theme")
    ours.do("lock-desk")
    pair.take(ours, "locked-light")
    with contextlib.suppress(RefusedError):
        ours.do("unlock-desk", pin="990011")
    pair.take(ours, "locked-wrong-pin-light")
    ours.do("unlock-desk", pin=PIN)
    ours.do("toggle-theme")
    ours.do("lock-desk")
    pair.take(ours, "locked")
    ours.do("unlock-desk", pin=PIN)


def _officer(root: Path, environment: Mapping[str, str], town: City, pair: Pair) -> None:
    """What only a duty officer may."""
    with _desk(root, environment, town, OFFICER, town.url) as console:
        console.until(at_work, 40, "rows")
        console.do("select-incident", incident="tour-0")
        console.until(lambda s: s["selected"] and s["selected"]["id"] == "tour-0", 10, "the report")
        for form in ("extend-deadline", "refuse-incident"):
            pair.show(console, f"form-{form}", form, incident="tour-0")
