"""The simulated day is repeatable, bearable, keeps off what operators did, and follows its speed."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from backend.city.loading import DEFAULT_CITY, load
from backend.city.pack import CityPack
from backend.demo.simulation.alarms import Alarms
from backend.demo.simulation.arrivals import Arrivals
from backend.demo.simulation.run import Simulation
from backend.demo.story.story import Story
from backend.demo.story.weather import Weather
from tests.harness.patience import Patience

START = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)  # 08:00 in the city


@pytest.fixture(scope="module")
def pack() -> CityPack:
    return load(DEFAULT_CITY)


class Room:
    """Holds what was published, as a ledger would, and a clock that the test moves."""

    def __init__(self, pack: CityPack, seed: int = 7, speed: float = 60) -> None:
        self.at = START
        self.rows: dict[tuple[str, str], dict[str, Any]] = {}
        self.points: list[Any] = []
        self.publish([record for record in Story(pack, seed).records(START) if record[0] == "incident"])
        self.before = set(self.rows)
        self.simulation = Simulation(pack, self.publish, seed, speed, current=self.current, now=lambda: self.at)

    def publish(self, records: Sequence[Any], removes: Sequence[Any] = (), points: Sequence[Any] = ()) -> int:
        self.rows.update({(type_, identity): data for type_, identity, data in records})
        self.points.extend(points)
        return len(self.rows)

    def current(self, type_: str, identity: str) -> dict[str, Any] | None:
        return self.rows.get((type_, identity))

    def run(self, seconds: int) -> None:
        for _ in range(seconds):
            self.at += timedelta(seconds=1)
            self.simulation.step()

    def arrived(self) -> dict[str, dict[str, Any]]:
        return {key[1]: data for key, data in self.rows.items() if key[0] == "incident" and key not in self.before}


def test_the_same_seed_and_time_give_the_same_incidents(pack: CityPack) -> None:
    first, second, other = Room(pack), Room(pack), Room(pack, seed=8)
    for room in (first, second, other):
        room.run(120)
    assert first.arrived() == second.arrived()
    assert first.arrived().keys() != other.arrived().keys()


def test_severities_spread_80_15_5_over_every_channel(pack: CityPack) -> None:
    arrivals = list(Arrivals(Story(pack, 3), Weather(3, START)).between(START, START + timedelta(days=10)))
    count = Counter(arrival.draft.severity for arrival in arrivals)
    assert count[4] / len(arrivals) == pytest.approx(0.80, abs=0.04)
    assert count[3] / len(arrivals) == pytest.approx(0.15, abs=0.04)
    assert (count[1] + count[2]) / len(arrivals) == pytest.approx(0.05, abs=0.03)
    assert {arrival.draft.kind.channel for arrival in arrivals} == {"field_report", "camera", "security", "emergency"}
    assert len({arrival.draft.id for arrival in arrivals}) == len(arrivals)


def test_an_hour_a_minute_brings_sixty_times_as_much(pack: CityPack) -> None:
    slow, fast = Room(pack, speed=1), Room(pack, speed=60)
    slow.run(300)
    fast.run(300)
    assert len(slow.arrived()) <= 8
    assert 25 <= len(fast.arrived()) <= 100


def test_records_are_never_from_the_future(pack: CityPack) -> None:
    room = Room(pack)
    room.run(60)
    for (type_, _identity), data in room.rows.items():
        stamp = data.get("created_at") or data.get("as_of") or data.get("last_report_at")
        assert stamp is None or datetime.fromisoformat(stamp) <= room.at, type_
    assert room.points


def test_reporters_are_masked(pack: CityPack) -> None:
    room = Room(pack)
    room.run(120)
    reported = [data for data in room.arrived().values() if data["channel"] == "field_report"]
    assert reported
    assert all(data["reporter_masked"].startswith("•••• ") and len(data["reporter_masked"]) == 8 for data in reported)


def test_colleagues_leave_alone_what_an_operator_touched(pack: CityPack) -> None:
    room = Room(pack)
    key = next(key for key, data in room.rows.items() if data["severity"] == 4 and data.get("assignee_id") is None)
    room.rows[key]["history"].append({"at": "x", "verb": "note", "action_id": "0192"})
    touched = dict(room.rows[key])
    room.run(600)
    assert room.rows[key] == touched
    states = Counter(data["state"] for key, data in room.rows.items() if key in room.before)
    assert states["resolved"] > 5
    for key in room.before:
        if room.rows[key]["severity"] <= 2:
            assert room.rows[key]["state"] != "resolved"


def test_a_later_run_does_not_bring_the_same_incident_again(pack: CityPack) -> None:
    room = Room(pack)
    room.run(30)
    identity = next(iter(room.arrived()))
    room.rows["incident", identity]["state"] = "in_progress"
    again = Simulation(pack, room.publish, 7, 60, current=room.current, now=lambda: START)
    again._clock._now = lambda: room.at
    again.step()
    assert room.rows["incident", identity]["state"] == "in_progress"


def test_a_threshold_crossed_makes_one_incident(pack: CityPack) -> None:
    story = Story(pack)
    alarms = Alarms(story)
    indicator = next(one for one in story.indicators if one.id == "cs-01")
    made = [alarms.observe(indicator, value, START) for value in (0.1, 0.6, 0.49, 0.6, 0.2, 0.7)]
    assert [arrival is not None for arrival in made] == [False, True, False, False, False, True]


def test_it_runs_and_stops_as_one_thread(pack: CityPack) -> None:
    before = threading.active_count()
    published = threading.Event()

    def publish(records: Sequence[Any], removes: Sequence[Any] = (), points: Sequence[Any] = ()) -> None:
        published.set()

    simulation = Simulation(pack, publish, 1, 600)
    simulation.start()
    assert published.wait(60)
    patience = Patience(2)
    simulation.stop()
    assert not patience.is_over
    assert threading.active_count() == before


def test_incidents_that_could_not_be_published_come_later(pack: CityPack) -> None:
    room = Room(pack)
    good, room.simulation._publish = room.simulation._publish, _refuse
    room.at += timedelta(seconds=60)
    with pytest.raises(OSError, match="busy"):
        room.simulation.step()
    room.simulation._publish = good
    room.run(1)
    assert len(room.arrived()) >= 3


def _refuse(*_: Any, **__: Any) -> None:
    raise OSError("busy")
