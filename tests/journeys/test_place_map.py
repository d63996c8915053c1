"""Journey: the map of the place on the wall, beside an alarm and by itself, and on the desk, also without a server."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.harness.patience import Patience
from tests.journeys.city import ROOT, city
from tests.journeys.driver import Driver
from tests.journeys.wall_room import Leader, NodePlace, node, screen_of

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
SOON_S = 40.0
KIND, RULES = "thu-ban-do", ("ngap", "khan-cap", "chay-cuu-ho", "cang", "tai-nan")
TOKENS = tomllib.loads((ROOT / "resources" / "theme" / "tokens.toml").read_text(encoding="utf-8"))["dark"]
PLACE = (9.6262, 106.4713)


def _incident(key: str, **more: Any) -> dict[str, Any]:
    data = {"code": key, "title": "Cháy ở chân cầu", "kind": KIND, "severity": 1, "state": "new", "channel": "sensor"}
    data |= {"place": "Cầu Bến Đá", "lat": PLACE[0], "lon": PLACE[1], "created_at": datetime.now(UTC).isoformat()}
    return {"type": "incident", "id": key, "data": data | {"camera_ids": [], "history": []} | more}


def _share(place: NodePlace, monitor: str, token: str) -> float:
    """How much of a monitor has the colour of a token."""
    color = TOKENS[token]
    wanted = [int(color[at : at + 2], 16) for at in (5, 3, 1)]  # blue, green, red
    return float((place.monitors.pixels(monitor) == wanted).all(axis=2).mean())


def _wait(test: Callable[[], bool], what: str) -> None:
    patience = Patience(SOON_S)
    while not test():
        assert not patience.is_over, what
        time.sleep(0.2)


def test_the_map_of_the_place_on_the_wall_and_on_the_desk(tmp_path: Path) -> None:
    rule = {"name": "Có bản đồ", "kinds": [KIND], "cameras": [], "indicators": [], "map": True, "order": 1}
    with city(cameras=False) as town, node(tmp_path, town, "trai") as place:
        feed, leader = town.feed(), Leader(town, "ha.le")
        gone = [{"type": "alarm_rule", "id": key, "reason": "deleted"} for key in RULES]
        feed(records=[{"type": "alarm_rule", "id": KIND, "data": rule | {"minutes": 30.0}}], removes=gone)
        tile = {"row": 0, "col": 0}
        city_map = {"screen": {"rows": 1, "cols": 1, "tiles": [{"type": "map", "radius_m": 2500, **tile}]}}
        slot = {"screen": {"rows": 1, "cols": 1, "tiles": [{"type": "slot", "idle": {"type": "clock"}, **tile}]}}
        assert leader.push({"t1": city_map, "t2": slot})["result"] == "applied"
        with place.start() as wall:
            wall.until(lambda s: _is_settled(s, "t1") and _is_settled(s, "t2"), SOON_S, "both screens")
            _wait(lambda: _share(place, "ONE", "map_water") > 0.01, "the city's map is painted")
            assert _share(place, "ONE", "map_land") > 0.2
            assert _share(place, "TWO", "map_land") < 0.001, "no alarm, no map; an edge may be of that shade"
            before = _share(place, "ONE", "severity1")
            feed(records=[_incident("ban-do-1", lat=9.6300, lon=106.4950)])
            wall.until(lambda s: s["slots"] == {"t2/0,0": "ban-do-1"}, SOON_S, "the alarm in its place")
            _wait(lambda: _share(place, "TWO", "map_land") > 0.1, "the map beside the alarm")
            assert _share(place, "TWO", "severity1") > 0.001, "the place in its colour"
            _wait(lambda: _share(place, "ONE", "severity1") > before, "the city's map shows it too")
            tiles = screen_of(wall.state(), "t1")["tiles"]
            assert [(one["type"], one["name"], one["state"]) for one in tiles] == [
                ("map", "Thành phố Sông Mây", "live")
            ]
        feed(records=[_incident("ban-do-2")])
        desk = Driver(tmp_path / "desk", "--backend", town.url, sign_in=("ha.le", town.password))
        with desk:
            desk.until(lambda s: any(row["id"] == "ban-do-2" for row in s["rows"]), SOON_S, "the incident")
            desk.do("select-incident", incident="ban-do-2")
            desk.until(lambda s: any(one["id"] == "cam-02" for one in s["near"]), SOON_S, "what is near")
            town.kill_backend()
            desk.until(lambda s: s["links"]["incidents"]["state"] == "down", 60, "without a server")
            desk.do("show-map")
            shown = desk.until(lambda s: s["overlay"] == "map" and s["map"]["shapes"] > 50, SOON_S, "the map")["map"]
            assert shown["incident"] == "ban-do-2"
            assert {"ban-do-2", "cam-02"} <= set(shown["marks"])
            assert "Camera Chợ Bến Đá 240 m" in shown["words"]
            desk.do("go-back")
            desk.until(lambda s: s["map"] is None and s["overlay"] is None, SOON_S, "back")


def _is_settled(state: dict[str, Any], screen: str) -> bool:
    found = screen_of(state, screen)
    return bool(found and found["present"] and found["settled"])
