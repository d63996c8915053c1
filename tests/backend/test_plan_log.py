"""A response plan's log writes itself: each thing once, a flood in few lines, and nothing again after a restart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from backend.base.clock import iso
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.people.roles import Role
from backend.plans.automatic import AGAIN_MS, MINUTE_MOST, Silence, lines_of
from backend.plans.deed import LOG_KEPT
from backend.plans.scribe import Scribe
from backend.privacy import sight
from contract.instants import parse_ms

NOON = parse_ms("2026-11-21T05:00:00.000Z")
MINUTE = 60_000
RIVER: dict[str, Any] = {
    "name": "Mực nước Cống Rạch Lá", "unit": "m", "decimals": 2, "warn": 1.4, "alarm": 1.6, "high_is_bad": True,
}  # fmt: skip


class Town:
    """A ledger in which a real activation and a drill of one plan run, and its time."""

    def __init__(self, folder: Path) -> None:
        self.file = f"sqlite:///{folder / 'town.db'}"
        self.now = NOON
        self._open()
        self.ledger.follow = None  # all this was there before
        begun = {"plan_id": "flood", "plan_name": "Lũ", "level": 2, "activated_at": iso(NOON), "log": []}
        due = {"next_report_at": iso(NOON + 10 * MINUTE)}
        plan = {"name": "Lũ", "indicators": ["river"], "cameras": ["cam-1"], "running": "a", "running_drill": "d"}
        self.ledger.publish([
            ("plan", "flood", plan), ("activation", "a", {**begun, **due, "drill": False}),
            ("activation", "d", {**begun, **due, "drill": True, "incidents": ["drill-1"]}),
            ("indicator", "river", {**RIVER, "value": 1.0}), ("source", "rain", self.source(0)),
            ("incident", "old", self.incident()),
        ])  # fmt: skip
        self.restart()

    def _open(self) -> None:
        self.ledger = Ledger(open_engine(self.file))
        self.scribe = Scribe(self.ledger, lambda: self.now)
        self.ledger.follow = self.scribe.follow

    def restart(self) -> None:
        self.ledger.engine.dispose()
        self._open()

    def source(self, minutes: int) -> dict[str, Any]:
        return {"name": "Trạm mưa", "last_report_at": iso(NOON + minutes * MINUTE)}

    def incident(self, severity: int = 1, state: str = "new", **more: Any) -> dict[str, Any]:
        return {"code": "SC-1", "title": "Ngập", "severity": severity, "state": state, "ward": "Hòa An", **more}

    def comes(self, key: str, severity: int = 1, state: str = "new", **more: Any) -> None:
        self.ledger.publish([("incident", key, self.incident(severity, state, **more))])

    def measured(self, value: float) -> None:
        self.ledger.publish([("indicator", "river", {**RIVER, "value": value})])

    def activation(self, key: str = "a") -> dict[str, Any]:
        found = self.ledger.current("activation", key)
        assert found is not None
        return found[1]

    def told(self, key: str = "a") -> list[str]:
        return [line["event"] for line in self.activation(key)["log"]]

    def change(self, key: str, **fields: Any) -> None:
        self.ledger.publish([("activation", key, {**self.activation(key), **fields})])


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


def test_incidents_are_told_as_they_come_and_end_once(town: Town) -> None:
    town.comes("one")
    town.comes("one", assignee_name="Lê Thu Hà")
    town.restart()
    town.comes("one")
    town.comes("two", 2)
    town.comes("three", 2, camera_ids=["cam-1"])
    town.comes("four", 2, indicator_ids=["river"])
    town.comes("five", 3, camera_ids=["cam-1"])
    town.comes("six", drill=True)
    keys = [line["params"]["incident"] for line in town.activation()["log"]]
    assert keys == ["one", "three", "four"], "critical ones, and those of severity 2 that the plan watches"
    line = town.activation()["log"][0]
    assert (line["kind"], line["actor_name"], line["action_id"], line["params"]["title"]) == (
        "automatic",
        "",
        "",
        "Ngập",
    )
    town.comes("old", state="resolved")
    town.comes("old", state="closed")
    assert town.told() == ["incident_came"] * 3 + ["incident_ended"], "one that was there before counts when it ends"
    town.comes("two", 1)
    assert town.told()[-1] == "incident_came", "it became critical"


def test_a_flood_is_a_line_a_minute_beyond_the_first_and_the_log_is_bounded(town: Town) -> None:
    for number in range(300):
        town.comes(f"n{number}")
        town.now += 200
    found = town.ledger.current("activation", "a")
    assert found is not None
    assert found[0] == 1 + MINUTE_MOST, "what is only counted is sent to nobody"
    town.restart()
    rest = [("incident", f"m{number}", town.incident()) for number in range(300)]
    town.ledger.publish(rest)
    town.now += MINUTE
    town.scribe.look(())
    assert town.told() == [*["incident_came"] * MINUTE_MOST, "flood", *["incident_came"] * MINUTE_MOST, "flood"]
    lines = [line["params"] for line in town.activation()["log"] if line["event"] == "flood"]
    assert [one["came"] + MINUTE_MOST for one in lines] == [300, 300]
    assert [parse_ms(one["minute"]) for one in lines] == [NOON, NOON + MINUTE]
    town.scribe.look(())
    assert town.told().count("flood") == 2
    town.change("a", log=[{"event": "note", "params": {}}] * LOG_KEPT)
    town.comes("last")
    assert len(town.told()) == LOG_KEPT
    assert town.told()[-1] == "incident_came"


def test_what_was_not_told_yet_is_summed_up_when_the_plan_ends(town: Town) -> None:
    town.ledger.publish([("incident", f"n{number}", town.incident()) for number in range(15)])
    town.change("a", ended_at=iso(town.now))
    town.comes("later")
    assert town.told()[-1] == "flood"
    assert town.activation()["log"][-1]["params"]["came"] == 5


def test_a_number_crosses_a_threshold_and_comes_back(town: Town) -> None:
    for value in (1.2, 1.45, 1.39, 1.41, 1.3):
        town.measured(value)
    assert town.told() == ["number"], "it trembles about its threshold"
    town.measured(1.7)
    town.restart()
    town.measured(1.71)
    town.measured(1.0)
    steps = [(line["params"]["from"], line["params"]["to"]) for line in lines_of(town.activation())]
    assert steps == [("normal", "warn"), ("warn", "alarm"), ("alarm", "normal")]
    town.measured(1.7)
    assert len(town.told()) == 3, "the same threshold the same way within five minutes"
    town.now += AGAIN_MS
    town.measured(1.72)
    assert len(town.told()) == 4, "it stands there still: it is told then"
    town.ledger.publish(
        [("indicator", "other", {**RIVER, "value": 1.0}), ("indicator", "other", {**RIVER, "value": 9.0})]
    )
    assert len(town.told()) == 4, "the plan watches its own alone"


def test_a_source_is_lost_and_back_and_a_report_is_late(town: Town) -> None:
    silence = (Silence("rain", "Trạm mưa", NOON, 15 * MINUTE),)
    for _again in range(2):
        town.scribe.look(silence)
        town.restart()
    town.ledger.publish([("source", "rain", town.source(40))])
    town.ledger.publish([("source", "rain", town.source(41))])
    assert town.told() == ["source_down", "source_up"]
    assert town.activation()["log"][-1]["params"] == {"name": "Trạm mưa", "minutes": 40}
    town.now += 11 * MINUTE
    for _again in range(2):
        town.scribe.look(())
        town.restart()
    assert town.told()[2:] == ["report_late"]
    town.change("a", next_report_at=iso(town.now - 1))
    town.scribe.look(())
    assert town.told()[2:] == ["report_late", "report_late"], "the next one"


def test_a_drill_tells_of_its_own_incidents_alone(town: Town) -> None:
    town.comes("drill-1", drill=True)
    town.comes("one")
    town.measured(1.7)
    town.now += 11 * MINUTE
    town.scribe.look((Silence("rain", "Trạm mưa", NOON, MINUTE),))
    assert town.told("d") == []
    town.comes("drill-1", state="resolved", drill=True)
    assert town.told("d") == ["incident_ended"]
    assert "drill-1" not in [line["params"].get("incident") for line in town.activation()["log"]]


def test_a_wall_gets_none_of_it(town: Town) -> None:
    town.comes("one")
    shown = sight.shown(Role.WALL, "activation", town.activation())
    assert not {"log", "auto"} & set(shown)
