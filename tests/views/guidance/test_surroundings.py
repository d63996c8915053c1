"""What is near an incident: the nearest of each kind, nothing of itself, and what nobody placed is left out."""

from __future__ import annotations

from typing import Any

import pytest

from console.records.models import Camera, Incident, Indicator
from tests.views.played_session import incident
from views.guidance import surroundings
from views.guidance.surroundings import CAMERAS, Surroundings

LAT, LON = 10.78, 106.70
STEP = 0.001
"""Degrees of latitude: about 110 m."""


def _incident(key: str, steps: float | None = 0.0, **facts: Any) -> Incident:
    place = {} if steps is None else {"lat": LAT + steps * STEP, "lon": LON}
    return incident(key).model_copy(update={**place, **facts})


class City:
    """What is known, to be changed at any time."""

    def __init__(self) -> None:
        self.cameras = [Camera(id=f"cam{number}", name="x", lat=LAT + number * STEP, lon=LON) for number in range(1, 9)]
        self.incidents = [_incident("one"), _incident("two", 2), _incident("nowhere", None)]
        self.indicators = [
            Indicator(id="long", name="Mực nước cầu Đá", short_name="Mực nước", lat=LAT, lon=LON + STEP),
            Indicator(id="far", name="x", lat=LAT + 9 * STEP, lon=LON),
            Indicator(id="nowhere", name="x"),
        ]
        self.around = Surroundings(lambda: self.cameras, lambda: self.incidents, lambda: self.indicators)

    def ids(self, about: Incident) -> list[str]:
        return [one.thing.id for one in self.around.around(about)]


def test_the_nearest_of_each_kind_come_and_no_more_of_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings, "AGAIN_S", -1.0)
    city = City()
    assert city.ids(_incident("one")) == [*(f"cam{number}" for number in range(1, CAMERAS + 1)), "two", "long"]
    names = {one.thing.id: one.thing.name for one in city.around.around(_incident("one"))}
    assert (names["two"], names["long"]) == ("SC-two Ngập two", "Mực nước")
    assert city.ids(_incident("nowhere", None)) == [], "where it is, nobody knows"


def test_what_is_joined_has_a_list_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings, "AGAIN_S", -1.0)
    city = City()
    city.cameras, city.indicators = [], []
    city.incidents = [_incident("one"), _incident("part", 1, joined_into="one"), _incident("other", 2)]
    assert city.ids(city.incidents[0]) == ["other"]
    assert city.ids(city.incidents[1]) == ["other"], "nor is the one that it was joined into near"


def test_the_same_place_is_not_looked_around_again_at_once_but_another_is() -> None:
    city = City()
    assert "two" in city.ids(_incident("one"))
    city.incidents = []
    assert "two" in city.ids(_incident("one")), "thousands change all the time"
    assert "two" not in city.ids(_incident("one", 0.5)), "it was moved"
    assert "two" not in city.ids(_incident("three"))
