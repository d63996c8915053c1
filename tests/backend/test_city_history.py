"""The made-up numbers are bounded, repeatable, shaped like a city's, and join with the live ones."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import pytest

from backend.city.loading import DEFAULT_CITY, load
from backend.city.pack import CityPack
from backend.demo.story.history import Curve
from backend.demo.story.story import Story
from backend.demo.story.weather import Weather

NOW = datetime(2026, 11, 21, 14, 47, 12, tzinfo=UTC)
Points = dict[str, list[tuple[datetime, float]]]


@pytest.fixture(scope="module")
def pack() -> CityPack:
    return load(DEFAULT_CITY)


@pytest.fixture(scope="module")
def points(pack: CityPack) -> Points:
    return dict(Story(pack, 5).history(NOW))


def test_thirty_days_bounded_and_in_order(pack: CityPack, points: Points) -> None:
    assert sum(len(series) for series in points.values()) <= 120_000
    for indicator in Story(pack).indicators:
        times = [at for at, _value in points[indicator.id]]
        values = [value for _at, value in points[indicator.id]]
        assert times == sorted(set(times))
        assert times[-1] <= NOW
        assert times[-1] - times[0] == timedelta(days=30)
        assert all(math.isfinite(value) for value in values)
        assert indicator.series.min <= min(values) <= max(values) <= indicator.series.max
        assert len(set(values)) > 1, indicator.id


def test_the_same_seed_gives_the_same_history(pack: CityPack, points: Points) -> None:
    assert dict(Story(pack, 5).history(NOW)) == points
    assert dict(Story(pack, 6).history(NOW)) != points


def test_the_live_value_stands_on_the_same_curve(pack: CityPack, points: Points) -> None:
    weather = Weather(5, NOW)
    for indicator in Story(pack).indicators:
        at, value = points[indicator.id][-1]
        assert Curve(indicator, pack.zone, weather, 5).at(at) == value
    for type_, identity, fields in Story(pack, 5).heard(NOW):
        if type_ == "indicator":
            assert fields["value"] == points[identity][-1][1]


def test_budget_never_falls_within_a_year(pack: CityPack) -> None:
    indicator = next(one for one in Story(pack).indicators if one.id == "cs-04")
    curve = Curve(indicator, pack.zone, Weather(1, NOW), 1)
    days = [datetime(2026, 1, 2, 9, tzinfo=pack.zone) + timedelta(days=number) for number in range(363)]
    values = [curve.at(day) for day in days]
    assert values == sorted(values)
    assert values[-1] > 20 * values[0]


def test_rain_floods_the_underpass_and_slows_traffic(pack: CityPack) -> None:
    weather = Weather(1, NOW)
    wet, dry = NOW + timedelta(minutes=30), NOW - timedelta(hours=6)
    curves = {one.id: Curve(one, pack.zone, weather, 1) for one in Story(pack).indicators}
    assert weather.rain_at(wet.timestamp()) > 40 > weather.rain_at(dry.timestamp())
    assert curves["cs-01"].at(wet) > 0.5 > curves["cs-01"].at(dry)
    assert curves["cs-02"].at(wet) < curves["cs-02"].at(wet - timedelta(days=7))


def test_offices_rest_at_night(pack: CityPack, points: Points) -> None:
    night = [value for at, value in points["cs-22"] if at.astimezone(pack.zone).hour in (1, 2, 3)]
    morning = [
        value for at, value in points["cs-22"]
        if at.astimezone(pack.zone).hour == 9 and at.astimezone(pack.zone).weekday() < 5
    ]  # fmt: skip
    assert set(night) == {0.0}
    assert min(morning) > 3
