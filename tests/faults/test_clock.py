"""A machine's clock is wrong, or hours pass without it: no order, no age and no sign-in hangs on the time of day."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.faults.room import linked
from tests.faults.seen import Seen
from tests.faults.test_process import editor
from tests.harness.fault_proxy import FaultProxy
from tests.harness.patience import Patience
from tests.harness.stopwatch import Stopwatch
from tests.journeys.city import City
from tests.journeys.driver import Driver

LIBRARY = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"
DAY_S = 86_400
RESYNC_S = 10.0
ASLEEP_S = 8.0
"""Longer than a pause that nobody would notice; the hours themselves are the clock's."""
LATE = "Báo động ngập ở hầm Bến Đá"


def faked(**fake: str) -> dict[str, str]:
    """The environment of a console whose time of day is a lie; no other clock of it is."""
    return {"LD_PRELOAD": LIBRARY, "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1", **fake}


@contextmanager
def console(folder: Path, url: str, environment: Mapping[str, str], who: tuple[str, str] | None) -> Iterator[Driver]:
    """A desk with a clock of its own; what the library shares between processes is put away afterwards."""
    with Driver(folder, "--backend", url, sign_in=who, environment=environment) as driver:
        yield driver
    for name in ("faketime_shm", "sem.faketime_sem"):
        Path(f"/dev/shm/{name}_{driver.process.pid}").unlink(missing_ok=True)


def codes(state: dict[str, Any]) -> list[str]:
    """What was told since the start."""
    return [notice["code"] for notice in state["notices"]]


def ages(state: dict[str, Any]) -> dict[str, float]:
    """How old each number on the screen says that it is."""
    return {one["id"]: one["age_s"] for one in state["indicators"] if one["age_s"] is not None}


def notes(driver: Driver, words: str, count: int) -> list[str]:
    """Save some notes; their keys."""
    rows = driver.state()["rows"]
    return [
        driver.do("add-note", incident=rows[number]["id"], text=f"{words} {number}")["action_id"]
        for number in range(count)
    ]


@dataclass
class Room:
    """Three desks in one city: by their clocks a day ahead, a day behind, and right."""

    town: City
    fast: Driver
    slow: Driver
    honest: Driver
    kept: dict[str, list[str]] = field(default_factory=dict)

    def each(self) -> dict[str, Driver]:
        return {"fast": self.fast, "slow": self.slow, "honest": self.honest}

    def write(self, words: str) -> None:
        """Two notes at each desk, in turn."""
        for name, driver in self.each().items():
            self.kept.setdefault(name, []).extend(notes(driver, f"{words}, {name}", 2))


FAST, SLOW = faked(FAKETIME="+1d"), faked(FAKETIME="-1d")


@contextmanager
def three_desks(folder: Path) -> Iterator[Room]:
    """Signed in, with a queue and with numbers."""
    (folder / "city").mkdir()
    with City(folder / "city", cameras=False) as town, ExitStack() as desks:

        def desk(name: str, environment: Mapping[str, str], user: str) -> Driver:
            return desks.enter_context(console(folder / name, town.url, environment, (user, town.password)))

        room = Room(town, desk("fast", FAST, "ha.le"), desk("slow", SLOW, "ngoc.vo"), desk("honest", {}, "tuan.pham"))
        for driver in room.each().values():
            driver.until(lambda s: len(s["rows"]) > 10 and linked(s) and ages(s), 30, "a queue")
        yield room


def test_row_32_clocks_that_are_a_day_off(tmp_path: Path, seen: Seen) -> None:
    """Such desks and an honest one work through an outage: every order stands, and each clock is complained of once."""
    with three_desks(tmp_path) as room:
        for driver, days in ((room.fast, 1), (room.slow, -1)):
            told = driver.until(lambda s: "clock_skew" in codes(s), 12, "that its clock is off")
            [skew] = [notice["params"]["seconds"] for notice in told["notices"] if notice["code"] == "clock_skew"]
            assert abs(skew + days * DAY_S) < 30
        there = ages(room.honest.state())
        for driver in (room.fast, room.slow):
            here = ages(driver.state())
            furthest_s = max(abs(here[key] - there[key]) for key in here.keys() & there.keys())
            assert furthest_s < 5, "ages are counted by the centre's time"

        room.write("có mạng")
        room.town.kill_backend()
        room.write("mất mạng")
        room.write("vẫn mất mạng")
        time.sleep(3)
        room.town.start_backend()
        back = Stopwatch()
        room.honest.until(lambda _s: len(room.town.log()) == 18, 20, "all of all three")
        for driver in room.each().values():
            driver.until(lambda s: s["outbox"]["waiting"] == 0 and linked(s), 20, "a link that lives")
        settled_s = back.told_s
        log = [row["action_id"] for row in room.town.log()]
        assert len(log) == len(set(log)) == 18
        for name, driver in room.each().items():
            assert [key for key in log if key in room.kept[name]] == room.kept[name], "the order of each device"
            told_codes = codes(driver.state())
            assert told_codes.count("clock_skew") == (name != "honest"), "told once"
            assert "action_expired" not in told_codes
    for environment in (FAST, {}):
        with console(tmp_path / "fast", room.town.url, environment, None) as again:
            state = again.until(lambda s: len(s["rows"]) > 10, 20, "signed in without a server")
            assert state["actor"]["id"] == "ha.le"
    seen(
        32,
        "Two consoles, one with its clock a day fast and one a day slow (libfaketime), worked with an honest one"
        " through an outage; the fast one was started again without a server, and once more with its clock set right.",
        "Every action arrived once and in its device's order; ages were those of the honest console; the skew was told"
        " once; the sign-in held.",
        ages_differ_s=round(furthest_s, 1),
        settled_after_s=settled_s,
    )


def test_row_33_a_suspend_of_eight_hours(tmp_path: Path, seen: Seen) -> None:
    """Old connections are dead and nobody says so; within ten seconds of waking the screen is true again."""
    clock = tmp_path / "clock"
    clock.write_text("+0\n", encoding="ascii")
    environment = faked(FAKETIME_TIMESTAMP_FILE=str(clock), FAKETIME_CACHE_DURATION="1")
    (tmp_path / "city").mkdir()
    with (
        City(tmp_path / "city", cameras=False) as town,
        FaultProxy(("127.0.0.1", town.port)) as proxy,
        console(tmp_path / "desk", f"http://127.0.0.1:{proxy.port}", environment, ("ha.le", town.password)) as desk,
    ):
        before = desk.until(lambda s: len(s["rows"]) > 10 and linked(s), 30, "a queue")
        proxy.mode = "stall"
        kept = notes(desk, "trước khi ngủ", 3)
        desk.process.send_signal(signal.SIGSTOP)
        slept = Stopwatch()
        proxy.freeze()
        proxy.mode = "clear"
        proxy.connects.clear()
        editor(town)("su-co-dem", like=before["rows"][0]["id"], code="SC-DEM", title=LATE, severity=1, state="new")
        clock.write_text("+8h\n", encoding="ascii")
        slept.sleep_to(ASLEEP_S)
        desk.process.send_signal(signal.SIGCONT)
        patience, woken = Patience(RESYNC_S), Stopwatch()
        desk.until(lambda s: any(row["title"] == LATE for row in s["rows"]), RESYNC_S, "what happened in the night")
        shown_s = woken.told_s
        desk.until(lambda s: s["outbox"]["waiting"] == 0 and linked(s), RESYNC_S, "all sent, and a link that lives")
        assert not patience.is_over
        resync_s = woken.told_s
        assert [row["action_id"] for row in town.log()] == kept
        state = desk.until(lambda s: s["catch_up"], 5, "a summary")
        assert state["catch_up"]["new"] == ["su-co-dem"]
        assert "action_expired" not in codes(state)
        words = desk.log_path.read_text(encoding="utf-8")
        assert re.search(r"nobody was awake for \d+ s", words)
        assert re.search(r"the time of day was set by 28[78]\d\d s", words)
        since = {name: datetime.fromisoformat(link["since"]) for name, link in state["links"].items()}
        assert all(abs(at.timestamp() - time.time()) < 120 for name, at in since.items() if name != "video")
        connects = len(proxy.connects)
    seen(
        33,
        f"The console was stopped for {ASLEEP_S:.0f} s with actions waiting, its clock put on by 8 h, its connections"
        " silently dead, and an incident reported meanwhile.",
        "It cut what was dead, showed the incident, sent the actions once and summed up what had happened.",
        change_on_screen_s=shown_s,
        resync_s=resync_s,
        connections_made=connects,
    )


def test_the_library_that_lies_is_there() -> None:
    """Without it the tests above would prove nothing, and pass."""
    assert os.path.exists(LIBRARY), "apt-get install libfaketime"
