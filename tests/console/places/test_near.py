"""What is near: distances against known ones, and the search against distances alone."""

from __future__ import annotations

import math
import random

import pytest

from console.places.near import Thing, distance_m, nearest, within

HANOI, SAIGON = (21.0278, 105.8342), (10.8231, 106.6297)


def test_known_distances() -> None:
    assert distance_m(*HANOI, *SAIGON) == pytest.approx(1_138_000, rel=0.005), "about 1138 km by the great circle"
    assert distance_m(9.62, 106.48, 9.62, 106.48) == 0
    assert distance_m(0, 0, 0, 180) == pytest.approx(math.pi * 6_371_000)
    assert distance_m(9.0, 106.0, 9.001, 106.0) == pytest.approx(111.2, abs=0.2)


@pytest.mark.parametrize("seed", range(20))
def test_it_finds_what_the_distances_alone_find(seed: int) -> None:
    rng = random.Random(seed)
    lat, lon = rng.uniform(-60, 60), rng.uniform(-170, 170)
    things = [
        Thing("camera", str(n), "", lat + rng.uniform(-0.03, 0.03), lon + rng.uniform(-0.03, 0.03)) for n in range(300)
    ]
    metres = rng.uniform(50, 2500)
    slow = sorted(
        (far, one.id) for one in things if (far := distance_m(lat, lon, one.lat, one.lon)) <= metres
    )  # fmt: skip
    found = [(one.metres, one.thing.id) for one in within(things, lat, lon, metres)]
    assert found == slow


def test_kinds_are_told_apart_and_itself_is_not_near() -> None:
    things = [Thing("incident", "me", "", 9.6, 106.4), Thing("incident", "other", "", 9.601, 106.4),
              Thing("camera", "cam", "", 9.6005, 106.4)]  # fmt: skip
    found = within(things, 9.6, 106.4, 800)
    assert [one.thing.id for one in nearest(found, "incident", but=frozenset({"me"}))] == ["other"]
    assert [one.thing.id for one in nearest(found, "camera")] == ["cam"]


def test_a_place_that_is_none_is_left_out() -> None:
    assert not within([Thing("camera", "x", "", math.nan, 106.4)], 9.6, 106.4, 800)
