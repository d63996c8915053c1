"""Journey: a tour with a dead camera never shows a gap, and a storm of 300 alarms moves a wall of two nodes but little.

Both go on at the same time on real windows, as they would: what is asked is what both nodes said and painted meanwhile.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from console.walls.alarm_slots import BUDGET, DWELL_S, WINDOW_S
from tests.journeys.city import City, city
from tests.journeys.slot_watch import SLOTS, SOON_S, Watch
from tests.journeys.wall_room import Leader, node, screen_of, text

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
KIND = "bao-dong-thu"
LIVE_ONES, DEAD = ("cam-12", "cam-14"), "cam-chet"
STORM_AFTER_S, SHOWN_S = 1.0, 2.0


def _rule(kind: str) -> dict[str, Any]:
    return {"name": kind, "kinds": [kind], "cameras": "linked", "indicators": [], "minutes": 10.0, "order": 1}


def _incident(number: int, severity: int, **more: Any) -> dict[str, Any]:
    at = datetime.now(UTC).isoformat()
    data = {
        "code": f"BD-{number:03}",
        "title": f"Báo động {number}",
        "kind": KIND,
        "severity": severity,
        "state": "new",
    }
    data |= {"place": f"Nơi {number}", "channel": "sensor", "created_at": at, "camera_ids": ["cam-20"], "history": []}
    return {"type": "incident", "id": f"storm-{number:03}", "data": data | more}


def _slot() -> dict[str, Any]:
    return {"type": "slot", "row": 0, "col": 0, "idle": {"type": "text", "text": "Bình thường"}}


def _wishes() -> dict[str, Any]:
    tour = {"type": "tour", "row": 0, "col": 0, "dwell_s": 3.0}
    tour["tiles"] = [{"type": "camera", "camera": one} for one in (LIVE_ONES[0], DEAD, LIVE_ONES[1])]
    left = {"screen": {"rows": 1, "cols": 2, "tiles": [tour, _slot() | {"col": 1}]}}
    right = {"screen": {"rows": 1, "cols": 1, "tiles": [_slot()]}}
    return {"t1": left, "t2": text("Trái"), "p1": right, "p2": text("Phải")}


def test_a_tour_passes_over_the_dead_and_a_storm_of_alarms_shows_the_worst_and_passes(tmp_path: Path) -> None:
    with city() as town:
        # Before the nodes are there, so that they open nothing but what this is about.
        post = _prepare(town)
        with (
            node(tmp_path, town, "trai") as left,
            node(tmp_path, town, "phai") as right,
            left.start() as trai,
            right.start() as phai,
        ):
            for one, screen in ((trai, "t1"), (phai, "p1")):
                one.until(lambda s, id_=screen: _is_up(s, id_), SOON_S, f"{screen} as wished")  # type: ignore[misc]
            watch = Watch(left, trai, phai)
            _storm(watch, post, Leader(town, "an.nguyen"))
    _no_gap(watch)
    for node_number in (1, 2):
        _calm(watch.moves(node_number))


def _prepare(town: City) -> Callable[..., Any]:
    """A dead camera, one rule instead of the city's, a tour and two reserved places; the connectors' door."""
    post = town.feed()
    leader = Leader(town, "ha.le")
    nowhere = {"name": "Camera chết", "main_url": "rtsp://127.0.0.1:9/x", "sub_url": "rtsp://127.0.0.1:9/x"}
    rules = [one["id"] for one in _records(leader, "alarm_rule")]
    assert rules, "the city brings rules of its own"
    post(
        records=[
            {"type": "camera", "id": DEAD, "data": nowhere},
            {"type": "alarm_rule", "id": "thu", "data": _rule(KIND)},
        ],
        removes=[{"type": "alarm_rule", "id": one, "reason": "deleted"} for one in rules],
    )
    assert leader.push(_wishes())["result"] == "applied"
    return post


def _storm(watch: Watch, post: Callable[..., Any], desk: Leader) -> None:
    """Two alarms, then 300 worse and lesser ones, then the end of all."""
    watch.wait(1.0)
    lesser = [_incident(number, 3) for number in range(2)]
    post(records=lesser)
    watch.until(lambda slots: len(slots) == 2, "two alarms in two places, the same on both nodes")
    watch.wait(STORM_AFTER_S)
    storm = [_incident(100 + number, (4, 3, 2, 4)[number % 4]) for number in range(298)]
    storm += [_incident(900, 1), _incident(901, 1)]
    post(records=storm)
    watch.until(lambda slots: set(slots.values()) == {"storm-900", "storm-901"}, "the two worst of 302")
    watch.wait(SHOWN_S)
    told = desk.actual()
    shown = {told[screen]["tiles"][place]["incident_id"] for screen, place in (("t1", 1), ("p1", 0))}
    assert shown == {"storm-900", "storm-901"}, "the desk hears which alarm fills which place"
    over = {"state": "closed", "updated_at": datetime.now(UTC).isoformat()}
    post(records=[{**one, "data": one["data"] | over} for one in lesser + storm])
    watch.until(lambda slots: not slots, "the storm is over, everything is as before")
    watch.wait(2.0)
    idle = screen_of(watch.phai.state(), "p1")["tiles"][0]
    assert (idle["incident_id"], idle["name"]) == (None, "Bình thường")


def _is_up(state: dict[str, Any], screen: str) -> bool:
    shown = screen_of(state, screen)
    tiles = shown.get("tiles") or [{}]
    kinds = [one.get("type") for one in tiles]
    if screen == "p1":
        return kinds == ["slot"] and bool(shown["settled"])
    return kinds == ["tour", "slot"] and bool(shown["settled"]) and tiles[0]["ref"] == LIVE_ONES[0]


def _records(leader: Leader, kind: str) -> list[dict[str, Any]]:
    items = leader.device.call("GET", "/v1/sync/snapshot").json()["items"]
    return [one for one in items if one["type"] == kind]


def _no_gap(watch: Watch) -> None:
    seen = {ref for ref, _state in watch.tour}
    assert seen == set(LIVE_ONES), "both that live had their turn, and the dead one never"
    assert {state for _ref, state in watch.tour} <= {"live", "late"}
    assert max(watch.dark) < 0.9, "a tile without a picture"


def _calm(moves: list[tuple[float, str, str]]) -> None:
    assert len(moves) >= 6, f"in, in; worse, worse; out, out: {moves}"
    for at_s, _where, _what in moves:
        assert sum(at_s <= other < at_s + WINDOW_S for other, *_ in moves) <= BUDGET
    for slot in SLOTS:
        times = [at_s for at_s, where, _what in moves if where == slot]
        # A look each tenth of a second sees a change a little late.
        assert all(after - before > DWELL_S - 2 for before, after in itertools.pairwise(times))
    assert timedelta(seconds=moves[-1][0] - moves[0][0]) > timedelta(seconds=2 * DWELL_S - 2)
