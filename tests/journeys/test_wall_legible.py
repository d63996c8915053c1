"""Journey: what a real node paints on real monitors is as high as the legibility check claims, from the last seat."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from console.analysis.legibility import ARC_MINUTES, PANEL_PX, STRIP_PX, Room
from tests.harness.ink import heights
from tests.harness.monitors import Monitors, monitors
from tests.journeys.city import City
from tests.journeys.driver import Driver
from tests.journeys.wall_room import Leader, NodePlace, shows

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
WAIT_S = 60


def _words(words: str) -> dict[str, Any]:
    """A wish for one tile with these words in its caption and in its text."""
    return {
        "screen": {"rows": 1, "cols": 1, "tiles": [{"type": "text", "row": 0, "col": 0, "title": words, "text": words}]}
    }


def _painted(room: Monitors, node: Driver, seats: Room) -> Any:
    """What stands still on the first monitor, without the strip, whose clock goes on."""
    last: list[Any] = []

    def still(_state: dict[str, Any]) -> bool:
        now = room.pixels("ONE")[: PANEL_PX[1] - round(STRIP_PX * seats.scale) - 8]
        same = bool(last) and bool((last[-1] == now).all())
        last.append(now)
        return same

    node.until(still, WAIT_S, "nothing moves on the screen")
    return last[-1]


def test_a_capital_on_a_real_screen_is_as_high_as_the_rule_says(tmp_path: Path) -> None:
    with City(tmp_path, cameras=False) as town, monitors(("ONE", "TWO"), *PANEL_PX) as room:
        place = NodePlace(tmp_path, room, town, "phai")
        leader = Leader(town, "ha.le")
        data = leader.wall()["data"]
        seats = Room(data["seat_distance_m"], data["pixel_pitch_mm"])
        with place.start() as node:
            seen = []
            for words in ("H", "HHH"):
                wish = _words(words)
                leader.push({"p1": wish})
                node.until(shows("p1", wish), WAIT_S, f"{words} on the wall")
                seen.append(_painted(room, node, seats))
    found = heights(*seen)
    assert len(found) == 2, "the caption and the text"
    assert all(seats.arc_minutes(height + 1) >= ARC_MINUTES for height in found), (found, seats)
    assert seats.arc_minutes(min(found)) <= ARC_MINUTES + 1, "and hardly higher: what is said is what is painted"
