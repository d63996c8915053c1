"""What is near: distances against known ones, and the grid against the slow obvious search."""

from __future__ import annotations

import math
import random
import time

import pytest

from console.near import Grid, Thing, distance_m, nearest

HANOI, SAIGON = (21.0278, 105.8342), (10.8231, 106.6297)


def test_known_distances() -> None:
    assert distance_m(*HANOI, *SAIGON) == pytest.approx(1_138_000, rel=0.005), "about 1138 km by the great circle"
    assert distance_m(9.62, 106.48, 9.62, 106.48) == 0
    assert distance_m(0, 0, 0, 180) == pytest.approx(math.pi * 6_371_000)
    assert distance_m(9.0, 106.0, 9.001, 106.0) == pytest.approx(111.2, abs=0.2)


@pytest.mark.parametrize("seed", range(20))
def test_the_grid_finds_what_the_obvious_search_finds(seed: int) -> None:
    rng = random.Random(seed)
    lat, lon = rng.uniform(-60, 60), rng.uniform(-170, 170)
    things = [
        Thing("camera", str(n), "", lat + rng.uniform(-0.03, 0.03), lon + rng.uniform(-0.03, 0.03)) for n in range(300)
    ]
    metres = rng.uniform(50, 2500)
    slow = sorted(
        (far, one.id) for one in things if (far := distance_m(lat, lon, one.lat, one.lon)) <= metres
    )  # fmt: skip
    found = [(one.metres, one.thing.id) for one in Grid(things).within(lat, lon, metres)]
    assert found == slow


def test_kinds_are_told_apart_and_itself_is_not_near() -> None:
    things = [Thing("incident", "me", "", 9.6, 106.4), Thing("incident", "other", "", 9.601, 106.4),
              Thing("camera", "cam", "", 9.6005, 106.4)]  # fmt: skip
    found = Grid(things).within(9.6, 106.4, 800)
    assert [one.thing.id for one in nearest(found, "incident", but=frozenset({"me"}))] == ["other"]
    assert [one.thing.id for one in nearest(found, "camera")] == ["cam"]


def test_a_place_that_is_none_is_left_out() -> None:
    assert not Grid([Thing("camera", "x", "", math.nan, 106.4)]).within(9.6, 106.4, 800)


def test_five_thousand_open_incidents_are_no_work() -> None:
    rng = random.Random(1)
    things = [
        Thing("incident", str(n), "", 9.6 + rng.uniform(-0.1, 0.1), 106.4 + rng.uniform(-0.1, 0.1)) for n in range(5000)
    ]
    took_ms = []
    for _turn in range(3):
        began = time.process_time()
        found = Grid(things).within(9.6, 106.4, 800)
        took_ms.append((time.process_time() - began) * 1000)
    print(f"{len(found)} of 5000 within 800 m in {min(took_ms):.1f} ms of work")
    assert min(took_ms) < 50, "one selection of an incident, on the thread that paints"
