"""A flood of 600 alerts in 5 minutes, compressed forty times: the desk says so, sums up, and is itself again after."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.harness.stopwatch import Stopwatch
from tests.journeys.city import City
from tests.journeys.driver import Driver
from tests.journeys.held_up import HeldUp

ALERTS, CRITICAL, PACKETS = 600, 6, 15
SPREAD_S, LEFT_S = 8.0, 8.0
"""Their times of arrival lie within 8 s and begin to leave the ten minutes 8 s after the last one was sent."""


def _alerts(begin: datetime, packet: int) -> list[dict[str, Any]]:
    size = ALERTS // PACKETS
    found = []
    for number in range(packet * size, (packet + 1) * size):
        critical = number % (ALERTS // CRITICAL) == 0
        data = {
            "code": f"LU-{number:03}", "title": f"Mực nước vượt ngưỡng tại điểm {number}",
            "kind": f"muc-nuoc-{number % 3}",
            "channel": "sensor", "source_name": "Cảm biến mực nước", "severity": 1 if critical else 2 + number % 3,
            "state": "new", "ward": f"Phường {'ABCD'[number % 4]}", "place": f"Điểm {number}",
            "created_at": (begin + timedelta(seconds=number * SPREAD_S / ALERTS)).isoformat(timespec="milliseconds"),
        }  # fmt: skip
        found.append({"type": "incident", "id": f"flood-{number:03}", "data": data})
    return found


@pytest.mark.journey
def test_a_flood_is_said_summed_up_and_ends_by_itself(tmp_path: Path) -> None:
    (tmp_path / "city").mkdir()
    with (
        City(tmp_path / "city", cameras=False) as town,
        Driver(tmp_path / "desk", "--backend", town.url, sign_in=("ha.le", town.password)) as console,
        HeldUp(console) as held_up,
    ):
        console.until(lambda s: len(s["rows"]) > 10 and s["links"]["incidents"]["state"] == "live", 20, "a queue")
        calm = console.state()["alarm_load"]
        assert not calm["flood"]
        post = town.feed()
        sent_in_s = 7.0
        begin = datetime.now(UTC) - timedelta(minutes=10) + timedelta(seconds=LEFT_S + sent_in_s)
        held_up.begin()
        beat = Stopwatch()
        for packet in range(PACKETS):
            post(records=_alerts(begin, packet))
            beat.sleep_to((packet + 1) * sent_in_s / PACKETS)
        # the flood is on, and it says so
        flood = console.until(
            lambda s: s["alarm_load"]["flood"] and s["alarm_load"]["last_10_minutes"] >= ALERTS, 10, "a flood of 600"
        )["alarm_load"]
        assert "600" in flood["words"] or str(flood["last_10_minutes"]) in flood["words"].replace(".", "")
        # the critical ones are seen singly, every other one is in a group with its count
        single = [one for one in flood["single"] if one.startswith("flood-")]
        assert len(single) == CRITICAL
        grouped = {name: count for name, count in flood["groups"].items() if name.startswith("muc-nuoc")}
        assert sum(grouped.values()) == ALERTS - CRITICAL
        assert len(grouped) == 12
        # nothing is hidden for good: the whole queue opens, and closes again
        console.do("show-whole-queue")
        state = console.state()
        assert state["alarm_load"]["whole"]
        assert len(state["rows"]) >= ALERTS
        console.do("show-whole-queue")
        assert not console.state()["alarm_load"]["whole"]
        # it is worked in all the while: a critical one is acknowledged
        console.do("acknowledge-incident", incident=single[0])
        # it ends by itself
        after = console.until(lambda s: not s["alarm_load"]["flood"], 60, "calm again")
        assert after["alarm_load"]["words"] == ""
        assert len(after["rows"]) >= ALERTS, "the rows are there as before"
        held_up.figures()
