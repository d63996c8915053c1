"""Journey: a wall node that is killed shows what was wished again, by itself and soon (50 times with IOC_LONG)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.journeys.city import City
from tests.journeys.wall_room import node
from tests.soak.wall_kills import BACK_S, kill_again_and_again, wish

KILLS = 50 if os.environ.get("IOC_LONG") else 3
pytestmark = [pytest.mark.journey, pytest.mark.timeout(60 + 20 * KILLS)]


def test_after_each_kill_the_desired_tiles_are_back_within_five_seconds(tmp_path: Path) -> None:
    with City(tmp_path) as town, node(tmp_path, town, "trai") as place:
        wish(town)
        figures = kill_again_and_again(place, KILLS)
    assert figures.kills == KILLS
    assert max(figures.opened_s) <= BACK_S, figures.told()
